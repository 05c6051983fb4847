"""The reading room: the query on top, what was found, what is read, and the keys for all of it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from archivist.texts import _
from archivist.tui.rows import HitRow
from archivist.tui.screens.article_actions import ArticleActions
from archivist.tui.screens.filling import Filling
from archivist.tui.screens.narrowing import Narrowing
from archivist.tui.widgets.prompt import Prompt


class ReadingRoom(Narrowing, ArticleActions, Filling):
    """The room with everything that can be done in it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "move_match(1)", _("next match"), key_display="n", tooltip=_("Next match")),
        Binding("N", "move_match(-1)", show=False, tooltip=_("Previous match")),
        Binding("escape", "back", _("back"), key_display="esc", priority=True, tooltip=_("Back to the results")),
        Binding("right,l", "neighbour(1)", show=False, tooltip=_("Read the next release")),
        Binding("left,h", "neighbour(-1)", show=False, tooltip=_("Read the previous release")),
        Binding("slash", "search", _("search"), key_display="/", priority=True, tooltip=_("Write a query")),
        Binding("s", "sort", _("sort"), tooltip=_("Sort: relevance, newest, oldest")),
        Binding("z", "compact", show=False, tooltip=_("Show the results with or without passages")),
        Binding("question_mark", "app.help", _("help"), key_display="?", tooltip=_("Show the keys")),
        Binding("f1", "app.help", show=False, tooltip=_("Show the keys")),
        Binding("q", "app.quit", _("quit"), tooltip=_("Leave the reading room")),
    ]

    def action_search(self) -> None:
        """Go to the search field, with the query selected so that typing begins a new one."""
        self.remove_class("-reading")
        self.set_focus(self.field)
        self.field.select_all()

    def action_leave_field(self) -> None:
        """Go from the field to the hits."""
        self.memory.ask(self.field.value)
        self.field.forget_steps()
        self.keep_memory()
        self.show_hits()

    def action_choose(self) -> None:
        """Read the selected hit, or search what is suggested."""
        self.choose(self.results.hits.selected)

    def action_back(self) -> None:
        """Go one step back: from a question, from finding, from a panel, from the article, from other articles."""
        prompt = self.query_one(Prompt)
        if prompt.display:
            prompt.close()
        elif self.pane.is_finding:
            self.pane.stop_finding()
            self.set_focus(self.pane.reader)
        elif self.is_reading or not self.results.hits.display:
            self.show_hits()
        elif self.focused is not self.results.hits:
            self.show_hits()
        else:
            self.results.come_back()
        self.refresh_bindings()

    def action_sort(self) -> None:
        """Change the order of the hits."""
        self.results.change_sort()

    def action_compact(self) -> None:
        """Show the hits with their passages, or without."""
        self.results.hits.compact = not self.results.hits.compact

    def action_move_match(self, step: int) -> None:
        """Go to another match of the article."""
        self.pane.reader.move_match(step)

    def action_neighbour(self, step: int) -> None:
        """Read another hit without going back to the list."""
        self.results.hits.action_move(step)
        row = self.results.hits.selected
        if isinstance(row, HitRow):
            self.mark_read(row.hit.id)
            self.open(row.hit)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what does something where the reader is."""
        if not self.is_mounted:
            return True
        if action == "move_match":
            return bool(self.pane.reader.matches) and (self.wide or self.is_reading or self.pane.is_finding)
        if action == "neighbour":
            return self.is_reading
        if action == "back":
            at_rest = self.focused is self.field or (self.focused is self.results.hits and not self.results.on_detour)
            return not at_rest or self.query_one(Prompt).display
        if action in ("unfilter", "unfilter_all"):
            return bool(self.filters)
        return True
