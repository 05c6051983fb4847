"""Walking about: between the field, the hits and the article, from match to match, from hit to hit."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from archivist.texts import _
from archivist.tui.rows import HitRow
from archivist.tui.screens.room import Room
from archivist.tui.widgets.prompt import Prompt


class Walking(Room):
    """The room with its ways."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "move_match(1)", _("next match"), tooltip=_("Next match")),
        Binding("N", "move_match(-1)", show=False, tooltip=_("Previous match")),
        Binding("escape", "back", _("back"), priority=True, tooltip=_("Back to the results")),
        Binding("right,l", "neighbour(1)", show=False, tooltip=_("Read the next article")),
        Binding("left,h", "neighbour(-1)", show=False, tooltip=_("Read the previous article")),
        Binding("slash", "search", _("search"), priority=True, tooltip=_("Write a query")),
        Binding("s", "sort", _("sort"), tooltip=_("Sort: relevance, newest, oldest")),
        Binding("z", "compact", show=False, tooltip=_("Show the results with or without passages")),
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
        self.results.finish()
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
