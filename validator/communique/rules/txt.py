"""Texts: characters that deceive a reader, or that make equal words differ."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from communique.fault import Place
from communique.rule import Family, Finding
from communique.source import Source, Span
from communique.tree import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from communique.bind import Bound
    from communique.rule import Findings

FAMILY: Final = Family("TXT", "Texts")

_DIRECTIONS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MARKS: Final = frozenset("\u061c\u200e\u200f")
_UNSEEN: Final = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028\u2029\u2060-\u2065\u206a-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_JOINERS: Final = "\u200c\u200d"
_JOINED: Final = re.compile(
    "ARABIC|SYRIAC|MANDAIC|NKO|MONGOLIAN|PHAGS-PA|DEVANAGARI|BENGALI|GURMUKHI|GUJARATI|ORIYA|TAMIL|TELUGU|KANNADA"
    "|MALAYALAM|SINHALA|KHMER|MYANMAR|TIBETAN|JAVANESE|BALINESE"
)
"""How the names of letters begin in scripts where joining, or not joining, changes how a word is written."""

_LOOKALIKES: Final = {
    **dict(zip("аеорсухіјѕһԁԛԝ", "aeopcyxijshdqw", strict=True)),
    **dict(zip("АВЕКМНОРСТУХІЈЅҺԚԜ", "ABEKMHOPCTYXIJSHQW", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρυ", "ABEZHIKMNOPTYXovpu", strict=True)),
}
"""Cyrillic and Greek letters, and the Latin ones that they look like."""


@lru_cache(maxsize=4)
def _texts(file: Bound) -> tuple[tuple[Place, str], ...]:
    """List the texts of a file, values and keys, that have more than ASCII, or white space at their ends."""
    found: list[tuple[Place, str]] = []
    for route, value in file.tree.routes():
        if isinstance(value, str):
            if _special(value):
                found.append((Place(route), value))
        elif isinstance(value, dict):
            found.extend((Place((*route, key), "key"), key) for key in value if _special(key))
    return tuple(found)


def _special(text: str) -> bool:
    return not text.isascii() or text != text.strip()


def _printed(file: Bound, text: str) -> bool:
    """Whether a text is the article's own, letter for letter: a passage is not mended."""
    return file.article is not None and text in file.article.text


def _narrowed(file: Bound, place: Place, part: str) -> Span | Place:
    """Give the place of a part of a scalar, where it stands in the file as it is."""
    span = file.tree.span(place)
    start = file.tree.source.text.find(part, span.start, span.end)
    return place if start < 0 else Span(start, start + len(part))


def _rewritten(file: Bound, place: Place, change: Callable[[str], str], wanted: str) -> tuple[Span, str] | None:
    """Change how a scalar is written; None unless it then says just what is wanted, and stands in one line."""
    span = file.tree.span(place)
    new = change(file.tree.source.text[span.start : span.end])
    if "\n" in new or new[:1] in {"|", ">"}:
        return None
    tree = parse(Source("a scalar", new.encode()))
    return (span, new) if tree.value == wanted and not tree.faults else None


