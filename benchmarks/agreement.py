"""How far the engines agree: totals, facets, and the first ten of the same queries.

    python benchmarks/agreement.py ARCHIVE [--articles 4000] [--queries 60]

The articles of an archive are indexed by each engine, in a temporary folder. Of each kind of query of ``speed.py`` are
printed how many have the same first ten in the same order, how many of these ten are the same on average, and for how
many the totals or the facets differ, of which there must be none.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from itertools import islice
from pathlib import Path

from archivist.archive import Archive
from archivist.engine import Request, open_engine
from archivist.engine.schema import document_of
from archivist.search.parse import parse
from archivist.search.results import Ranking
from archivist.search.terms import clause_of
from archivist.settings import ENGINES
from speed import queries


def main() -> int:
    parser = argparse.ArgumentParser(description="How far the engines agree.")
    parser.add_argument("archive", type=Path, help="an archive")
    parser.add_argument("--articles", type=int, default=4_000, help="how many articles are indexed")
    parser.add_argument("--queries", type=int, default=60, help="how many queries of each kind are asked")
    options = parser.parse_args()
    with Archive.open(options.archive) as archive, tempfile.TemporaryDirectory() as folder:
        kinds = queries(archive)
        documents = [document_of(article) for article in islice(archive.articles(), options.articles)]
        engines = [open_engine(name, Path(folder) / name) for name in ENGINES]
        for engine in engines:
            engine.rebuild(documents)
        different = 0
        for kind, texts in kinds:
            same, common = 0, 0.0
            asked = texts[: options.queries]
            for text in asked:
                clause = clause_of(parse(text).query, variants=engines[0])
                sort = "-date" if kind == "sort by date" else "relevance"
                request = Request(clause, sort, 10, facets=("year", "place", "issuer"))  # type: ignore[arg-type]
                one, other = (engine.search(request) for engine in engines)
                first, second = ([found.id for found in ranking.documents] for ranking in (one, other))
                same += first == second
                common += len({*first} & {*second}) / len(first) if first else 1.0
                different += counted(one) != counted(other)
            print(
                f"{kind:16}{same:5} of {len(asked)} in the same order, {common / len(asked):.3f} in common", flush=True
            )
        print(f"queries whose totals or facets differ: {different}")
    return different and 1


def counted(ranking: Ranking) -> tuple[object, ...]:
    """What is counted of all that is found."""
    return ranking.total, ranking.partial_total, ranking.facets


if __name__ == "__main__":
    sys.exit(main())
