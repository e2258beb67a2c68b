"""What is not the article: invented articles in many publishers' styles, lines that are text, and laws."""

from __future__ import annotations

import re
from contextlib import suppress
from string import ascii_letters
from time import perf_counter
from typing import Final, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from communique import zones as module
from communique.source import Span
from communique.zones import Kind, Zone, boilerplate, zone_at, zones

BODY: Final = "The two ministers met in the old port on Tuesday and spoke about fishing rights, their offices said."
MORE: Final = (
    "Both sides called the talks useful. A third round is planned for the spring, according to a spokesperson."
)

# ⟦kind|what is to be found⟧ stands in the texts; all else is the article.
ARTICLES: Final = {
    "aggregator": f" ⟦dateline|date 2025-03-04⟧ ⟦furniture|+ ↺ − 16 px⟧\n\n{BODY}\n\n{MORE}\n",
    "daily": f" ⟦dateline|date 2025-03-04⟧ ⟦dateline|LIMA/QUITO —⟧ {BODY}\n\n{MORE}\n",
    "caption first": (
        "⟦caption|Minister Ana Paz, right, speaks during a meeting with her guest Jon Berg at the Port Museum, Callao,"
        f" Tuesday, March 4, 2025. (AP)⟧ {BODY}\n{MORE}"
    ),
    "link list": (
        f"⟦dateline|Peru(The Harbour News Digital)⟧{BODY}\n{MORE}\n⟦link-list|Read More:\n- Cup 2025 Tickets\n"
        f"- Harbour Closes Over Storm\n- Minister Claims Win⟧\n{MORE}\n"
    ),
    "korean daily": (
        "⟦furniture|Go to contents⟧\n\nPeru seeks talks on fish during forum\n\n"
        "⟦byline|Posted March. 04, 2025 07:34,⟧   \n\n"
        "⟦byline|Updated March. 04, 2025 07:34⟧\n\n⟦headline-repeat|Peru seeks talks on fish during forum⟧\n\n"
        f"{BODY}\n\n{MORE}\n\n\n⟦byline|Min-Su Han hanms@paper.example⟧"
    ),
    "reuters": (
        "Ministers meet over fish\n⟦byline|By Ana Paz and Jon Berg⟧\n⟦dateline|March 4, 2025 7:34 AM UTC⟧\n"
        f"⟦dateline|LIMA, March 4 (Reuters) -⟧ {BODY}\n\n{MORE}\n\n"
        "⟦byline|Reporting by Ana Paz in Lima; Editing by Jon Berg⟧\n"
        "⟦furniture|Our Standards: The Thomson Reuters Trust Principles.⟧"
    ),
    "reuters in one line": f"⟦dateline|LIMA (Reuters) -⟧ {BODY} ⟦byline|(Reporting by Ana Paz; Editing by Jon Berg)⟧",
    "yonhap": (
        "(LEAD) Peru, Chile ministers meet over fish\n\n⟦byline|By Han Min-su⟧\n\n"
        f"⟦dateline|LIMA, March 4 (Yonhap) --⟧ {BODY}\n\n{MORE}\n\n⟦byline|hanms@wire.example⟧\n⟦furniture|(END)⟧"
    ),
    "yonhap in one line": f"⟦dateline|LIMA, March 4 (Yonhap) --⟧ {BODY} {MORE} ⟦byline|hanms@wire.example⟧",
    "ap": (
        "⟦byline|By ANA PAZ and JON BERG⟧\n"
        "⟦caption|Minister Ana Paz, left, shakes hands with Jon Berg in Lima, Tuesday. (AP Photo/Luz Rey)⟧\n"
        f"⟦dateline|LIMA, Peru (AP) —⟧ {BODY}\n{MORE}\n"
        "⟦furniture|Copyright 2025 The Associated Press. All rights reserved. This material may not be published.⟧"
    ),
    "byline runs into the text": f"⟦byline|By Ana Paz⟧ ⟦dateline|LIMA (AP) —⟧ {BODY}",
    "xinhua": (
        "Peru, Chile vow closer ties\n⟦byline|Source: Xinhua⟧\n⟦byline|Editor: huaxia⟧\n⟦dateline|2025-03-04 20:15⟧\n\n"
        f"⟦dateline|LIMA, March 4 (Xinhua) --⟧ {BODY}\n\n{MORE}\n⟦furniture|Enditem⟧"
    ),
    "kcna": f"Talks Held\n\n⟦dateline|Pyongyang, March 4 (KCNA) --⟧ {BODY}\n\n{MORE}",
    "bloomberg": f"⟦dateline|(Bloomberg) --⟧ {BODY}\n\n{MORE}\n\n⟦furniture|©2025 Bloomberg L.P.⟧",
    "le monde": (
        "In Lima, ministers look for a deal on fish\n⟦byline|By Ana Paz (Lima, correspondent)⟧\n"
        "⟦byline|Published on March 4, 2025, at 3:46 pm (Paris), updated on March 4, 2025, at 5:10 pm⟧\n"
        f"⟦furniture|3 min read⟧\n⟦furniture|Subscribers only⟧\n{BODY}\n\n{MORE}\n"
        "⟦furniture|Translation of an original article published in French on paper.example; not liable.⟧"
    ),
    "dawn": f"⟦dateline|ISLAMABAD:⟧ {BODY}\n\n{MORE}\n\n⟦byline|(With inputs from agencies)⟧",
    "korean photo": (
        "Ministers meet in Lima\n\n"
        "⟦caption|Minister Ana Paz poses with her guest at the port of Lima on March 4. [YONHAP]⟧\n\n"
        f"{BODY}\n\n{MORE}\n\n⟦caption|The port of Lima in 2019 / AFP⟧"
    ),
    "photo credits": (
        f"{BODY}\n⟦caption|The ministers in the hall of the museum. Photo: Harbour Press⟧\n{MORE}\n"
        "⟦caption|Ana Paz in Lima on Tuesday (AFP via Getty Images)⟧\n"
        "⟦caption|Ana Paz speaks to the press. REUTERS/Luz Rey⟧"
    ),
    "blog": (
        "Why the fish talks matter now\n⟦byline|By Ana Paz | March 4, 2025⟧\n⟦furniture|Share this⟧\n"
        f"{BODY}\n⟦furniture|Advertisement⟧\n{MORE}\n⟦link-list|Related: What we know about the fish talks⟧\n{BODY}\n"
        "⟦link-list|You may also like\n\nHarbour Closes Over Storm\nMinister Claims a Win at Sea⟧\n\n"
        "⟦furniture|Subscribe to our newsletter⟧\n⟦furniture|We use cookies to improve your experience on this site.⟧\n"
        "⟦furniture|Tags: fish, ports, Peru⟧\n⟦furniture|Leave a comment⟧\n⟦furniture|© 2025 The Harbour Blog⟧"
    ),
    "headline at both ends": (
        f"Ministers meet in Lima over fish\n{BODY}\n{MORE}\n⟦headline-repeat|Ministers  meet in Lima over fish⟧"
    ),
    "advertisement in the middle": f"{BODY}\n\n⟦furniture|ADVERTISEMENT⟧\n\n{MORE}\n⟦furniture|Story continues below⟧",
    "links at the end": f"{BODY}\n\n⟦link-list|Related articles\n• Harbour Closes Over Storm⟧",
    "nothing": f"{BODY}\n\n{MORE}",
    "empty": "",
    "windows": f"⟦byline|By Ana Paz⟧\r\n\r\n⟦dateline|LIMA, March 4 (AFP) -⟧ {BODY}\r\n\r\n{MORE}\r\n",
}

