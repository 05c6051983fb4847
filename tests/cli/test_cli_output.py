"""Widths, wrapping, marks and the bar of progress."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.cli.context import style_of
from archivist.cli.output import Style, columns, marked_lines, pieces, shorten, within, wrap
from archivist.cli.progress import ProgressBar, bar_line, duration

PLAIN, COLOUR = Style(colour=False, width=80), Style(colour=True, width=80)
TEXTS = st.text(alphabet="ab é日\u0301\n\x1b", max_size=60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0), ("été", 3), ("e\u0301te\u0301", 3), ("日本", 4), ("a\u200db", 2), ("œ…·", 3)],
)
def test_columns(text: str, expected: int) -> None:
    assert columns(text) == expected


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("ab cd", 4, "ab…"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"),
        ("a", 0, "…"),
    ],
)
def test_shorten(text: str, width: int, expected: str) -> None:
    assert shorten(text, width) == expected


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 5, []),
        ("   ", 5, []),
        ("un deux trois", 7, ["un deux", "trois"]),
        ("un  deux", 9, ["un  deux"]),
        ("anticonstitutionnellement oui", 5, ["anticonstitutionnellement", "oui"]),
        ("日本 語", 5, ["日本", "語"]),
        ("10,000 €", 4, ["10,000 €"]),
        ("il dit : « oui », non", 9, ["il dit :", "« oui »,", "non"]),
        ("Pourquoi ? Parce que !", 10, ["Pourquoi ?", "Parce", "que !"]),
        ("un « mot » ».", 6, ["un", "« mot » »."]),
        ("a : b", 1, ["a :", "b"]),
        ("a :b", 1, ["a", ":b"]),
    ],
)
def test_wrap(text: str, width: int, expected: list[str]) -> None:
    assert [text[start:end] for start, end in wrap(text, width)] == expected


@given(TEXTS, st.integers(1, 30))
def test_wrap_keeps_every_word_in_order_and_within_the_width(text: str, width: int) -> None:
    lines = [text[start:end] for start, end in wrap(text, width)]
    assert [word for line in lines for word in line.split(" ") if word] == [w for w in text.split(" ") if w]
    assert all(columns(line) <= width or " " not in line for line in lines)


@given(TEXTS, st.data())
def test_pieces_are_the_text(text: str, draw: Any) -> None:
    cuts = sorted(draw.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    found = list(pieces(text, spans))
    assert "".join(piece for piece, _on in found) == text
    assert "".join(piece for piece, (on,) in found if on) == "".join(text[s:e] for s, e in spans)


def test_within() -> None:
    assert within([(0, 2), (3, 8), (9, 12)], 4, 10) == [(0, 4), (5, 6)]


def test_a_match_over_a_line_end_is_marked_on_both_lines() -> None:
    assert marked_lines("le grand pont neuf", [(3, 13)], COLOUR, 9) == [
        "le \x1b[35m\x1b[1mgrand\x1b[0m",
        "\x1b[35m\x1b[1mpont\x1b[0m neuf",
    ]
    assert marked_lines("le grand pont neuf", [(3, 13)], PLAIN, 9) == ["le", "**grand", "pont**", "neuf"]


@given(TEXTS, st.data())
def test_nothing_but_our_own_colours_is_written(text: str, draw: Any) -> None:
    cuts = sorted(draw.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    for style in (PLAIN, COLOUR):
        lines = "".join(marked_lines(text, spans, style, 12))
        for code in ("\x1b[35m", "\x1b[1m", "\x1b[0m"):
            lines = lines.replace(code, "")
        assert "\x1b" not in lines and "\n" not in lines


# surroundings


@pytest.mark.parametrize(("columns_there", "width"), [("40", 40), ("100", 100), ("300", 100)])
def test_width_of_a_terminal(monkeypatch: pytest.MonkeyPatch, columns_there: str, width: int) -> None:
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setenv("COLUMNS", columns_there)
    monkeypatch.setenv("TERM", "xterm")
    assert style_of(click.Context(click.Command("x"))) == Style(colour=True, width=width, terminal=True)


def test_a_dumb_terminal_and_a_pipe_have_no_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(isatty=lambda: True))
    assert not style_of(click.Context(click.Command("x"))).colour
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(isatty=lambda: False))
    assert style_of(click.Context(click.Command("x"))) == Style(colour=False, width=80)


@pytest.mark.parametrize(
    ("done", "total", "expected"),
    [
        (0, 4, "░░░░░░░░░░░░░░░░░░░░░░░░ 0/4  a␛[1m.html"),
        (1, 4, "██████░░░░░░░░░░░░░░░░░░ 1/4  a␛[1m.html"),
        (4, 4, "████████████████████████ 4/4  a␛[1m.html"),
        (9, 4, "████████████████████████ 9/4  a␛[1m.html"),
        (12, None, "12  a␛[1m.html"),
        (0, 0, "0  a␛[1m.html"),
    ],
)
def test_bar_line(done: int, total: int | None, expected: str) -> None:
    progress: Any = SimpleNamespace(done=done, total=total, label="a\x1b[1m.html")
    assert bar_line(progress, 60) == expected


@pytest.mark.parametrize(
    ("done", "total", "seconds", "expected"),
    [
        (500, 1000, 1.9, "████████████░░░░░░░░░░░░ 500/1,000"),
        (500, 1000, 5.0, "████████████░░░░░░░░░░░░ 500/1,000  100/s  5 s left"),
        (30, 3000, 20.0, "░░░░░░░░░░░░░░░░░░░░░░░░ 30/3,000  1.5/s  33 min 00 s left"),
        (100, None, 10.0, "100  10/s"),
        (4, 4, 10.0, "████████████████████████ 4/4  0.4/s"),
    ],
)
def test_a_bar_says_how_fast_it_goes_once_that_is_known(
    done: int, total: int | None, seconds: float, expected: str
) -> None:
    progress: Any = SimpleNamespace(done=done, total=total, label="")
    assert bar_line(progress, 100, seconds) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0.4, "0 s"),
        (59.4, "59 s"),
        (59.6, "1 min 00 s"),
        (125, "2 min 05 s"),
        (3600, "1 h 00 min"),
        (90_061, "25 h 01 min"),
    ],
)
def test_a_duration_has_two_units_at_most(seconds: float, expected: str) -> None:
    assert duration(seconds) == expected


@given(st.integers(0, 10**6), st.integers(80, 120), st.text(max_size=80), st.floats(0, 10**6))
def test_a_bar_fits_its_line(done: int, width: int, label: str, seconds: float) -> None:
    progress: Any = SimpleNamespace(done=done, total=10**6, label=label)
    assert columns(bar_line(progress, width, seconds)) < width


def test_the_bar_is_for_terminals(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    progress: Any = SimpleNamespace(done=1, total=1, label="")
    with ProgressBar() as bar:
        bar(progress)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with ProgressBar() as bar:
        bar(progress)
    assert capsys.readouterr().err == f"\r\x1b[K{'█' * 24} 1/1\r\x1b[K"
