"""An archive in memory for the tests of the command line: fictional articles, answers that tests choose.

All the organisations and people in it are invented.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from archivist.article import Article, PartialDate
from archivist.errors import ArchiveNotFound, ArticleNotFound
from archivist.reports import SimilarArticles
from archivist.search.results import Facet, Hit, SearchResults, Snippet
from archivist.values import replaced

BASIN = Article(
    id="2024-05-le-port-de-valombre-agrandit",
    title="Le port de Valombre agrandit son bassin",
    text=(
        "Le port de Valombre agrandit son bassin d'essai, a annoncé sa **directrice**.\n\n"
        "## Un chantier\n\n"
        "- des quais plus longs\n- des **grues** neuves\n\n"
        "> « Nous y croyons », dit Odile Vernay.\n\n"
        "Communiqué fictif."
    ),
    date=PartialDate(2024, 5),
    place="Valombre",
    issuer="Port de Valombre",
    source="bassin.html",
    tags=("port",),
    evidence={"date": "dateline"},
    original="ab" * 32,
    added="2025-01-02T03:04:05Z",
    extra={"note": "relue"},
)
FIRST_OF_MARCH = dataclasses.replace(
    BASIN,
    id="2023-03-01-une-annonce",
    title="Une annonce",
    date=PartialDate(2023, 3, 1),
    place=None,
    extra={},
)
UNDATED = dataclasses.replace(BASIN, id="sans-date-une-fete", title="Une fête", date=None, issuer=None, source=None)
ARTICLES = (BASIN, FIRST_OF_MARCH, UNDATED)

HOSTILE = "\x1b]0;titre\x07<script>\x9b31m\u202ePirate, **et** [lien](x)"


def hit_of(article: Article, **changes: Any) -> Hit:
    lead = article.lead
    at = lead.find("bassin")
    hit = Hit(
        id=article.id,
        title=article.title,
        date=article.date,
        place=article.place,
        issuer=article.issuer,
        source=article.source,
        score=3.5,
        complete=True,
        snippets=(Snippet(lead, ((at, at + 6),)),) if at >= 0 else (Snippet(lead),),
    )
    return replaced(hit, **changes)


def results_of(*hits: Hit, **changes: Any) -> SearchResults:
    complete = sum(hit.complete for hit in hits)
    results = SearchResults(
        query="bassin",
        reading="bassin*",
        total=complete,
        partial_total=len(hits) - complete,
        took_ms=12.3456,
        hits=hits,
    )
    return replaced(results, **changes)


NOTHING = results_of(query="basin zzz", reading="basin ET zzz", suggestions=("bassin", 'l\'eau "vive"'))
FOUND = results_of(hit_of(BASIN), facets=(Facet("place", (("Valombre", 1),)),))


@dataclass(frozen=True)
class File:
    source: str
    status: str
    id: str | None = None
    reason: str | None = None


class Report:
    def __init__(self, *files: File) -> None:
        self.files = files
        self.problems = tuple(file for file in files if file.status == "skipped")
        for status in ("added", "updated", "unchanged", "skipped"):
            setattr(self, status, sum(file.status == status for file in files))


class FakeArchive:
    """Stands in for Archive; class attributes are what it answers, ``calls`` what it was asked."""

    folder: Path | None = None
    notice: str | None = None
    error: BaseException | None = None
    results: SearchResults = FOUND
    articles_there: tuple[Article, ...] = ARTICLES
    report: Report = Report()
    problems: tuple[SimpleNamespace, ...] = ()
    received: bytes = b"\x1b[31mre\xe7u"
    statistics_answer: Any = None
    match: Any = None
    alike: SimilarArticles = SimilarArticles("", (), ())
    calls: list[tuple[str, dict[str, Any]]]

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def create(cls, folder: Path, on_notice: Any = None) -> FakeArchive:
        for part in ("corpus", "index"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        return cls(folder.resolve())

    @classmethod
    def open(cls, folder: Path | None = None, *, on_notice: Any = None) -> FakeArchive:
        cls.calls.append(("open", {"folder": folder}))
        if folder is not None and not folder.is_dir():
            raise ArchiveNotFound(f"There is no archive in {folder}.")
        if cls.notice:
            on_notice(cls.notice)
        if cls.error:
            raise cls.error
        return cls(folder or Path("/archive"))

    def __enter__(self) -> FakeArchive:
        return self

    def __exit__(self, *error: object) -> None:
        self.calls.append(("close", {}))

    def search(self, query: str, **options: Any) -> SearchResults:
        self.calls.append(("search", {"query": query, **options}))
        asked = options.get("facets", ())
        facets = tuple(facet for facet in self.results.facets if facet.field in asked)
        return replaced(self.results, query=query, facets=facets)

    def explain(self, query: str) -> str:
        return f"reading of {query}\n  all of: \x1b[5m"

    def explain_match(self, query: str, id: str) -> Any:
        return self.match

    def similar(self, id: str, *, limit: int = 10) -> SimilarArticles:
        self.calls.append(("similar", {"id": id, "limit": limit}))
        return self.alike

    def spans(self, text: str, query: str, zone: str = "body") -> tuple[tuple[int, int], ...]:
        self.calls.append(("spans", {"text": text, "zone": zone}))
        return tuple((m.start(), m.end()) for m in re.finditer(re.escape(query), text))

    def read(self, id: str) -> Article:
        for article in self.articles_there:
            if article.id == id:
                return article
        raise ArticleNotFound(f"No article has the id {id}.")

    def original(self, id: str) -> bytes:
        self.read(id)
        return self.received

    def summaries(self, *, sort: str = "-date", limit: int | None = None, offset: int = 0) -> list[Article]:
        self.calls.append(("summaries", {"sort": sort, "limit": limit, "offset": offset}))
        return list(self.articles_there[offset:][:limit])

    def statistics(self) -> Any:
        return self.statistics_answer

    def complete_ids(self, prefix: str) -> list[str]:
        return [article.id for article in self.articles_there if article.id.startswith(prefix)]

    def ingest(
        self,
        paths: Iterator[str],
        *,
        dry_run: bool = False,
        progress: Any = None,
        allow_private: bool = False,
        ocr: bool = False,
        jobs: int | None = None,
    ) -> Report:
        self.calls.append(("ingest", {"paths": tuple(paths), "dry_run": dry_run}))
        progress(SimpleNamespace(done=1, total=2, label="a"))
        return self.report

    def reindex(self, progress: Any = None, *, jobs: int | None = None, engine: str | None = None) -> int:
        progress(SimpleNamespace(done=1, total=None, label="a"))
        return 1204

    def check(self, *, repair: bool = False) -> SimpleNamespace:
        problems = tuple(SimpleNamespace(**{**vars(found), "repaired": repair}) for found in self.problems)
        return SimpleNamespace(articles=3, problems=problems)
