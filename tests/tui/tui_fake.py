"""A small archive in memory with what the interface uses of ``Archive``; its releases are fictional."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from archivist.article import Article, PartialDate
from archivist.errors import ArchivistError, ArticleNotFound, QueryError
from archivist.search.results import Facet, Hit, SearchResults, Snippet, Span

NOTE = "Communiqué fictif, écrit pour essayer le programme."


def folded(text: str) -> str:
    """Lower case without accents, one character for one."""
    return "".join(unicodedata.normalize("NFD", character)[0] for character in text.lower())


class FakeArchive:
    """Finds the words of a query wherever they stand in a title or a text."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self.root = Path("/archives/fonds")
        self.kept = {article.id: article for article in articles}
        self.notices: list[str] = []
        self.asked: list[tuple[str, int, str]] = []
        self.searches = NoSearches()
        self.spans_asked: list[tuple[str, str]] = []
        self.gates: dict[str, threading.Event] = {}
        self.found: threading.Event | None = None
        """Where it is set to an event, matches are not found before the event."""
        self.failure: ArchivistError | None = None
        self.suggestions: tuple[str, ...] = ()
        self.diagnostics: tuple[str, ...] = ()
        self.words: tuple[str, ...] = ()
        """What may be completed."""

    def hold(self, query: str) -> threading.Event:
        """Let searches for a query wait until the event that is returned is set."""
        return self.gates.setdefault(query, threading.Event())

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        sort: str = "relevance",
        snippets: int = 2,
        facets: Sequence[str] = (),
        suggestions: bool = True,
    ) -> SearchResults:
        if not facets:
            self.asked.append((query, offset, sort))
        if query in self.gates:
            assert self.gates[query].wait(10)
        if len(query) > 4000:
            raise QueryError("The query has more than 4,000 characters; search for a sentence of it instead.")
        if "couleur:" in query:
            raise QueryError("There is no field couleur; the nearest is lieu:.")
        if self.failure:
            raise self.failure
        words = query.split()
        found = []
        for article in self.kept.values():
            text = folded(article.title + "\n" + article.text)
            present = sum(folded(word) in text for word in words)
            if present or not words:
                score = sum(text.count(folded(word)) for word in words)
                found.append((present == len(words), float(score), article))
        if sort == "relevance" and words:
            found.sort(key=lambda entry: -entry[1])
        else:
            found.sort(key=lambda entry: str(entry[2].date), reverse=sort != "date")
        found.sort(key=lambda entry: not entry[0])
        hits = tuple(
            Hit(
                id=article.id,
                title=article.title,
                date=article.date,
                place=article.place,
                issuer=article.issuer,
                source=article.source,
                score=score,
                complete=complete,
                snippets=self._snippets(article, query),
                title_spans=self.spans(article.title, query),
            )
            for complete, score, article in found[offset : offset + limit]
        )
        total = sum(complete for complete, _score, _article in found)
        return SearchResults(
            query=query,
            reading=" ET ".join(words),
            total=total,
            partial_total=len(found) - total,
            took_ms=1.0,
            hits=hits,
            suggestions=() if total or not suggestions else self.suggestions,
            diagnostics=self.diagnostics,
            facets=tuple(
                Facet(field, tuple(_counted(field, [article for complete, _score, article in found if complete])))
                for field in facets
            ),
        )

    def complete(self, typed: str, *, limit: int = 10) -> list[str]:
        return [word for word in self.words if word.startswith(typed.split(" ")[-1])][:limit]

    def _snippets(self, article: Article, query: str) -> tuple[Snippet, ...]:
        spans = self.spans(article.text, query)
        if not spans:
            return ()
        start = max(0, spans[0][0] - 60)
        passage = article.text[start : start + 180].replace("\n", " ")
        return (Snippet(passage, self.spans(passage, query)),)

    def spans(self, text: str, query: str) -> tuple[Span, ...]:
        self.spans_asked.append((text[:40], query))
        if self.found is not None:
            assert self.found.wait(10)
        if not query.split():
            return ()
        pattern = "|".join(re.escape(folded(word)) for word in query.split())
        return tuple(match.span() for match in re.finditer(pattern, folded(text)))

    def read(self, id: str) -> Article:
        if id not in self.kept:
            raise ArticleNotFound(f"No article has the id {id}.")
        return self.kept[id]


class NoSearches:
    """No search is saved."""

    def all(self) -> dict[str, object]:
        return {}


def _counted(field: str, articles: list[Article]) -> list[tuple[str, int]]:
    values = {"year": 4, "month": 7}
    if field in values:
        counted = Counter(str(article.date)[: values[field]] for article in articles)
        return sorted(counted.items())
    return Counter(value for article in articles if (value := getattr(article, field, None))).most_common()


def release(number: int, *, title: str = "", text: str = "", **fields: object) -> Article:
    """A fictional release; those with a number that three divides are about saffron."""
    place = ("Azrou", "Martil", "Tiznit")[number % 3]
    subject = "safran" if number % 3 == 0 else "menthe"
    article = Article(
        id=f"2023-{number:04}-la-cooperative-{number}",
        title=title or f"La Coopérative Imaginaire n° {number} récolte le {subject}",
        text=text
        or (
            f"{place} — La Coopérative Imaginaire n° {number} annonce sa récolte de {subject}.\n\n"
            f"## Une saison heureuse\n\nL’équipe a cueilli {number + 1} paniers ; « c’est une joie », "
            f"dit la présidente.\n\n- le matin, la cueillette ;\n- le soir, le tri.\n\n"
            f"> La récolte nous réunit.\n\n{NOTE}"
        ),
        date=PartialDate(2000 + number % 24, 1 + number % 12, 1 + number % 28),
        place=place,
        issuer="Coopérative Imaginaire",
        source=f"https://example.org/{number}",
    )
    return replace(article, **fields) if fields else article  # type: ignore[arg-type]
