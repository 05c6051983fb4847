"""Partial dates: what they mean, how they compare, what the calendar does not have."""

from __future__ import annotations

import calendar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.article import Article, PartialDate


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    year = draw(st.one_of(st.integers(1, 9999), st.integers(2019, 2025)))
    month = draw(st.none() | st.integers(1, 12))
    if month is None:
        return PartialDate(year)
    return PartialDate(year, month, draw(st.none() | st.integers(1, calendar.monthrange(year, month)[1])))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", 20240101, 20241231),
        ("2024-02", 20240201, 20240229),
        ("2023-02", 20230201, 20230228),
        ("2024-05", 20240501, 20240531),
        ("2024-05-30", 20240530, 20240530),
        ("1900-02", 19000201, 19000228),
        ("0001", 10101, 11231),
        ("9999-12-31", 99991231, 99991231),
        (" 2024-05 \n", 20240501, 20240531),
    ],
)
def test_the_days_that_a_date_may_mean(text: str, first: int, last: int) -> None:
    date = PartialDate.parse(text)
    assert (date.first, date.last) == (first, last)
    assert str(date) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "", "24", "024", "2024-", "2024-5", "2024-05-3", "2024-13", "2024-00", "2024-02-30", "2023-02-29", "2024-04-31",
        "2024-05-00", "0000", "2024/05/30", "30-05-2024", "2024-05-30T10:00", "mai 2024", "20240530", "-2024",
        "2024-05-30x",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.parse(text)


@pytest.mark.parametrize("parts", [(0,), (10000,), (2024, 0), (2024, 13), (2024, 2, 30), (2024, 4, 0), (2024, None, 3)])
def test_what_the_calendar_does_not_have(parts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate(*parts)


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("2024", "2024", True),
        ("2024", "2024-05", True),
        ("2024", "2024-05-30", True),
        ("2024-05", "2024-05-01", True),
        ("2024-05", "2024-05-31", True),
        ("2024-05-30", "2024-05-30", True),
        ("2024", "2023", False),
        ("2024-05", "2024-06", False),
        ("2024-05", "2024-04-30", False),
        ("2024-05-30", "2024-05-31", False),
    ],
)
def test_overlaps(one: str, other: str, overlap: bool) -> None:
    left, right = PartialDate.parse(one), PartialDate.parse(other)
    assert left.overlaps(right) is overlap
    assert right.overlaps(left) is overlap


@given(partial_dates())
def test_between_gives_the_date_back(date: PartialDate) -> None:
    assert PartialDate.between(date.first, date.last) == date
    assert PartialDate.parse(str(date)) == date
    assert date.first <= date.last


def test_between_of_nothing() -> None:
    assert PartialDate.between(0, 0) is None


@given(partial_dates(), partial_dates())
def test_overlap_is_a_common_day(one: PartialDate, other: PartialDate) -> None:
    assert one.overlaps(other) == (max(one.first, other.first) <= min(one.last, other.last))


def test_the_lead_is_the_first_paragraph() -> None:
    assert Article("a", "Titre", "Un.\n\nDeux.\n\nTrois.").lead == "Un."
    assert Article("a", "Titre", "Un seul.").lead == "Un seul."
    assert Article("a", "Titre", "").lead == ""