def _named(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


@FAMILY.file(1, "a character that cannot be seen, {character}, stands in `{text}`", since="0.1", severity="warning")
def invisible_character(file: Bound) -> Findings:
    r"""A text holds a character that readers cannot see, such as a zero-width space or a soft hyphen.

    ## Why

    Two words that look alike are then different, and a search for one does not find the other. Joiners are no fault
    where the script asks for them (Arabic, Indic scripts, emoji), and a passage may hold what the article itself
    prints.

    ## Wrong

    ```yaml
    - id: an-offer
      summary: "Seoul offered hu\u00admanitarian help."
    ```

    ## Right

    ```yaml
    - id: an-offer
      summary: "Seoul offered humanitarian help."
    ```
    """
    for place, text in _texts(file):
        if text.isascii() or _printed(file, text):
            continue
        unseen = [match.start() for match in _UNSEEN.finditer(text) if not _belongs(text, match.start())]
        if not unseen:
            continue
        character = text[unseen[0]]
        where = _narrowed(file, place, character)
        finding = Finding(where).saying(text=text, character=_named(character)).helping("remove it")
        gone = {text[index] for index in unseen}
        if len(unseen) == sum(text.count(each) for each in gone):
            finding = _without(finding, file, place, text, gone)
        yield finding


def _without(finding: Finding, file: Bound, place: Place, text: str, gone: set[str]) -> Finding:
    """Offer a text without some characters."""
    table = str.maketrans(dict.fromkeys(gone))
    edit = _rewritten(file, place, lambda old: old.translate(table), text.translate(table))
    return finding.repairing("remove what cannot be seen", edit, safe=False) if edit else finding


def _belongs(text: str, index: int) -> bool:
    """Whether an unseen character does its work: joins letters, shapes the one before it, tells a direction."""
    character, before, after = text[index], text[index - 1 : index], text[index + 1 : index + 2]
    if character in _MARKS:
        return any(unicodedata.bidirectional(each) in {"R", "AL"} for each in text if each not in _MARKS)
    if not before:
        return False
    name, kind = unicodedata.name(before, ""), unicodedata.category(before)
    if character in _JOINERS:
        emoji = (kind in {"So", "Sk"} or before == "\ufe0f") and unicodedata.category(after or " ") == "So"
        return bool(_JOINED.match(name)) or (character == "\u200d" and emoji)
    return any(
        (
            "\ufe00" <= character <= "\ufe0f" and kind in {"So", "Sm", "Po", "Pd", "Nd", "Lo"},
            "\U000e0100" <= character <= "\U000e01ef" and kind == "Lo",
            "\U000e0020" <= character <= "\U000e007f"
            and (before == "\U0001f3f4" or "\U000e0020" <= before <= "\U000e007f"),
            "\u180b" <= character <= "\u180f" and name.startswith("MONGOLIAN"),
        )
    )


@FAMILY.file(2, "a character that turns the direction of writing, {character}, stands here", since="0.1")
def bidirectional_control(file: Bound) -> Findings:
    r"""A text or a comment holds a control that changes the direction in which it is shown.

    ## Why

    What is shown is then not what is read: a reviewer sees one thing, and the program another ("Trojan Source",
    CVE-2021-42574). Arabic and Hebrew words are shown rightly without such controls.

    ## Wrong

    ```yaml
    - id: an-offer
      summary: "Seoul \u202eoffered\u202c help."
    ```

    ## Right

    ```yaml
    - id: an-offer
      summary: "Seoul offered help."
    ```
    """
    source, lines = file.tree.source, set()
    for match in _DIRECTIONS.finditer(source.text):
        line = source.position(match.start()).line
        if line not in lines:
            lines.add(line)
            yield Finding(Span(*match.span())).saying(character=_named(match[0])).helping("remove it, and its partner")
    for place, text in _texts(file):
        turned = _DIRECTIONS.search(text)
        if turned and isinstance(_narrowed(file, place, turned[0]), Place):
            yield Finding(place).saying(character=_named(turned[0])).helping("remove it, and its partner")


@FAMILY.file(3, "`{word}` mixes {most} letters with {few} ones: {letters}", since="0.1", severity="warning")
def mixed_scripts(file: Bound) -> Findings:
    """A word mixes Latin letters with Cyrillic or Greek ones that look alike.

    ## Why

    It looks like a word that it is not, and no search finds it. A Greek letter that looks like no Latin one (`Δt`) is
    no fault, and a passage may hold what the article itself prints.

    ## Wrong

    ```yaml
    - id: an-offer
      summary: "Sеoul offered help."
    ```

    ## Right

    ```yaml
    - id: an-offer
      summary: "Seoul offered help."
    ```
    """
    for place, text in _texts(file):
        if text.isascii():
            continue
        for word in dict.fromkeys(re.findall(r"\w+", text)):
            most, few, letters = _strange(word)
            if letters and not _printed(file, text):
                named = ", ".join(f"`{letter}` (U+{ord(letter):04X})" for letter in letters)
                finding = Finding(_narrowed(file, place, word)).saying(word=word, most=most, few=few, letters=named)
                yield _in_one_script(finding, file, place, text, word)


def _strange(word: str) -> tuple[str, str, tuple[str, ...]]:
    """Give, of a word that mixes scripts, the script of most of its letters, that of the others, and these."""
    if not word.isascii():
        scripts = {letter: unicodedata.name(letter, "").partition(" ")[0] for letter in word}
        latin = tuple(letter for letter, script in scripts.items() if script == "LATIN")
        for name in ("CYRILLIC", "GREEK") if latin else ():
            others = tuple(letter for letter, script in scripts.items() if script == name)
            if others and (name == "CYRILLIC" or any(letter in _LOOKALIKES for letter in others)):
                both = (("Latin", latin), (name.title(), others))
                (few, letters), (most, _) = both if len(latin) < len(others) else both[::-1]
                return most, few, letters
    return "", "", ()


def _in_one_script(finding: Finding, file: Bound, place: Place, text: str, word: str) -> Finding:
    """Offer the word in Latin letters, where each strange one has a Latin one that it looks like."""
    latin = "".join(_LOOKALIKES.get(letter, letter) for letter in word)
    finding = finding.helping("write the word in one script")
    if _strange(latin)[2]:
        return finding
    edit = _rewritten(file, place, lambda old: old.replace(word, latin), text.replace(word, latin))
    return finding.repairing(f"write `{latin}` in Latin letters", edit, safe=False) if edit else finding


@FAMILY.file(4, "`{text}` is not in Unicode's normal form C", since="0.1", severity="warning")
def not_normalised(file: Bound) -> Findings:
    r"""A text has letters in pieces, such as an `e` and an accent of its own for `é`.

    ## Why

    The same word in pieces and whole are different texts to a program. Text is kept in Unicode's normal form C, as
    keyboards give it.

    ## Wrong

    ```yaml
    - id: an-offer
      summary: "The caf\u0065\u0301 offered help."
    ```

    ## Right

    ```yaml
    - id: an-offer
      summary: "The café offered help."
    ```
    """
    for place, text in _texts(file):
        if not unicodedata.is_normalized("NFC", text):
            finding = Finding(place).saying(text=text).helping("write each letter with its marks as one character")
            whole = unicodedata.normalize("NFC", text)
            edit = _rewritten(file, place, lambda old: unicodedata.normalize("NFC", old), whole)
            yield finding.repairing("write it in normal form C", edit) if edit else finding


@FAMILY.file(5, "`{text}` has white space at its {ends}", since="0.1", severity="warning")
def white_space_at_ends(file: Bound) -> Findings:
    """A text in quotes begins or ends with white space.

    ## Why

    Nobody sees it, and yet the text differs from the same without it. Space inside a text, and the line end of a
    block, are no fault.

    ## Wrong

    ```yaml
    - id: an-offer
      summary: "Seoul offered help. "
    ```

    ## Right

    ```yaml
    - id: an-offer
      summary: "Seoul offered help."
    ```
    """
    for place, text in _texts(file):
        bare = text.strip()
        if text.rstrip("\n") == bare:
            continue
        span = file.tree.span(place)
        if file.tree.source.text[span.start : span.start + 1] not in {"'", '"'}:
            continue
        ends = [end for end, there in (("beginning", text != text.lstrip()), ("end", text != text.rstrip())) if there]
        finding = Finding(place).saying(text=text, ends=" and its ".join(ends)).helping("remove it")
        edit = _rewritten(file, place, lambda old: old[0] + old[1:-1].strip() + old[-1], bare) if bare else None
        yield finding.repairing("remove white space at the ends", edit) if edit else finding