TEXT: Final = (
    "TRUMP: I would like to meet him, and he would like to meet me.",
    "President Lee (Harbour Party) — The man of the hour — was late.",
    "Kim, 41, is seen as the heir. (AP) He has not spoken in public.",
    "She showed the map of the reef (see photo).",
    "Copyright law was changed in 2019, and the courts agreed.",
    "Sign up for the army, he told the crowd.",
    "Join us, she said, and the channel will be ours again.",
    "Download the treaty and read it, he said.",
    "Follow us to the end, the general said.",
    "All rights reserved to the crown were lost.",
    "By Saturday, the protests had spread to three more cities.",
    "By Seoul’s own count, fifty people were hurt in the clashes.",
    "By then, the ministers had left.",
    "Published in 2019, the report named nobody.",
    "Updated figures will follow on Monday.",
    "Posted to Lima in 2021, he learned the language.",
    "Related disputes over rocks and reefs remain open.",
    "Read more carefully, the text promises nothing.",
    "APEC — the Asia-Pacific forum — meets every year.",
    "NATO — The alliance has 32 members.",
    "Lee Jae Myung (president since June) has promised talks.",
    "Kim said the plan was dead. (He had said so in May.)",
    "The minister is right, and she speaks to a public that is tired.",
    "The minister was right, her aides said, and the deal would hold. (Reuters)",
    "Prices rose by 3 percent, according to the office. (Yonhap)",
    "Share prices fell in Tokyo after the announcement.",
    "Advertisement revenue fell, the company said.",
    "Copyright rules were tightened, the ministry said.",
    "Search teams found nobody alive.",
    "Save for one clause, the treaty is dead.",
    "Subscribe to a theory, the minister joked, and you will be wrong.",
    "“No deal,” she said.",
    "- the talks go on",
    "1. The parties shall meet once a year.",
    "A new start",
    "Send questions to the ministry at press@ministry.example, a spokesperson told the reporters who had come.",
    "Follow-up talks are planned.",
    "Comments by the minister drew criticism.",
    "Photo opportunities were few, aides said.",
    "Source: close to the talks, and unwilling to be named in any way, said one more thing.",
    "The summit was held in Lima via video link (via an interpreter).",
    "Seoul — which had hoped for more — stayed silent.",
    "Editing by hand took weeks.",
    "Reporting by the paper showed that the money was gone.",
)


