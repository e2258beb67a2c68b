"""Shape: what the published schema asks for, in an author's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from communique.fault import Place
from communique.model.base import FORMS
from communique.nearest import ask, nearest
from communique.published import VERSION
from communique.rule import Family, of
from communique.words import counted, listed, sentence

if TYPE_CHECKING:
    from communique.fault import Fault
    from communique.rule import Findings

FAMILY: Final = Family("SHP", "Shape")

_TRUTHS: Final = dict.fromkeys(("true", "yes", "y", "on"), "true") | dict.fromkeys(("false", "no", "n", "off"), "false")
_FLOW: Final = re.compile(r"[\w][\w .-]*")
"""A text that can stand in a list in brackets without quotes."""


@FAMILY.fault(1, "the field `{field}` is missing", since="0.1")
def missing_field(fault: Fault) -> Findings:
    """A field that every such mapping has is not there.

    ## Why

    Only what makes an event that event is required. A field is not filled with a guess: if the text is silent on it,
    another type may fit better.

    ## Wrong

    ```yaml
    - id: an-offer
      evidence: {date: on Saturday}
    ```

    ## Right

    ```yaml
    - id: an-offer
      evidence: {event: Seoul offered, date: on Saturday}
    ```
    """
    about = sentence(str(fault.arguments.get("about", "")))
    yield of(fault).helping(f"add `{fault.arguments['field']}`" + (f": {about}" if about else ""))


@FAMILY.fault(2, "there is no field `{field}` here", since="0.1")
def unknown_field(fault: Fault) -> Findings:
    """A field has a name that the format does not know, or that belongs elsewhere.

    ## Why

    A misspelt field would be lost in silence.

    ## Wrong

    ```yaml
    - id: an-offer
      sumary: Seoul offered help.
    ```

    ## Right

    ```yaml
    - id: an-offer
      summary: Seoul offered help.
    ```
    """
    field, known = str(fault.arguments["field"]), fault.arguments["known"]
    names = [str(name) for name in known] if isinstance(known, tuple) else []
    near = nearest(field, names)
    finding = of(fault).helping(ask(field, names) or (f"what can stand here: {listed(names)}" if names else None))
    yield finding if near is None else finding.repairing(f"rename to `{near}`", (fault.where, near), safe=False)


@FAMILY.fault(3, "expected {expected}, found {given}", since="0.1")
def wrong_type(fault: Fault) -> Findings:
    """A value is of another sort than the field takes: a text for a list, a number for a text.

    ## Why

    Nothing is converted in silence: `"1"` is a text and `1` a number, to us as to every other reader.

    ## Wrong

    ```yaml
    - id: an-offer
      background: sometimes
    ```

    ## Right

    ```yaml
    - id: an-offer
      background: true
    ```
    """
    yield of(fault).helping(_conversion(fault))


def _conversion(fault: Fault) -> str | None:
    """Say how a value of the wrong sort is made one of the right sort, where that can be told."""
    expected, given = str(fault.arguments["expected"]), str(fault.arguments["given"])
    value, known = str(fault.arguments.get("value", "")), fault.arguments.get("known")
    several, cure = given in {"a list", "a mapping"}, None
    if isinstance(known, tuple) and known:
        cure = f"a mapping here can have {listed([str(name) for name in known], 'and')}"
    elif expected == "a list":
        alone = not several and _FLOW.fullmatch(value)
        cure = f"write it as a list of one: `[{value}]`" if alone else "write `- ` before each value"
    elif expected.startswith("a mapping of fields"):
        cure = "put each passage behind the name of its field: `event: …`"
    elif several and not expected.startswith("a mapping"):
        cure = "write one value alone"
    elif expected == "a text":
        cure = "put it in quotes"
    elif expected == "a whole number" and value.isdecimal():
        cure = "remove the quotes"
    elif value.lower() in _TRUTHS:
        cure = f"write `{_TRUTHS[value.lower()]}`, without quotes"
    return cure


@FAMILY.fault(4, "`{value}` is not one of the values that can stand here", since="0.1")
def value_not_allowed(fault: Fault) -> Findings:
    """A word is not in the list that the field takes its values from.

    ## Why

    Values from closed lists can be counted and compared. Most lists have `other` and `unknown`.

    ## Wrong

    ```yaml
    - id: an-offer
      status: ocurred
    ```

    ## Right

    ```yaml
    - id: an-offer
      status: occurred
    ```
    """
    value, allowed = str(fault.arguments["value"]), fault.arguments["allowed"]
    words = [str(word) for word in allowed] if isinstance(allowed, tuple) else []
    near = nearest(value, words)
    finding = of(fault).helping(" ".join(filter(None, (ask(value, words), f"it can be {listed(words)}"))))
    yield finding if near is None else finding.repairing(f"change to `{near}`", (fault.where, near), safe=False)


@FAMILY.fault(5, "`{value}` does not have the form that this field asks for", since="0.1")
def malformed_text(fault: Fault) -> Findings:
    """A text is not of the form that its field asks for: an id with capitals, an address without `https://`.

    ## Why

    Ids are the same in file names, addresses and data bases only if they keep to small letters, digits and hyphens.

    ## Wrong

    ```yaml
    - id: An_Offer
    ```

    ## Right

    ```yaml
    - id: an-offer
    ```
    """
    says = fault.arguments.get("says") or FORMS.get(str(fault.arguments.get("pattern")))
    yield of(fault).helping(f"expected {says}" if says else None)


@FAMILY.fault(6, "this text {problem}", since="0.1")
def text_length(fault: Fault) -> Findings:
    """A text is empty or longer than its field allows.

    ## Why

    An empty text says nothing: leave the field out. A very long one belongs into `note`, or is two.

    ## Wrong

    ```yaml
    - id: an-offer
      summary: ""
    ```

    ## Right

    ```yaml
    - id: an-offer
      summary: Seoul offered help.
    ```
    """
    if fault.arguments["length"] == 0:
        yield of(fault).saying(problem="is empty").helping("leave the field out if there is nothing to say")
    else:
        yield of(fault).saying(problem=_measured(fault, "character")).helping("shorten it")


def _measured(fault: Fault, noun: str) -> str:
    """Say how many there are, and how many were expected."""
    return f"has {counted(int(str(fault.arguments['length'])), noun)}; expected {fault.arguments['bound']}"


@FAMILY.fault(7, "this {sort} {problem}", since="0.1")
def list_length(fault: Fault) -> Findings:
    """A list is empty, or has fewer or more values than its field allows.

    ## Why

    An empty list says nothing: leave the field out. Some lists need two values to mean anything.

    ## Wrong

    ```yaml
    - id: an-offer
      relations: []
    ```

    ## Right

    ```yaml
    - id: an-offer
      background: false
    ```
    """
    finding = of(fault).saying(sort="mapping" if fault.arguments.get("value") == "a mapping" else "list")
    if fault.arguments["length"] == 0:
        yield finding.saying(problem="is empty").helping("leave the field out if there is nothing to list")
    else:
        few = str(fault.arguments["bound"]).startswith("at least")
        cure = "add what is missing; if the text tells no more, another type or field may fit better"
        yield finding.saying(problem=_measured(fault, "value")).helping(cure if few else "remove what is too much")


@FAMILY.fault(8, "the number `{value}` is out of range; expected {bound}", since="0.1")
def number_out_of_range(fault: Fault) -> Findings:
    """A number is below or above what its field allows.

    ## Why

    A count below zero is a slip. A file of an earlier version of the format has another form: `communique migrate`
    rewrites it, and nothing else is said of it until then.

    ## Wrong

    ```yaml
    - id: an-offer
      evidence: {event: {quote: Seoul offered, at: [-1, 12]}}
    ```

    ## Right

    ```yaml
    - id: an-offer
      evidence: {event: {quote: Seoul offered, at: [0, 12]}}
    ```
    """
    version = isinstance(fault.where, Place) and fault.where.route == ("schema_version",)
    earlier = version and 0 <= int(str(fault.arguments["value"])) < VERSION
    cure = "the file is of an earlier version of the format: run `communique migrate`"
    if not earlier:
        cure = f"this communique knows version {VERSION}: correct the number, or use a later communique"
    yield of(fault).helping(cure if version else None)


@FAMILY.fault(9, "`{value}` is not a date", since="0.1")
def not_a_date(fault: Fault) -> Findings:
    """A date is not written in the form of EDTF that the format uses.

    ## Why

    `1/11/2025` is January in one country and November in another. EDTF (ISO 8601-2) is read the same everywhere, and
    can say that a date is coarse, open or uncertain.

    ## Wrong

    ```yaml
    - id: an-offer
      date: 1 Nov 2025
    ```

    ## Right

    ```yaml
    - id: an-offer
      date: 2025-11-01
    ```
    """
    yield of(fault).helping(f"expected {fault.arguments['says']}")


@FAMILY.fault(10, "there is no day `{day}`", since="0.1")
def no_such_day(fault: Fault) -> Findings:
    """A date names a day that its month does not have.

    ## Why

    It is a slip of the pen, and no program can say which day was meant.

    ## Wrong

    ```yaml
    - id: an-offer
      date: 2025-02-29
    ```

    ## Right

    ```yaml
    - id: an-offer
      date: 2025-02-28
    ```
    """
    yield of(fault).helping(f"that month has {fault.arguments['last']} days")


@FAMILY.fault(11, "the interval `{value}` ends before it begins", since="0.1")
def interval_reversed(fault: Fault) -> Findings:
    """An interval's end lies before its beginning.

    ## Why

    Its ends were swapped, or one of them is wrong.

    ## Wrong

    ```yaml
    - id: an-offer
      date: 2025-09-10/2025-09-01
    ```

    ## Right

    ```yaml
    - id: an-offer
      date: 2025-09-01/2025-09-10
    ```
    """
    first, _, last = str(fault.arguments["value"]).partition("/")
    yield of(fault).helping(f"did you mean `{last}/{first}`?")


@FAMILY.fault(12, "nothing is given here; expected {expected}", since="0.1")
def empty_value(fault: Fault) -> Findings:
    """A field has no value.

    ## Why

    What is not known is left out. A field without a value may be a slip, and readers take it for different things.

    ## Wrong

    ```yaml
    - id: an-offer
      place:
    ```

    ## Right

    ```yaml
    - id: an-offer
      place: seoul
    ```
    """
    allowed = fault.arguments.get("allowed")
    words = listed([str(word) for word in allowed]) if isinstance(allowed, tuple) else ""
    yield of(fault).helping(f"write {words or 'a value'}, or leave the field out where it is not asked for")


@FAMILY.fault(13, "this does not fit here: {problem}", since="0.1")
def other_shape(fault: Fault) -> Findings:
    """A value is wrong in a way that has no rule of its own.

    ## Why

    No fault is ever hidden for want of words. If you meet this, please report it, so that it gets some.
    """
    yield of(fault).helping("please report this, so that it gets words of its own")
