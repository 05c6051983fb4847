"""The line under the search field: how the query was read, why it could not be, what the word may become."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from archivist.search.results import SearchResults
from archivist.texts import _
from archivist.tui.filters import Filters
from archivist.tui.page import one_line


class Reading(Static):
    """Completions while a word is being written, else what there is to say about the query."""

    completions: reactive[tuple[str, ...]] = reactive(())
    hint: reactive[str] = reactive("")
    """What is said where there is nothing else to say."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._said = ""
        self._fitted = False

    def show_results(self, results: SearchResults, typed: str, filters: Filters) -> None:
        """Show the reading where it differs from what was written, and what was read otherwise than meant."""
        self.remove_class("-error")
        said = []
        if results.suggestions and not results.total:
            said.append(_("did you mean {query}? (ctrl+y)").format(query=results.suggestions[0]))
        reading = results.reading
        for clause in filters.clauses():
            reading = reading.removeprefix(clause).removeprefix(" ET ")
        if _plain(reading) not in ("", _plain(typed), f"({_plain(typed)})"):
            said.append(_("read as: {reading}").format(reading=reading))
        said += results.diagnostics
        self._say(" · ".join(said))

    def watch_hint(self) -> None:
        """Say it."""
        self.watch_completions(self.completions)

    def show_error(self, sentence: str) -> None:
        """Show why there is no answer."""
        self.add_class("-error")
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        self._said = one_line(sentence)
        self.watch_completions(self.completions)

    def watch_completions(self, completions: tuple[str, ...]) -> None:
        """Show what may be completed; what was said comes back when there is nothing more to complete."""
        if not completions or self.has_class("-error"):
            self._show(Content(self._said or self.hint))
            return
        first, *others = completions
        parts = [Content.styled(first, "$foreground"), Content(f" (tab)   {'   '.join(others)}")]
        if self._said:
            parts.append(Content(f"   · {self._said}"))
        self._show(Content("").join(parts))

    def _show(self, content: Content) -> None:
        """Show it; what fits on one line as what was there before does needs no room elsewhere."""
        fits = content.cell_length <= self.content_size.width and "\n" not in content.plain
        self.update(content, layout=not (fits and self._fitted))
        self._fitted = fits


def _plain(query: str) -> str:
    return " ".join(query.casefold().split())
