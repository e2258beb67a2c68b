"""What another YAML library writes is read as it was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml
from hypothesis import given
from hypothesis import strategies as st

from communique.source import Source
from communique.subset import INTEGER_LIMIT, Value
from communique.tree import parse

if TYPE_CHECKING:
    from yaml.nodes import ScalarNode

TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\t"), max_size=20)
SCALARS = TEXTS | st.integers(-INTEGER_LIMIT, INTEGER_LIMIT) | st.booleans() | st.none()
VALUES: st.SearchStrategy[Value] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(TEXTS, inner, max_size=5),
    max_leaves=30,
)


class Quoting(yaml.SafeDumper):
    """Writes texts in double quotes, and everything where it belongs instead of by aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Never write an alias."""
        return True

    def quoted(self, text: str) -> ScalarNode:
        """Write a text in double quotes."""
        return self.represent_scalar("tag:yaml.org,2002:str", text, style='"')


Quoting.add_representer(str, Quoting.quoted)


@given(VALUES, st.booleans(), st.booleans(), st.sampled_from(["\n", "\r\n"]), st.integers(2, 6))
def test_values_come_back(value: Value, flow: bool, plain_unicode: bool, line_end: str, indent: int) -> None:  # noqa: FBT001
    """Any value, dumped by PyYAML in any of its layouts with texts in quotes, is read as the same value."""
    written = yaml.dump(
        value,
        Dumper=Quoting,
        default_flow_style=flow,
        allow_unicode=plain_unicode,
        line_break=line_end,
        indent=indent,
        sort_keys=False,
    )
    tree = parse(Source("file.yaml", written.encode()))
    assert (tree.value, tree.faults) == (value, ())
    assert next(iter(tree.routes())) == ((), value)


@given(st.dictionaries(TEXTS, SCALARS, min_size=1), st.booleans())
def test_keys_keep_their_order(value: dict[str, Value], flow: bool) -> None:  # noqa: FBT001
    """The keys of a mapping come in the order in which they are written."""
    written = yaml.dump(value, Dumper=Quoting, default_flow_style=flow, sort_keys=False)
    read = parse(Source("file.yaml", written.encode())).value
    assert isinstance(read, dict)
    assert list(read) == list(value)
