"""Dates: what each form gives, and what must give nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.article import PartialDate
from archivist.french.dates import find_date, parse_date

FOUND = [
    ("jeudi 30 mai 2024", "2024-05-30"),
    ("Casablanca, le jeudi 30 mai 2024 –", "2024-05-30"),
    ("Jeudi, le 30 mai 2024", "2024-05-30"),
    ("jeu. 30 mai 2024", "2024-05-30"),
    ("mar. 12 mars 2024", "2024-03-12"),
    ("1er février 2023", "2023-02-01"),
    ("1ER FÉVRIER 2023", "2023-02-01"),
    ("1 er fevrier 2023", "2023-02-01"),
    ("1ᵉʳ mai 2024", "2024-05-01"),
    ("premier mai 2024", "2024-05-01"),
    ("01 mai 2024", "2024-05-01"),
    ("12 AOUT 2021", "2021-08-12"),
    ("12 août 2021", "2021-08-12"),
    ("12 aou\u0302t 2021", "2021-08-12"),
    ("fe\u0301vrier 2020", "2020-02"),
    ("3 décembre 1999", "1999-12-03"),
    ("3 dec. 1999", "1999-12-03"),
    ("3 sept. 2023", "2023-09-03"),
    ("3 sep 2023", "2023-09-03"),
    ("7 janv. 2022", "2022-01-07"),
    ("7 févr. 2022", "2022-02-07"),
    ("7 avr. 2022", "2022-04-07"),
    ("7 juil. 2022", "2022-07-07"),
    ("7 oct. 2022", "2022-10-07"),
    ("7 nov. 2022", "2022-11-07"),
    ("14-juillet-2022", "2022-07-14"),
    ("30\u00a0mai\u00a02024", "2024-05-30"),
    ("30 mai\n2024", "2024-05-30"),
    ("29 février 2024", "2024-02-29"),
    ("30/05/2024", "2024-05-30"),
    ("3/5/2024", "2024-05-03"),
    ("30.5.2024", "2024-05-30"),
    ("30-05-2024", "2024-05-30"),
    ("30 / 05 / 2024", "2024-05-30"),
    ("jeudi 30/05/2024", "2024-05-30"),
    ("30/05/24", "2024-05-30"),
    ("30/05/97", "1997-05-30"),
    ("13/05/2024", "2024-05-13"),
    ("2024-05-30", "2024-05-30"),
    ("2024-05-30T10:00:00+02:00", "2024-05-30"),
    ("2024/05/30", "2024-05-30"),
    ("date 2024-05 Casablanca", "2024-05"),
    ("date : 2008-12", "2008-12"),
    ("date 2024", "2024"),
    ("mai 2024", "2024-05"),
    ("Paris, sept. 2023 –", "2023-09"),
    ("été 2024", "2024"),
    ("du 12 au 14 juin 2024", "2024-06"),
    ("12-14 juin 2024", "2024-06"),
    ("29 mai au 2 juin 2024", "2024"),
    ("le 30 mai, puis le 2 juin 2024", "2024-06-02"),
    ("31/02/2024, puis 1/3/2024", "2024-03-01"),
]
NOT_FOUND = [
    "",
    "aucune date",
    "30 mai",
    "jeudi 30 mai",
    "en 2024",
    "2024",
    "05/13/2024",
    "2024-13-05",
    "2024-25",
    "31 février 2024",
    "29 février 2023",
    "32 mai 2024",
    "00/05/2024",
    "le 3 mai, 2024 personnes",
    "tél. 05.22.33.44.55",
    "12.05.24",
    "05/2024",
    "n° 2024-05",
    "réf. 2024-05",
    "de 2008-12",
    "ISBN 978-2-05-30-2024-1",
    "https://exemple.test/2024/05/30/titre",
    "version 3.1.2024.5",
    "130/05/2024",
    "30 maison 2024",
    "marseille 2024",
    "hiver 2023-2024",
    "mai 20245",
    "mai 2024,5 %",
    "RC 12 mai 0024",
]


@pytest.mark.parametrize(("text", "date"), FOUND)
def test_date_is_found(text: str, date: str) -> None:
    found = find_date(text)
    assert found is not None
    assert str(found.date) == date
    assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_no_date_is_invented(text: str) -> None:
    assert find_date(text) is None


def test_span_is_the_date_and_its_day_name() -> None:
    text = "Rabat, le jeudi 30 mai 2024 – Le Conseil"
    found = find_date(text)
    assert found is not None
    assert text[found.start : found.end] == "jeudi 30 mai 2024"


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [("jeudi 30 mai 2024", False), ("vendredi 30 mai 2024", True), ("30 mai 2024", False), ("30/05/24", True)],
)
def test_a_wrong_day_name_and_a_short_year_are_doubts(text: str, doubtful: bool) -> None:
    found = find_date(text)
    assert found is not None
    assert bool(found.doubt) is doubtful


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("30 mai 2024", "2024-05-30"),
        (" le 30 mai 2024. ", "2024-05-30"),
        ("2024", "2024"),
        ("2024-05", "2024-05"),
        ("05/2024", "2024-05"),
        ("2008-12", "2008-12"),
    ],
)
def test_parse_reads_a_whole_string(text: str, date: str) -> None:
    assert str(parse_date(text)) == date


@pytest.mark.parametrize("text", ["", "hier", "30 mai 2024 à Rabat", "du 30 mai 2024", "13/2024", "3000", "0024"])
def test_parse_refuses_anything_more(text: str) -> None:
    assert parse_date(text) is None


@given(st.dates())
def test_every_day_is_read_in_figures_and_never_swapped(day: object) -> None:
    import datetime

    assert isinstance(day, datetime.date)
    if not 1500 <= day.year <= 2199:
        return
    wanted = PartialDate(day.year, day.month, day.day)
    assert parse_date(f"{day.day:02}/{day.month:02}/{day.year}") == wanted
    assert parse_date(day.isoformat()) == wanted


@given(st.text(alphabet="0123456789 /.-majvlundi1er\n", max_size=60))
def test_spans_stay_inside_the_text(text: str) -> None:
    found = find_date(text)
    assert found is None or 0 <= found.start < found.end <= len(text)
