"""The quotations of articles: who has said what, where and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from archivist.article import Article, PartialDate
from archivist.french.quotes import Quotation, is_called, quotations


@dataclass(frozen=True, slots=True)
class FoundQuotation:
    """A quotation and the article it stands in; its offsets are those of the text of the article."""

    quotation: Quotation
    id: str
    title: str
    date: PartialDate | None


def quotations_in(article: Article, by: str, matches: Callable[[str], bool] | None) -> Iterator[FoundQuotation]:
    """Yield the quotations of an article by who is called ``by`` (empty: by anybody) that ``matches`` accepts."""
    for quotation in quotations(article.text):
        if (not by or is_called(quotation.name, by)) and (matches is None or matches(quotation.text)):
            yield FoundQuotation(quotation, article.id, article.title, article.date)