def marked(article: str) -> tuple[str, list[tuple[str, str]]]:
    """Give an article without the marks, and what the marks say."""
    marks = re.findall(r"⟦([a-z-]+)\|([^⟧]*)⟧", article)
    return re.sub(r"⟦[a-z-]+\|([^⟧]*)⟧", r"\1", article), marks


def found(text: str) -> list[tuple[str, str]]:
    """Give the kinds and words of all zones of a text."""
    return [(zone.kind, text[slice(*zone.span)]) for zone in zones(text)]


@pytest.mark.parametrize("name", ARTICLES)
def test_articles(name: str) -> None:
    """Exactly what is marked in an article is found in it, to the letter."""
    text, marks = marked(ARTICLES[name])
    assert found(text) == marks


def test_every_kind_is_tried() -> None:
    """The articles hold every kind of zone."""
    assert {kind for article in ARTICLES.values() for kind, _ in marked(article)[1]} == set(get_args(Kind))


@pytest.mark.parametrize("line", TEXT)
def test_text_is_never_marked(line: str) -> None:
    """What only looks like a byline, a caption or furniture is text: as the first line, the last, and in between."""
    assert found(f"{line}\n\n{BODY}\n\n{line}\n\n{MORE}\n\n{line}\n") == []
    assert found(f"{line}\n{BODY}") == []
    assert found(f"{BODY} {line}") == []


@pytest.mark.parametrize("line", [BODY, "She said no", "It is over.", "“Peace and bread”,"])
def test_repeated_text_is_no_headline(line: str) -> None:
    """A paragraph, a sentence, and a line that stands in the body first are not taken for a repeated headline."""
    assert found(f"{MORE}\n{line}\n{BODY}\n{line}\n{MORE}") == []


