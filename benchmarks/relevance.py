"""How good the best answers are: archivist beside stock Whoosh, SQLite FTS5 and plain BM25 on judged queries.

Usage: python benchmarks/relevance.py FOLDER [--press FILE] [--engines archivist,...] [--sample 2000]

FOLDER holds ``docs.jsonl.gz`` (id, title, text), ``queries.tsv`` (qid, text, intent) and ``qrels.tsv`` (qid, docid,
grade). Several wordings of one intent share their judgments: every measure is averaged over the wordings of an intent
first, then over the intents. The gain of a grade is 2^grade - 1. ``even`` and ``odd`` are the nDCG of every other
intent: constants are chosen on the even ones, and what they are worth is what the odd ones say.

``--press FILE`` adds a second measure on a JSON Lines file of releases: the title is the query, the document is the
text without its title, and the release itself is the one right answer.

Peers get the same texts: Whoosh its own French analyzer and ``OrGroup``, FTS5 ``unicode61`` without accents and the OR
of the words, both with the title counted twice; ``bm25s`` (optional: pip install bm25s) Snowball stems, title twice.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import math
import random
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from archivist.article import Article
from archivist.engine import Request, open_engine
from archivist.engine.schema import document_of
from archivist.errors import QueryError
from archivist.search.clauses import loosened
from archivist.search.parse import parse
from archivist.search.terms import clause_of

DEPTH = 10
SEED = 20240530
WORD = re.compile(r"\w+")

Search = Callable[[str], Sequence[str]]
"""A query to the ids of its best ten documents."""


class Document(NamedTuple):
    """A text to find; ``id`` is unique in its collection."""

    id: str
    title: str
    text: str


class Query(NamedTuple):
    """A question, the intent whose wording it is, and the grade of each document that answers it."""

    text: str
    intent: str
    grades: dict[str, int]


class Collection(NamedTuple):
    """Documents and the queries that were judged on them."""

    documents: list[Document]
    queries: list[Query]


class Figures(NamedTuple):
    """Means over intents; ``even`` and ``odd`` are the nDCG of every other intent, ``ms`` CPU per query."""

    ndcg: float
    recall: float
    mrr: float
    even: float
    odd: float
    ms: float


def records(path: Path) -> Iterator[dict[str, str]]:
    """The objects of a JSON Lines file, compressed or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def judged(folder: Path) -> Collection:
    """The collection in a folder: docs.jsonl.gz, queries.tsv, qrels.tsv."""
    documents = [Document(one["id"], one["title"], one["text"]) for one in records(folder / "docs.jsonl.gz")]
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, document, grade = line.split("\t")
        grades[query][document] = int(grade)
    queries = []
    for line in (folder / "queries.tsv").read_text(encoding="utf-8").splitlines():
        query, text, intent = line.split("\t")
        queries.append(Query(text, intent, grades[query]))
    return Collection(documents, queries)


def titled(path: Path, sample: int) -> Collection:
    """Releases without their titles, and a fixed sample of the titles as queries, each its own intent."""
    releases = [one for one in records(path) if one["title"].strip() and one["text"].strip()]
    chosen = random.Random(SEED).sample(releases, min(sample, len(releases)))
    return Collection(
        [Document(one["id"], "", one["text"]) for one in releases],
        [Query(one["title"], one["id"], {one["id"]: 1}) for one in chosen],
    )


def archivist(documents: list[Document], folder: Path, any_word: bool = False, name: str = "whoosh") -> Search:
    """Our engine, fed as the program feeds it; a line of a text counts as a paragraph."""
    engine = open_engine(name, folder / name)
    engine.rebuild(document_of(Article(one.id, one.title, one.text.replace("\n", "\n\n"))) for one in documents)

    def search(text: str) -> list[str]:
        try:
            clause = clause_of(parse(text).query, variants=engine)
        except QueryError:
            return []
        if any_word:
            clause = loosened(clause)
        return [document.id for document in engine.search(Request(clause, limit=DEPTH)).documents]

    return search


def archivist_or(documents: list[Document], folder: Path) -> Search:
    """The same as if OU were typed between the words, which is how the peers read a query."""
    return archivist(documents, folder, any_word=True)


def archivist_tantivy(documents: list[Document], folder: Path) -> Search:
    """The same on the other engine."""
    return archivist(documents, folder, name="tantivy")


def whoosh(documents: list[Document], folder: Path) -> Search:
    """Whoosh as its manual shows it: its French analyzer, its BM25F, any of the words."""
    from whoosh import fields
    from whoosh.analysis import LanguageAnalyzer
    from whoosh.index import create_in
    from whoosh.qparser import MultifieldParser, OrGroup

    def text() -> object:
        return fields.TEXT(analyzer=LanguageAnalyzer("fr"))

    folder.mkdir(parents=True, exist_ok=True)
    index = create_in(folder, fields.Schema(id=fields.ID(stored=True), title=text(), text=text()))
    writer = index.writer(limitmb=512)
    for one in documents:
        writer.add_document(id=one.id, title=one.title, text=one.text)
    writer.commit()
    searcher = index.searcher()
    parser = MultifieldParser(["title", "text"], index.schema, fieldboosts={"title": 2.0}, group=OrGroup)

    def search(typed: str) -> list[str]:
        query = parser.parse(" ".join(WORD.findall(typed)))
        return [hit["id"] for hit in searcher.search(query, limit=DEPTH)]

    return search


