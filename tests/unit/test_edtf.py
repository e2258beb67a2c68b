"""The subset of EDTF: what it accepts, what days a date may stand for, and how dates meet."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from communique.model.edtf import Edtf

READ = TypeAdapter(Edtf)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2025-11-01", "2025-11-01", "2025-11-01", "day"),
        ("2024-02-29", "2024-02-29", "2024-02-29", "day"),
        ("2000-02-29", "2000-02-29", "2000-02-29", "day"),
        ("1000-01-01", "1000-01-01", "1000-01-01", "day"),
        ("9999-12-31", "9999-12-31", "9999-12-31", "day"),
        ("2025-11", "2025-11-01", "2025-11-30", "month"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2025-02", "2025-02-01", "2025-02-28", "month"),
        ("1900-02", "1900-02-01", "1900-02-28", "month"),
        ("2025", "2025-01-01", "2025-12-31", "year"),
        ("2025~", "2025-01-01", "2025-12-31", "year"),
        ("2025-11?", "2025-11-01", "2025-11-30", "month"),
        ("2025-11-01%", "2025-11-01", "2025-11-01", "day"),
        ("2025-09-01/2025-09-10", "2025-09-01", "2025-09-10", "interval"),
        ("2025-09-01/2025-09-01", "2025-09-01", "2025-09-01", "interval"),
        ("2025-09/2025-10", "2025-09-01", "2025-10-31", "interval"),
        ("2025/2025-03", "2025-01-01", "2025-03-31", "interval"),
        ("2025-12/2025", "2025-12-01", "2025-12-31", "interval"),
        ("2025-09-01~/2025-09-10?", "2025-09-01", "2025-09-10", "interval"),
        ("2025-09/..", "2025-09-01", None, "interval"),
        ("../2025-09", None, "2025-09-30", "interval"),
        ("../2025-09-01?", None, "2025-09-01", "interval"),
    ],
)
def test_dates(text: str, start: str | None, end: str | None, precision: str) -> None:
    """A date stands for the days from its first to its last, none where it is open."""
    read = Edtf.parse(text)
    assert (read.start and read.start.isoformat(), read.end and read.end.isoformat()) == (start, end)
    assert read.precision == precision
    bounds = {"start": start, "end": end}
    given_bounds = {name: day for name, day in bounds.items() if day is not None}
    assert read.row() == {"edtf": text, "precision": precision, **given_bounds}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "edtf_syntax"),
        ("..", "edtf_syntax"),
        ("../..", "edtf_syntax"),
        ("/2025", "edtf_syntax"),
        ("2025/", "edtf_syntax"),
        ("2025//2026", "edtf_syntax"),
        ("2025/2026/2027", "edtf_syntax"),
        ("25-11-01", "edtf_syntax"),
        ("0999", "edtf_syntax"),
        ("20250", "edtf_syntax"),
        ("2025-00", "edtf_syntax"),
        ("2025-13", "edtf_syntax"),
        ("2025-1", "edtf_syntax"),
        ("2025-11-00", "edtf_syntax"),
        ("2025-11-32", "edtf_syntax"),
        ("2025-11-1", "edtf_syntax"),
        ("2025-11-01T12:00", "edtf_syntax"),
        ("2025/11/01", "edtf_syntax"),
        ("1 Nov 2025", "edtf_syntax"),
        ("2025-11-01\n", "edtf_syntax"),
        (" 2025", "edtf_syntax"),
        ("2025 ", "edtf_syntax"),
        ("2025~?", "edtf_syntax"),
        ("~2025", "edtf_syntax"),
        ("-2025", "edtf_syntax"),
        ("２０２５", "edtf_syntax"),
        ("٢٠٢٥", "edtf_syntax"),
        ("2025–11", "edtf_syntax"),
        ("202X", "edtf_syntax"),
        ("2025-02-29", "edtf_calendar"),
        ("1900-02-29", "edtf_calendar"),
        ("2025-04-31", "edtf_calendar"),
        ("2025-02-30~", "edtf_calendar"),
        ("2025-02-29/2025-03", "edtf_calendar"),
        ("../2025-06-31", "edtf_calendar"),
        ("2025-09-10/2025-09-01", "edtf_reversed"),
        ("2025-10/2025-09", "edtf_reversed"),
        ("2026/2025", "edtf_reversed"),
        ("2026-01-01/2025", "edtf_reversed"),
    ],
)
def test_what_is_no_date(text: str, kind: str) -> None:
    """What has not the form, names a day that there is not, or ends before it begins is refused by its kind."""
    with pytest.raises(PydanticCustomError) as caught:
        Edtf.parse(text)
    assert caught.value.type == kind


@given(st.integers(1000, 9999), st.integers(1, 12))
def test_months_end_on_their_last_day(year: int, month: int) -> None:
    """A month lasts as long as the calendar says."""
    assert Edtf.parse(f"{year}-{month:02}").end == date(year, month, monthrange(year, month)[1])


@pytest.mark.parametrize(("value", "text"), [(2019, "2019"), ("2019", "2019"), (1000, "1000"), (9999, "9999")])
def test_a_bare_year_is_a_date(value: object, text: str) -> None:
    """A year that YAML reads as an integer is the same date as the text."""
    assert READ.validate_python(value) == Edtf.parse(text)


@pytest.mark.parametrize("value", [999, 10_000, -2019, 20_251_101, True, False, 2019.0, None, [], {}, date(2025, 1, 1)])
def test_other_values_are_no_dates(value: object) -> None:
    """Nothing but texts and years is taken for a date."""
    with pytest.raises(ValidationError):
        READ.validate_python(value)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2025", False, False),
        ("2025~", True, False),
        ("2025?", False, True),
        ("2025%", True, True),
        ("2025~/2026?", True, True),
    ],
)
def test_marks(text: str, approximate: bool, uncertain: bool) -> None:  # noqa: FBT001 (columns of the table)
    """`~` says approximate, `?` uncertain, and `%` both."""
    assert (Edtf.parse(text).approximate, Edtf.parse(text).uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        ("2025-11-01", "2025-11-01", True),
        ("2025-11-01", "2025-11-02", False),
        ("2025-11", "2025-11-30", True),
        ("2025-11", "2025-12-01", False),
        ("2025", "2025-06/2026-06", True),
        ("2025-11/..", "2030", True),
        ("2025-11/..", "2025-10-31", False),
        ("../2025-11", "1000", True),
        ("../2025-11", "2025-12/..", False),
        ("../2025-11", "2025-11-30/..", True),
    ],
)
def test_meeting(one: str, other: str, meets: bool) -> None:  # noqa: FBT001 (a column of the table)
    """Two dates meet where some day is allowed by both."""
    assert Edtf.parse(one).meets(Edtf.parse(other)) is meets


@st.composite
def singles(draw: st.DrawFn) -> str:
    """Write a day, a month or a year, with or without a mark."""
    day = draw(st.dates(min_value=date(1000, 1, 1)))
    return day.isoformat()[: draw(st.sampled_from([4, 7, 10]))] + draw(st.sampled_from(["", "", "~", "?", "%"]))


@st.composite
def dates(draw: st.DrawFn) -> str:
    """Write any date: a single one or an interval, perhaps open, never reversed."""
    one, other = draw(singles()), draw(singles())
    form = draw(st.sampled_from(["one", "one/..", "../one", "one/other"]))
    if form == "one/other" and Edtf.parse(one).earliest > Edtf.parse(other).latest:
        one, other = other, one
    return form.replace("other", other).replace("one", one)


@given(dates())
def test_a_date_keeps_its_text(text: str) -> None:
    """A date reads back as it was written, in every way it is written."""
    read = Edtf.parse(text)
    assert (read.text, str(read), READ.dump_python(read)["edtf"]) == (text, text, text)
    assert Edtf.parse(read.text) == read


@given(dates())
def test_a_date_begins_before_it_ends(text: str) -> None:
    """Its first day is not after its last, and it counts the days between."""
    read = Edtf.parse(text)
    assert read.earliest <= read.latest
    assert read.earliest + timedelta(days=read.days - 1) == read.latest


@given(dates(), dates())
def test_meeting_is_mutual(one: str, other: str) -> None:
    """If one date meets another, that one meets it; and each meets itself."""
    assert Edtf.parse(one).meets(Edtf.parse(other)) is Edtf.parse(other).meets(Edtf.parse(one))
    assert Edtf.parse(one).meets(Edtf.parse(one))


@given(st.text(st.sampled_from("0123456789-/.~?%X\n "), max_size=24))
def test_whatever_is_read_is_in_order(text: str) -> None:
    """Any text is a date in order, or refused by one of three kinds."""
    try:
        read = Edtf.parse(text)
    except PydanticCustomError as error:
        assert error.type in {"edtf_syntax", "edtf_calendar", "edtf_reversed"}  # noqa: PT017 (either outcome is right)
    else:
        assert read.earliest <= read.latest
