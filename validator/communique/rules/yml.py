"""YAML: syntax, the named subset, and hygiene. Most of these faults are met before there is a document to speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from communique.fault import Place
from communique.rule import Family, of
from communique.syntax import explained

if TYPE_CHECKING:
    from communique.fault import Fault
    from communique.rule import Findings

FAMILY: Final = Family("YML", "YAML syntax and hygiene")


@FAMILY.fault(1, "not YAML: {what}", since="0.1")
def not_yaml(fault: Fault) -> Findings:
    """The file is not YAML from this place on.

    ## Why

    Nothing after the place can be read, so nothing else is checked until it is mended. An unclosed quote is shown
    where it begins, since where it ends is what is missing.

    ## Wrong

    ```yaml
    notes: the summit: a first
    ```

    ## Right

    ```yaml
    notes: "the summit: a first"
    ```
    """
    what, cure = explained(str(fault.arguments["problem"]))
    yield of(fault).saying(what=what).helping(cure)


@FAMILY.fault(4, "nested more than 32 levels deep", since="0.1")
def nested_too_deep(fault: Fault) -> Findings:
    """Lists and mappings stand in one another more than 32 deep.

    ## Why

    Annotations need six levels. The bound keeps a stranger's file from exhausting the reader.
    """
    yield of(fault).helping("close the lists and mappings before it, or quote a text that begins with `[` or `{`")


@FAMILY.fault(6, "the key `{key}` stands twice in one mapping", since="0.1")
def duplicate_key(fault: Fault) -> Findings:
    """A key stands twice in one mapping.

    ## Why

    Most readers of YAML keep the last value in silence, and what was written first is lost. Here the first is read,
    and the second is an error.

    ## Wrong

    ```yaml
    - id: an-offer
      summary: Seoul is ready to help.
      summary: Seoul hopes for talks.
    ```

    ## Right

    ```yaml
    - id: an-offer
      summary: Seoul is ready to help, and hopes for talks.
    ```
    """
    first = fault.arguments["first"]
    finding = of(fault).helping("keep one of the two")
    yield finding.noting(Place(first, "key"), "first given here") if isinstance(first, tuple) else finding


@FAMILY.fault(7, "a key must be a text, and this one is {key}", since="0.1")
def key_not_text(fault: Fault) -> Findings:
    """A key is a number, a boolean, nothing, a list or a mapping.

    ## Why

    JSON has only texts as keys, and all keys of an annotation are words.

    ## Wrong

    ```yaml
    - id: an-offer
      2025: a year
    ```

    ## Right

    ```yaml
    - id: an-offer
      note: a year
    ```
    """
    key = str(fault.arguments["key"])
    word = key if " " in key or key == "nothing" else f"`{key}`"
    yield (
        of(fault).saying(key=word).helping("write the name of a field; a text that begins with `[` or `{` needs quotes")
    )


@FAMILY.fault(8, "anchors (`&{name}`) are not part of the format", since="0.1")
def anchor(fault: Fault) -> Findings:
    """A value is given a name with `&`, to be repeated elsewhere.

    ## Why

    Readers of the file should see every value where it counts, and repeated references can make a small file explode
    when it is read.

    ## Wrong

    ```yaml
    - id: an-offer
      summary: &help Seoul is ready to help.
    ```

    ## Right

    ```yaml
    - id: an-offer
      summary: Seoul is ready to help.
    ```
    """
    yield of(fault).helping("remove it, and write the value out wherever it is needed")


@FAMILY.fault(9, "aliases (`*{name}`) are not part of the format", since="0.1")
def alias(fault: Fault) -> Findings:
    """A value is repeated from elsewhere with `*`.

    ## Why

    As for anchors: every value is written where it counts. A text that begins with `*` needs quotes.

    ## Wrong

    ```yaml
    - id: an-offer
      note: *help
    ```

    ## Right

    ```yaml
    - id: an-offer
      note: "*help"
    ```
    """
    yield of(fault).helping("write the value out, or quote a text that begins with `*`")


@FAMILY.fault(10, "tags (`{tag}`) are not part of the format", since="0.1")
def tag(fault: Fault) -> Findings:
    """A value is given a type with `!`.

    ## Why

    The format knows the type of every field. Tags can make other readers run code. A text that begins with `!` needs
    quotes.

    ## Wrong

    ```yaml
    - id: an-offer
      note: !important read this
    ```

    ## Right

    ```yaml
    - id: an-offer
      note: read this
    ```
    """
    yield of(fault).helping("remove it, or quote a text that begins with `!`")


@FAMILY.fault(11, "merge keys (`<<`) are not part of the format", since="0.1")
def merge_key(fault: Fault) -> Findings:
    """A mapping takes over another with `<<`.

    ## Why

    YAML 1.2 no longer has it, so readers disagree on what the file says.

    ## Wrong

    ```yaml
    - id: an-offer
      <<: {note: merged}
    ```

    ## Right

    ```yaml
    - id: an-offer
      note: merged
    ```
    """
    yield of(fault).helping("write the fields out")


@FAMILY.fault(12, "a second document begins here", since="0.1")
def several_documents(fault: Fault) -> Findings:
    """The file holds more than one document.

    ## Why

    One file is one article. What follows a `---` would be overlooked by many readers.

    ## Wrong

    ```yaml
    events: []
    ---
    events: []
    ```

    ## Right

    ```yaml
    events: []
    ```
    """
    yield of(fault).helping("put each article into a file of its own; quote a line of text that is `---`")


@FAMILY.fault(13, "directives (`%`) are not part of the format", since="0.1")
def yaml_directive(fault: Fault) -> Findings:
    """The document begins with a directive, such as `%YAML 1.1`.

    ## Why

    The format says how the file is read; a directive would ask for another reading.
    """
    yield of(fault).helping("remove the line")


@FAMILY.fault(14, "the character {character} cannot stand in a file", since="0.1")
def unprintable_character(fault: Fault) -> Findings:
    """A control character, or a line or paragraph separator that editors do not show as one.

    ## Why

    Nobody sees it, programs stumble over it, and some readers count lines differently after it.
    """
    yield of(fault).helping("remove it").repairing("remove the character", (fault.where, ""))


@FAMILY.fault(15, "an escape in this text stands for a control character", since="0.1")
def escaped_control(fault: Fault) -> Findings:
    r"""A text in double quotes holds a control character, written as an escape such as `\0`.

    ## Why

    It would travel into the dataset, where nobody sees it and programs stumble over it.

    ## Wrong

    ```yaml
    - id: an-offer
      note: "one\x07two"
    ```

    ## Right

    ```yaml
    - id: an-offer
      note: "one two"
    ```
    """
    yield of(fault).helping("remove the escape")


@FAMILY.fault(17, "an integer beyond 2^53 cannot be kept exactly by every reader", since="0.1")
def integer_too_large(fault: Fault) -> Findings:
    """A whole number is larger than 9,007,199,254,740,991 or smaller than its negative.

    ## Why

    JavaScript and others would round it in silence (RFC 8259, section 6). An id that is no quantity is a text.

    ## Wrong

    ```yaml
    - id: seven-deals
      type: agreement
      parties: [south-korea, china]
      count: 99999999999999999999
    ```

    ## Right

    ```yaml
    - id: seven-deals
      type: agreement
      parties: [south-korea, china]
      count: 7
    ```
    """
    yield of(fault).helping("write a smaller number, or put it in quotes where it is no quantity")


@FAMILY.fault(
    18, "`{word}` is a text here, and something else to other readers of YAML", since="0.1", severity="warning"
)
def disputed_scalar(fault: Fault) -> Findings:
    """A plain word or number that readers of YAML 1.1, YAML 1.2 and JSON take for different things.

    ## Why

    Here `NO` is Norway and `012` a text. Elsewhere they are a boolean and the number ten. In quotes all agree.

    ## Wrong

    ```yaml
    - id: an-offer
      note: NO
    ```

    ## Right

    ```yaml
    - id: an-offer
      note: "NO"
    ```
    """
    word = str(fault.arguments["word"])
    yield of(fault).helping("put it in quotes").repairing("quote the text", (fault.where, f'"{word}"'))
