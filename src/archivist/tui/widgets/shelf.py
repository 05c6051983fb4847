"""The shelf: saved searches with how many articles are new, and the bookmarks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from archivist.display import article_count, shown_number
from archivist.errors import ArchivistError
from archivist.saved import SavedSearch
from archivist.texts import _, ngettext
from archivist.tui.messages import BookmarksChosen, NewsCounted, SearchForgotten, SearchOpened, ShelfFailed
from archivist.tui.page import one_line
from archivist.tui.wrap import fit

if TYPE_CHECKING:
    from archivist.archive import Archive

_BOOKMARKS = "bookmarks"


class Shelf(OptionList):
    """A list of what the reader keeps; what is new is counted in the background when the list is opened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "select", _("open"), tooltip=_("Open the saved search")),
        Binding("delete,d", "forget", _("forget"), tooltip=_("Forget the saved search")),
        Binding("down,j", "cursor_down", show=False, tooltip=_("Next saved search")),
        Binding("up,k", "cursor_up", show=False, tooltip=_("Previous saved search")),
    ]

    def __init__(self, archive: Archive, *, plain: bool = False, id: str | None = None) -> None:
        super().__init__(id=id, markup=False, compact=True)
        self._star = "*" if plain else "★"
        self._archive = archive
        self._saved: dict[str, SavedSearch] = {}
        self._news: dict[str, int] = {}
        self._bookmarks = 0

    def fill(self, bookmarks: int) -> None:
        """Show what there is; ``bookmarks`` is how many articles are marked."""
        self._bookmarks = bookmarks
        self._show()
        self.run_worker(self._work, group="news", thread=True, exclusive=True)

    def _work(self) -> None:
        worker = get_current_worker()
        try:
            saved = self._archive.searches.all()
            self.post_message(NewsCounted(saved, {}))
            news = {}
            for name in saved:
                if worker.is_cancelled:
                    return
                news[name] = self._archive.news(name, limit=1, mark=False).total
                self.post_message(NewsCounted(saved, dict(news)))
        except ArchivistError as error:
            if not worker.is_cancelled:
                self.post_message(ShelfFailed(error))

    @on(NewsCounted)
    def _counted(self, message: NewsCounted) -> None:
        message.stop()
        self._saved, self._news = message.saved, message.news
        self._show()

    def _show(self) -> None:
        at = self.highlighted_option.id if self.highlighted_option else None
        width = max(self.scrollable_content_region.width - 4, 16)
        options = [Option(Content.styled(_("Saved searches"), "bold $quiet"), disabled=True)]
        for number, saved in enumerate(self._saved.values()):
            new = self._news.get(saved.name, 0)
            said = ngettext("{count} new", "{count} new", new).format(count=shown_number(new)) if new else ""
            options.append(
                Option(
                    Content.assemble(
                        ("  " + fit(one_line(saved.name), max(width - len(said) - 4, 8)), "bold"),
                        ("  " + said if said else "", "bold $primary"),
                        ("\n  " + fit(one_line(saved.query), width), "$quiet"),
                    ),
                    id=f"saved-{number}",
                )
            )
        if not self._saved:
            options.append(Option(Content.styled("  " + _("None yet: w saves the search."), "$quiet"), disabled=True))
        options += [
            Option("", disabled=True),
            Option(
                Content.assemble(
                    (f"  {self._star} " + _("Bookmarks"), "bold"), (f"  {article_count(self._bookmarks)}", "$quiet")
                ),
                id=_BOOKMARKS,
            ),
        ]
        self.clear_options()
        self.add_options(options)
        ids = [option.id for option in options]
        self.highlighted = ids.index(at) if at and at in ids else next(i for i, id in enumerate(ids) if id)

    def _at_cursor(self) -> SavedSearch | None:
        id = (self.highlighted_option.id if self.highlighted_option else None) or ""
        return list(self._saved.values())[int(id.removeprefix("saved-"))] if id.startswith("saved-") else None

    @on(OptionList.OptionSelected)
    def _selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        saved = self._at_cursor()
        if message.option_id == _BOOKMARKS:
            self.post_message(BookmarksChosen())
        elif saved is not None:
            self.post_message(SearchOpened(saved, self._news.get(saved.name, 0)))

    def action_forget(self) -> None:
        """Forget the saved search at the cursor."""
        saved = self._at_cursor()
        if saved is not None:
            self.run_worker(partial(self._forget, saved), group="news", thread=True, exclusive=True)

    def _forget(self, saved: SavedSearch) -> None:
        try:
            self._archive.searches.remove(saved.name)
            self.post_message(SearchForgotten(saved))
        except ArchivistError as error:
            self.post_message(ShelfFailed(error))
