"""What reaches a terminal: harmless characters, dates, numbers and what an article is."""

import os
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.article import PartialDate
from archivist.display import about, harmless, shown_date, shown_number


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31mrouge\x1b[0m", "␛[31mrouge␛[0m"),
        ("\x1b]52;c;AAAA\x07", "␛]52;c;AAAA␇"),
        ("\x00\x08\r\x7f", "␀␈␍␡"),
        ("\x9b31m\x85\x90", "\ufffd31m\ufffd\ufffd"),
        ("a\u202egnp.exe", "a\ufffdgnp.exe"),
        ("\u2066x\u2069\u200e\u200f\u061c", "\ufffdx\ufffd\ufffd\ufffd\ufffd"),
        ("ligne\u2028autre\u2029fin", "ligne\ufffdautre\ufffdfin"),
        ("\U000e0041caché", "\ufffdcaché"),
        ("moitié \ud83d", "moitié \ufffd"),
        ("un\tdeux", "un␉deux"),
    ],
)
def test_what_a_terminal_could_obey_is_replaced(raw: str, shown: str) -> None:
    assert harmless(raw) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "L’été à l'œuvre : « déjà » 50 % – 3 000 € …",
        "deux\nlignes\n\nun paragraphe",
        "[bold red]texte[/] {accolades} \\[",
        "東京 한국어 العربية עברית",
        "👩‍🚀 👍🏽 e\u0301 soft\u00adhyphen nb\u00a0sp\u202f;",
    ],
)
def test_what_people_write_is_left_alone(text: str) -> None:
    assert harmless(text) == text


def test_keep_says_which_controls_stay() -> None:
    assert harmless("a\tb\nc", keep="\n\t") == "a\tb\nc"
    assert harmless("a\tb\nc", keep="") == "a␉b␊c"
    assert harmless("a]b\x1b", keep="]") == "a]b␛"


@given(st.text(st.characters(codec=None)))
def test_length_is_kept_and_no_control_is_left(text: str) -> None:
    shown = harmless(text)
    assert len(shown) == len(text)
    assert not any((ord(c) < 0x20 and c != "\n") or 0x7F <= ord(c) < 0xA0 for c in shown)
    shown.encode("utf-8")
    assert harmless(shown) == shown


def test_a_megabyte_takes_no_time() -> None:
    text = "L’été, les « conventions » de l’université…\n" * 23_000
    started = time.process_time()
    harmless(text)
    assert time.process_time() - started < 0.25


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2024", "2024"),
        ("2024-05", "May 2024"),
        ("2024-05-30", "30 May 2024"),
        ("2024-08-01", "1 August 2024"),
    ],
)
def test_a_date_shows_no_more_than_it_knows(date: str, shown: str) -> None:
    assert shown_date(PartialDate.parse(date)) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0"), (999, "999"), (1204, "1,204"), (1_000_000, "1,000,000"), (2.0, "2"), (0.25, "0.25")]
)
def test_thousands_are_set_apart(number: int, shown: str) -> None:
    assert shown_number(number) == shown


def test_french_has_its_own_marks() -> None:
    code = (
        "from archivist.display import labelled, shown_number as shown; "
        "print(shown(1204), shown(3.5), shown(61.04, 1), labelled('avis.txt', 'x'), sep='|')"
    )
    surroundings = os.environ | {"ARCHIVIST_LANG": "fr", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env=surroundings, encoding="utf-8"
    )
    assert done.stdout.strip() == "1\u202f204|3,5|61,0|avis.txt\u00a0: x"


def test_one_line_about_an_article_leaves_out_what_is_not_known() -> None:
    assert about(PartialDate(2024, 5), "Casablanca", "Atelier fictif") == "May 2024 · Casablanca · Atelier fictif"
    assert about(None, None, "Atelier fictif") == "undated · Atelier fictif"
