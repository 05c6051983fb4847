"""The reading room: the query on top, what was found, what is read, and the keys for all of it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from archivist.texts import _
from archivist.tui.screens.article_actions import ArticleActions
from archivist.tui.screens.filling import Filling
from archivist.tui.screens.listening import Listening
from archivist.tui.screens.narrowing import Narrowing
from archivist.tui.screens.taking_away import TakingAway
from archivist.tui.screens.walking import Walking
from archivist.tui.widgets.line_input import LineInput
from archivist.tui.widgets.prompt import Prompt


class ReadingRoom(Filling, TakingAway, ArticleActions, Narrowing, Walking, Listening):
    """The room with everything that can be done in it; its keys are shown from the last class to the first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "app.help", _("help"), tooltip=_("Show the keys")),
        Binding("f1", "app.help", show=False, tooltip=_("Show the keys")),
        Binding("q", "app.quit", _("quit"), tooltip=_("Leave the reading room")),
    ]

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
        if action == "find":
            return not isinstance(self.focused, LineInput)
        if action == "timeline":
            return not self._plain  # what it draws can be chosen in words, among the filters
        if action in ("unfilter", "unfilter_all"):
            return bool(self.filters)
        return True