def test_zone_at() -> None:
    """A span lies in a zone only wholly."""
    text = f"By Ana Paz\n{BODY}"
    byline = Zone(Span(0, 10), "byline")
    assert zones(text) == (byline,)
    assert zone_at((byline,), Span(3, 6)) == byline
    assert zone_at((byline,), Span(0, 10)) == byline
    assert zone_at((byline,), Span(3, 14)) is None
    assert zone_at((), Span(0, 1)) is None


def test_boilerplate() -> None:
    """A dateline shows a date and a place, and no event; a byline shows nothing."""
    marked = (Zone(Span(0, 10), "byline"), Zone(Span(11, 20), "dateline"))
    assert boilerplate(marked, Span(2, 5), of_event=False) == "byline"
    assert boilerplate(marked, Span(12, 15), of_event=False) is None
    assert boilerplate(marked, Span(12, 15), of_event=True) == "dateline"
    assert boilerplate(marked, Span(8, 12), of_event=True) is None


PIECES: Final = st.sampled_from(
    [
        *(marked(article)[0] for article in ARTICLES.values()),
        *TEXT,
        BODY,
        "\n",
        "Related:",
        "- a",
        "By ",
        "LIMA (AP) — ",
    ]
)


@given(pieces=st.lists(PIECES | st.text(max_size=9), max_size=6), by=st.sampled_from(["\n", " "]))
def test_law_of_spans(pieces: list[str], by: str) -> None:
    """Zones lie inside the text, in order and apart, are not empty, and have no blanks at their ends."""
    text, free = by.join(pieces), 0
    for zone in zones(text):
        assert free <= zone.span.start < zone.span.end <= len(text)
        words = text[slice(*zone.span)]
        assert words == words.strip()
        free = zone.span.end


WHOLE: Final = (
    *(re.compile(f"(?:{pattern})[.:…]?", re.IGNORECASE) for pattern in module._FURNITURE),
    *map(re.compile, (*module._BYLINES, *module._ADDRESSES, module._DATE_ALONE)),
    *(module._HEADING, module._CREDITED),
)
FORMS: Final = (*WHOLE, *(each[0] for each in (*module._OPENINGS, *module._CLOSINGS)), module._AGENCY, module._SCENE)
"""What all that is marked looks like, form by form; and of it, what whole lines look like."""
PLAIN: Final = f"{ascii_letters} .,:'-"
"""Characters that make no line unusual."""


def looked_at_closely(text: str) -> tuple[Zone, ...]:
    """Find the zones of a text without passing by any line."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_USUAL", re.compile(r"(?!)"))
        return zones(text)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: str(form.pattern[:40]))
@given(data=st.data())
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_usual_lines_are_nothing_else(form: re.Pattern[str], data: st.DataObject) -> None:
    """Lines that look as most do are passed by; if they were looked at closely, nothing would be found in them."""
    several = [data.draw(st.from_regex(form))]
    with suppress(InvalidArgument):  # where the form needs other characters
        if form in WHOLE:
            several += data.draw(st.lists(st.from_regex(form, alphabet=PLAIN, fullmatch=True), max_size=3))
    for line in several:
        for made in (line, line.capitalize(), f"{line.capitalize()}.", f"A line. {line}", f"{line} {BODY}"):
            for text in (f"{made}\n{BODY}", f"A new start for all\n{BODY}\n{made}\n{MORE}\n{made}"):
                assert zones(text) == looked_at_closely(text)


@given(st.lists(PIECES | st.text(max_size=9), max_size=6))
def test_usual_lines_among_others(lines: list[str]) -> None:
    """What is found does not depend on whether lines are passed by."""
    assert zones("\n".join(lines)) == looked_at_closely("\n".join(lines))


@pytest.mark.parametrize(
    "unit",
    ["a", " ", "\n", "a b\n", "By A ", "LIMA/", "Related:\n", "- a\n", "(AP) ", "x. ", "a@", "Photo: ", "(", "[A"],
)
def test_long_texts(unit: str) -> None:
    """A hostile text takes time in proportion to its length."""
    text = unit * (100_000 // len(unit))
    begin = perf_counter()
    zones(text)
    assert perf_counter() - begin < 30
