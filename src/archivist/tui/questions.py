"""What the interface asks the archive, outside the thread that draws: a search, a page of it, an article."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from archivist.search.results import Hit, SearchResults
from archivist.tui.filters import UNFILTERED, Filters
from archivist.tui.page import Page, make_page

if TYPE_CHECKING:
    from archivist.archive import Archive

FIRST_PAGE = 10
"""How many hits are asked for at first: they fill most screens, and are soon read from disk while the reader types."""
PAGE = 50
"""How many are asked for at a time as the reader goes down."""

LONG = 100_000
"""Characters from which a text is shown before its matches are found, which takes longer than to open it."""

_BEGUN = re.compile(r"[^\W\d_]{3}\Z")
"""A word that may go on; of shorter ones there are too many."""

Sort = Literal["relevance", "-date", "date"]
SORTS: tuple[Sort, ...] = ("relevance", "-date", "date")


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """One page of hits that is wanted: of what was typed, filtered, in an order, ``limit`` after the first ``offset``.

    Two questions are the same only if they are one object: an answer to an older one is out of date.
    """

    typed: str
    sort: Sort
    filters: Filters = UNFILTERED
    offset: int = 0
    limit: int = FIRST_PAGE
    unfinished: bool = False
    """Whether the last word may be going to be longer."""

    @property
    def query(self) -> str:
        """What the archive is asked: what was typed, within the filters."""
        return self.filters.narrow(self.typed)

    @property
    def end(self) -> int:
        """The offset of the page that follows."""
        return self.offset + self.limit


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of hits, the question that it answers, and how many articles the archive has."""

    results: SearchResults
    articles: int
    question: Question


def answer(archive: Archive, question: Question, articles: int | None = None) -> Answer:
    """Return the page of hits; without a query, the newest releases (or the oldest first, if so sorted).

    A word that is not finished and is nowhere stands for those that begin with it, where there are any: the question
    that is answered says so. ``articles`` is what is known of the size of the archive; it is counted again where
    nothing was found. Raises what ``Archive.search`` raises.
    """
    results = _asked(archive, question)
    if question.unfinished and not results.total and _BEGUN.search(question.typed) and '"' not in question.typed:
        longer = replace(question, typed=f"{question.typed}*")
        found = _asked(archive, longer)
        if found.total:
            question, results = longer, found
    if not question.query.strip():
        articles = results.total
    elif articles is None or not results.hits:
        articles = archive.search("", limit=1).total
    return Answer(results, articles, question)


def _asked(archive: Archive, question: Question) -> SearchResults:
    # Among filters alone nothing is more relevant than another.
    sort = question.sort if question.typed.strip() or question.sort != "relevance" else "-date"
    return archive.search(
        question.query,
        limit=question.limit,
        offset=question.offset,
        sort=sort if question.query else question.sort,
        suggestions=not question.unfinished,
    )


def open_page(archive: Archive, hit: Hit, query: str) -> Page:
    """Return the article of a hit as a page with the matches of the query.

    A long one is without them: ``find_matches`` adds them.

    Raises what ``Archive.read`` raises.
    """
    article = archive.read(hit.id)
    page = make_page(article)
    return page if len(article.text) > LONG else find_matches(archive, hit, query, page)


def find_matches(archive: Archive, hit: Hit, query: str, page: Page) -> Page:
    """Return the page of a hit with the matches of the query; for a megabyte this takes a good part of a second."""
    article = page.article
    if article is None or not query.strip():
        return page
    title_spans = hit.title_spans if article.title == hit.title else ()
    return page.with_matches(archive.spans(article.text, query), title_spans)