def fts5(documents: list[Document], folder: Path) -> Search:
    """SQLite's full text: no stems, accents folded, any of the words."""
    folder.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(folder / "fts5.sqlite")
    database.execute(
        "CREATE VIRTUAL TABLE documents USING fts5(id UNINDEXED, title, text, tokenize='unicode61 remove_diacritics 2')"
    )
    database.executemany("INSERT INTO documents VALUES (?, ?, ?)", documents)
    database.commit()

    def search(typed: str) -> list[str]:
        query = " OR ".join(f'"{word}"' for word in WORD.findall(typed))
        found = "SELECT id FROM documents WHERE documents MATCH ? ORDER BY bm25(documents, 0, 2.0, 1.0) LIMIT ?"
        return [row[0] for row in database.execute(found, (query, DEPTH))] if query else []

    return search


def bm25s(documents: list[Document], folder: Path) -> Search:
    """Plain BM25 on a bag of Snowball stems, without the usual stop words."""
    import Stemmer

    library = importlib.import_module("bm25s")
    stemmer = Stemmer.Stemmer("french")
    options = {"stopwords": "fr", "stemmer": stemmer, "show_progress": False}
    retriever = library.BM25()
    texts = [f"{one.title} {one.title} {one.text}" for one in documents]
    retriever.index(library.tokenize(texts, **options), show_progress=False)

    def search(typed: str) -> list[str]:
        # A query of nothing but unknown words is not one that the library takes.
        tokens = library.tokenize([typed], return_ids=False, **options)
        if not any(token in retriever.vocab_dict for token in tokens[0]):
            return []
        rows, _ = retriever.retrieve(tokens, k=DEPTH, show_progress=False)
        return [documents[row].id for row in rows[0]]

    return search


ENGINES = {
    "archivist": archivist,
    "archivist-tantivy": archivist_tantivy,
    "archivist-or": archivist_or,
    "whoosh": whoosh,
    "fts5": fts5,
    "bm25s": bm25s,
}


def ndcg(found: Sequence[str], grades: dict[str, int]) -> float:
    """Normalised discounted cumulative gain of the first ten."""
    gains = [2 ** grades.get(id, 0) - 1 for id in found[:DEPTH]]
    best = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:DEPTH]
    ideal = _discounted(best)
    return _discounted(gains) / ideal if ideal else 0.0


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains))


def recall(found: Sequence[str], grades: dict[str, int]) -> float:
    """Share of the right documents that are among the first ten."""
    return sum(id in grades for id in found[:DEPTH]) / len(grades)


def reciprocal_rank(found: Sequence[str], grades: dict[str, int]) -> float:
    """One over the rank of the first right document, 0 where it is not among the first ten."""
    return next((1 / rank for rank, id in enumerate(found[:DEPTH], start=1) if id in grades), 0.0)


def measure(search: Search, queries: list[Query]) -> Figures:
    """Run every query; average over the wordings of each intent, then over the intents."""
    wordings: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    started = time.process_time()
    answers = [search(query.text) for query in queries]
    spent = time.process_time() - started
    for query, found in zip(queries, answers, strict=True):
        measures = (ndcg(found, query.grades), recall(found, query.grades), reciprocal_rank(found, query.grades))
        wordings[query.intent].append(measures)
    means = [[statistics.fmean(column) for column in zip(*wordings[name], strict=True)] for name in sorted(wordings)]
    total = [statistics.fmean(column) for column in zip(*means, strict=True)]
    even, odd = (statistics.fmean(mean[0] for mean in half) for half in (means[::2], means[1::2]))
    return Figures(*total, even, odd, spent * 1000 / len(queries))


def compare(name: str, collection: Collection, engines: Sequence[str]) -> None:
    """Print one line of figures an engine."""
    print(f"{name}: {len(collection.documents):,} documents, {len(collection.queries):,} queries")
    print(f"  {'':13}{'nDCG@10':>9}{'even':>8}{'odd':>8}{'recall@10':>11}{'MRR@10':>8}{'CPU ms':>8}")
    for engine in engines:
        with tempfile.TemporaryDirectory() as folder:
            try:
                search = ENGINES[engine](collection.documents, Path(folder) / "index")
            except ImportError as missing:
                print(f"  {engine:13}left out: the package {missing.name} is not installed")
                continue
            one = measure(search, collection.queries)
        print(
            f"  {engine:13}{one.ndcg:9.4f}{one.even:8.4f}{one.odd:8.4f}{one.recall:11.4f}{one.mrr:8.4f}{one.ms:8.1f}",
            flush=True,
        )


def main() -> int:
    parser = argparse.ArgumentParser(description="Relevance of archivist beside its peers, on judged queries.")
    parser.add_argument("folder", type=Path, help="folder with docs.jsonl.gz, queries.tsv, qrels.tsv")
    parser.add_argument("--press", type=Path, help="JSON Lines file of releases (id, title, text)")
    parser.add_argument("--sample", type=int, default=2000, help="how many titles of --press are queries")
    parser.add_argument("--engines", default=",".join(ENGINES), help="which engines, separated by commas")
    options = parser.parse_args()
    engines = options.engines.split(",")
    unknown = [engine for engine in engines if engine not in ENGINES]
    if unknown:
        parser.error(f"no engine is called {unknown[0]}; there are {', '.join(ENGINES)}")
    if not (options.folder / "qrels.tsv").is_file():
        print(f"{options.folder} has no qrels.tsv; give a folder of judged queries.", file=sys.stderr)
        return 2
    compare("judged queries", judged(options.folder), engines)
    if options.press:
        compare("title finds release", titled(options.press, options.sample), engines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
