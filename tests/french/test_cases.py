"""French search cases: a sentence in the archive, a query typed, and whether the query must match it.

Every row of ``cases/*.tsv`` goes the whole way: an Article in, a query string in, a complete match or none
out. ``acronym_links.tsv`` has a column more: an article that introduces an acronym, which the article that is
asked about only uses.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import pytest

from archivist.article import Article
from archivist.engine import Request, schema
from archivist.engine.whoosh import WhooshEngine
from archivist.search.parse import parse
from archivist.search.terms import clause_of

FOLDER = Path(__file__).parent / "cases"
LINKS = "acronym_links.tsv"


FOLDERS = TemporaryDirectory(prefix="archivist-cases-")


@cache
def _engine(texts: tuple[str, ...]) -> WhooshEngine:
    """An index of articles that have these texts, with the ids a0, a1, a2 ..."""
    engine = WhooshEngine(Path(mkdtemp(dir=FOLDERS.name)))
    articles = (Article(id=f"a{n}", title="Sans titre", text=text) for n, text in enumerate(texts))
    engine.rebuild(schema.document_of(article) for article in articles)
    return engine


def matches(sentence: str, query: str, *others: str) -> bool:
    """Tell whether `query` completely matches the article that has `sentence` as its text.

    `others` are the texts of further articles of the same archive.
    """
    engine = _engine((sentence, *others))
    # The engine knows the acronyms that its articles introduce.
    ranking = engine.search(Request(clause_of(parse(query).query, variants=engine)))
    return any(found.id == "a0" and found.complete for found in ranking.documents)


@dataclass(frozen=True)
class Case:
    where: str
    others: tuple[str, ...]
    sentence: str
    query: str
    answer: str
    why: str


def _visible(cell: str) -> str:
    r"""A cell with its ``\uXXXX`` read as the characters they stand for."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), cell)


def _read(path: Path) -> list[Case]:
    cases = []
    width = 5 if path.name == LINKS else 4
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        cells = [_visible(cell) for cell in line.split("\t")]
        assert len(cells) == width, f"{path.name}:{number} has {len(cells)} columns, not {width}"
        sentence, query, answer, why = cells[-4:]
        cases.append(Case(f"{path.name}:{number}", tuple(cells[:-4]), sentence, query, answer, why))
    return cases


CASES = [case for path in sorted(FOLDER.glob("*.tsv")) for case in _read(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where)
def test_query_matches_sentence_or_not(case: Case) -> None:
    found = matches(case.sentence, case.query, *case.others)
    must = "must" if case.answer == "yes" else "must not"
    assert found == (case.answer == "yes"), f"{case.query!r} {must} match {case.sentence!r}: {case.why}"


def test_tables_are_whole() -> None:
    incomplete = [c.where for c in CASES if not (c.sentence and c.query and c.why)]
    assert incomplete == []
    assert [c.where for c in CASES if c.answer not in {"yes", "no"}] == []


def test_there_are_enough_cases_and_half_of_them_must_not_match() -> None:
    answers = Counter(case.answer for case in CASES)
    assert len(CASES) >= 400
    assert answers["no"] >= 0.45 * len(CASES)


def test_no_case_is_told_twice() -> None:
    told = Counter((case.others, case.sentence, case.query) for case in CASES)
    assert [asked for asked, times in told.items() if times > 1] == []
