"""Front matter read without the library is what the library reads."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from archivist import plain_yaml
from archivist.plain_yaml import YamlError, load_strings

PLAIN = {
    "title: Le Port d'Ambrelle ouvre\ndate: 2024-05\n": {"title": "Le Port d'Ambrelle ouvre", "date": "2024-05"},
    "place: Valombre\nevidence:\n  title: h1\n  date: meta\n": {
        "place": "Valombre",
        "evidence": {"title": "h1", "date": "meta"},
    },
    "tags:\n- eau\n- énergie\nissuer: Tirsal, S.A. (groupe)": {
        "tags": ["eau", "énergie"],
        "issuer": "Tirsal, S.A. (groupe)",
    },
    "title: À 12:30, n°5#a": {"title": "À 12:30, n°5#a"},
    "added: '2026-11-23T21:55:04+00:00'\ntitle: ''": {"added": "2026-11-23T21:55:04+00:00", "title": ""},
    "tags:\n- 'eau : sel'\n- ' #'": {"tags": ["eau : sel", " #"]},
    "title: 'L''eau : ''l''or bleu'''\nsource: /a/b.html": {"title": "L'eau : 'l'or bleu'", "source": "/a/b.html"},
    "place:\ndate: 2024": {"place": "", "date": "2024"},
}
NOT_PLAIN = (
    "title: 'L'eau'",
    "title: 'un\n  deux'",
    "tags: ''\n- eau",
    "evidence: ''\n  title: h1",
    "title: un: deux",
    "title: un #deux",
    "title: un:",
    "title: un\n  deux",
    "title: >\n  un",
    "tags: [a, b]",
    "title: &a un",
    "- un\n- deux",
    "title: un\x0cplace: deux",
    "title: un\r\nplace: deux",
    "",
    "un",
)
PIECES = st.sampled_from(
    [
        *": |:|\n|\n  |\n- |- |  | |a|é|1|'|''|/|(|.|\"|#| #|[|]|{|}|&|*|>|%|@|`|!|,|?|\t|\r|\x85|\u2028|\xa0|~|---|...".split(
            "|"
        ),
        "title",
        "tags",
        "place",
        "|",
    ]
)


def with_library(text: str) -> Any:
    try:
        return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.YAMLError:
        return YamlError


@pytest.mark.parametrize("text", PLAIN)
def test_plain_front_matter_needs_no_library(text: str) -> None:
    assert plain_yaml._plain(text) == PLAIN[text] == with_library(text) == load_strings(text)


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_the_rest_is_left_to_the_library(text: str) -> None:
    assert plain_yaml._plain(text) is None


@given(st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=40).map("title: {}".format))
def test_whatever_is_read_without_the_library_is_what_it_reads(text: str) -> None:
    found = plain_yaml._plain(text)
    assert found is None or found == with_library(text)


@given(st.dictionaries(st.sampled_from(["title", "place", "issuer"]), st.text(max_size=30), min_size=1))
def test_what_the_program_writes_is_read_again(fields: dict[str, str]) -> None:
    text = yaml.dump(fields, allow_unicode=True, sort_keys=False, width=4096)
    found = plain_yaml._plain(text)
    assert found is None or found == fields
