"""Queries of one archive: read, found, marked, and shown as hits."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from archivist.article import Article, PartialDate
from archivist.corpus import Corpus
from archivist.engine import Engine, Request, Sort
from archivist.errors import ArchivistError, CorpusError, QueryError
from archivist.french.analyze import tokens
from archivist.front_matter import family_of
from archivist.saved import SavedSearches, now
from archivist.search.clauses import AllOf, Anything, Clause, Days, Spelling, Term, loosened, terms_of
from archivist.search.highlight import Highlighter
from archivist.search.parse import Parsed, parse
from archivist.search.query import FieldName
from archivist.search.results import Hit, RankedDocument, SearchResults, Span
from archivist.search.terms import clause_of
from archivist.search.variants import Joined, Listed, Variants
from archivist.texts import _
from archivist.values import replaced

if TYPE_CHECKING:
    from archivist.matching import Match
    from archivist.reports import SimilarArticles

COARSEST_CLOCK = 2.0
"""Seconds between two moments that a file system may not tell apart."""

FacetName = FieldName | Literal["year", "month"]


class Finder:
    """Searches one archive. ``synonyms`` is its list of names, ``engine`` returns its engine when it is ready."""

    def __init__(self, corpus: Corpus, searches: SavedSearches, synonyms: Path, engine: Callable[[], Engine]) -> None:
        self._corpus = corpus
        self._searches = searches
        self._synonyms = synonyms
        self._engine = engine
        self._listed: tuple[int, Listed] | None = None

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        sort: Sort = "relevance",
        since: PartialDate | None = None,
        until: PartialDate | None = None,
        facets: Sequence[FacetName] = (),
        snippets: int = 2,
        suggestions: bool = True,
        today: date | None = None,
    ) -> SearchResults:
        """Return one page of what ``query`` finds; see ``Archive.search``."""
        started = time.perf_counter()
        parsed = self._parse(query, today)
        engine = self._engine()
        asked = clause_of(parsed.query, variants=self._variants(engine))
        clause = _within_period(asked, since, until)
        if sort == "relevance" and isinstance(asked, Anything):
            sort = "-date"
        ranking = engine.search(Request(clause, sort, limit, offset, tuple(facets)))
        whole = Highlighter(asked, engine.forms)
        partly = Highlighter(loosened(asked, ranking.nearest), engine.forms) if ranking.partial_total else whole
        hits = [self._hit(document, whole if document.complete else partly, snippets) for document in ranking.documents]
        return SearchResults(
            query=query,
            reading=str(parsed.query),
            total=ranking.total,
            partial_total=ranking.partial_total,
            took_ms=round((time.perf_counter() - started) * 1000, 2),
            hits=tuple(hit for hit in hits if hit is not None),
            facets=ranking.facets,
            suggestions=() if ranking.total or not suggestions else self._suggestions(engine, parsed),
            diagnostics=parsed.diagnostics,
        )

    def explain(self, query: str) -> str:
        """Return how a query is read; see ``Archive.explain``."""
        from archivist.search.explain import explain_clause

        parsed = self._parse(query)
        clause = clause_of(parsed.query, variants=self._variants(self._engine()))
        return "\n".join((str(parsed.query), *explain_clause(clause)))

    def explain_match(self, query: str, article: Article) -> Match:
        """Return why ``article`` is found by ``query``, or is not."""
        from archivist.matching import explain_match

        engine = self._engine()
        parsed = self._parse(query)
        match = explain_match(engine, article, parsed.query, self._variants(engine))
        return replace(match, diagnostics=parsed.diagnostics)

    def similar(self, article: Article, limit: int) -> SimilarArticles:
        """Return the articles most like ``article``, those that nearly repeat it apart."""
        from archivist.reports import SimilarArticles
        from archivist.similar import NEAR_DUPLICATE, rank_similar, resemblance

        plain = Highlighter(Anything())
        similar: list[Hit] = []
        repeated: list[Hit] = []
        for document in rank_similar(self._engine(), article, limit + 10):
            hit = self._hit(document, plain, 1)
            if hit is not None:
                repeats = resemblance(article, self._corpus.read(hit.id)) >= NEAR_DUPLICATE
                (repeated if repeats else similar).append(hit)
        return SimilarArticles(article.id, tuple(similar[:limit]), tuple(repeated))

    def news(self, name: str, *, limit: int, mark: bool) -> SearchResults:
        """Return what came in for a saved search; see ``Archive.news``."""
        saved = self._searches.get(name)
        moment = now()
        started = time.perf_counter()
        parsed = self._parse(f"@{name}")
        engine = self._engine()
        clause = clause_of(parsed.query, variants=self._variants(engine))
        ranking = engine.search(Request(clause, "-date", engine.count() or 1))
        fresh = [one for one in ranking.documents if one.complete and self._came_in(one.id, saved.asked)]
        plain = Highlighter(clause, engine.forms)
        hits = (self._hit(document, plain, 0) for document in fresh[:limit])
        shown = tuple(hit for hit in hits if hit is not None)
        if mark:
            self._searches.mark(name, moment)
        took = round((time.perf_counter() - started) * 1000, 2)
        diagnostics = parsed.diagnostics
        return SearchResults(f"@{name}", str(parsed.query), len(fresh), 0, took, shown, diagnostics=diagnostics)

    def spans(self, text: str, query: str, zone: FieldName) -> tuple[Span, ...]:
        """Return where ``query`` matches in the content of a field; see ``Archive.spans``."""
        try:
            engine = self._engine()
            clause = clause_of(self._parse(query).query, variants=self._variants(engine))
            whole = Highlighter(clause).spans(text, zone)
            unknown = any(not _is_known(term, engine) for term in terms_of(clause))
            nearest = engine.search(Request(clause, limit=1)).nearest if unknown else ()
            # A partial match of a phrase has its words, not the phrase; or a word for one with a slip of the pen.
            return Highlighter(loosened(clause, nearest)).spans(text, zone) if nearest or not whole else whole
        except QueryError:
            return ()

    def complete(self, typed: str, limit: int) -> list[str]:
        """Return what the last word of ``typed`` may become; see ``Archive.complete``."""
        from archivist.suggest import completions

        engine = self._engine()
        return completions(engine, typed, limit, lambda form: self._as_written(engine, form))

    def _parse(self, query: str, today: date | None = None) -> Parsed:
        """Read a query, with saved searches in place of their names."""
        parsed = parse(query, today=today)
        resolved, notes = self._searches.resolve(parsed.query)
        return replaced(parsed, query=resolved, diagnostics=(*parsed.diagnostics, *notes))

    def _variants(self, engine: Engine) -> Variants:
        """Return what else words may be called: the archive's own list first, then what its articles introduce."""
        path = self._synonyms
        try:
            changed = path.stat().st_mtime_ns
        except OSError:
            return engine
        if self._listed is None or self._listed[0] != changed:
            try:
                self._listed = (changed, Listed.parse(path.read_text(encoding="utf-8").splitlines()))
            except (OSError, UnicodeDecodeError) as error:
                raise CorpusError(
                    _("{path} cannot be read ({reason}); save it as UTF-8.").format(path=path, reason=error)
                ) from error
        return Joined((self._listed[1], engine))

    def _came_in(self, id: str, since: str | None) -> bool:
        """Tell whether an article came in after ``since``; most files were written before it and need not be read."""
        path = self._corpus.path(id)
        if since is None:
            return path.exists()
        try:
            if path.stat().st_mtime + COARSEST_CLOCK < datetime.fromisoformat(since).timestamp():
                return False
            added = self._corpus.read(id).added
        except (ArchivistError, OSError):
            # Deleted or damaged since it was indexed.
            return False
        return added is not None and added > since

    def _hit(self, document: RankedDocument, highlighter: Highlighter, snippets: int) -> Hit | None:
        try:
            article = self._corpus.read(document.id)
        except ArchivistError:
            # Deleted or damaged since it was indexed; `check` says which.
            return None
        return Hit(
            id=article.id,
            title=article.title,
            date=article.date,
            place=article.place,
            issuer=article.issuer,
            source=article.source,
            score=document.score,
            complete=document.complete,
            snippets=highlighter.snippets(article.text, snippets) if snippets else (),
            title_spans=highlighter.spans(article.title, "title"),
            family=family_of(article),
        )

    def _suggestions(self, engine: Engine, parsed: Parsed) -> tuple[str, ...]:
        from archivist.suggest import suggestions

        return suggestions(engine, parsed.query, self._variants(engine), lambda form: self._as_written(engine, form))

    def _as_written(self, engine: Engine, form: str) -> str:
        """Return a folded form with the accents that an article writes."""
        token = next(tokens(form), None)
        if token is None:
            return form
        ranking = engine.search(Request(Term(form, (), token.piece.wanted_forms), limit=1))
        for document in ranking.documents:
            try:
                article = self._corpus.read(document.id)
            except ArchivistError:
                # Removed or damaged since it was indexed.
                continue
            for token in tokens(f"{article.title}\n{article.text}"):
                if any(written == form for _, written in token.piece.terms):
                    return f"{article.title}\n{article.text}"[token.start : token.end].lower()
        return form


def _within_period(clause: Clause, since: PartialDate | None, until: PartialDate | None) -> Clause:
    if since is None and until is None:
        return clause
    days = Days(since.first if since else None, until.last if until else None)
    if isinstance(clause, Anything):
        return days
    return AllOf((*(clause.parts if isinstance(clause, AllOf) else (clause,)), days))


def _is_known(term: Term | Spelling, engine: Engine) -> bool:
    """Tell whether an article may have the word of ``term``; a pattern stands for whatever there is."""
    return isinstance(term, Spelling) or not term.stems or any(engine.forms(stem) != frozenset() for stem in term.stems)
