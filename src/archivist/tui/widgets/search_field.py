"""The search field: it completes words, remembers queries, and leaves the search to its screen."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.timer import Timer
from textual.worker import get_current_worker

from archivist.errors import ArchivistError
from archivist.texts import _
from archivist.tui.messages import Completed
from archivist.tui.page import one_line
from archivist.tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from archivist.archive import Archive

LEAVE = "screen.leave_field"
PAUSE = 0.15
"""Seconds without a key before completions are looked up."""
MOST = 6
SHORTEST = 2
"""Letters of a word from which it is completed."""


class SearchField(LineInput):
    """Where the query is written. Its screen has the actions ``leave_field`` and ``take_suggestion``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority the focus moves before the next key is read, however fast it follows.
        Binding("enter", LEAVE, _("results"), priority=True, tooltip=_("Go to the results")),
        Binding("tab", "complete", _("complete"), priority=True, tooltip=_("Complete the word, or go to the results")),
        Binding("escape", LEAVE, show=False, priority=True, tooltip=_("Go to the results")),
        Binding("down", "later", show=False, priority=True, tooltip=_("Later query, or the results")),
        Binding("up", "earlier", show=False, priority=True, tooltip=_("Earlier query")),
        Binding("ctrl+y", "screen.take_suggestion", show=False, tooltip=_("Search what is suggested")),
        Binding("f1", "app.help", _("help"), tooltip=_("Show the keys")),
    ]
    completions: reactive[tuple[str, ...]] = reactive(())
    """What the last word may become, the likeliest first."""
    _pause: Timer | None = None  # here, for the value is watched while the field is being made

    def __init__(self, archive: Archive, query: str, *, id: str | None = None) -> None:
        super().__init__(query, placeholder=_("Search the archive"), id=id)
        self.history: Sequence[str] = ()
        """Earlier queries, the oldest first."""
        self._archive = archive
        self._steps_back = 0
        self._unfinished = ""

    def watch_value(self, value: str) -> None:
        """Look for completions once no other key follows."""
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        self.completions = ()
        if self.has_focus and len(_last_word(value)) >= SHORTEST:
            self._pause = self.set_timer(PAUSE, partial(self._look_up, value))

    def _look_up(self, value: str) -> None:
        self.run_worker(partial(self._work, value), group="complete", thread=True, exclusive=True)

    def _work(self, value: str) -> None:
        worker = get_current_worker()
        try:
            found = self._archive.complete(value, limit=MOST)
        except ArchivistError:
            return  # the search itself says what is wrong
        if not worker.is_cancelled:
            self.post_message(Completed(value, tuple(map(one_line, found))))

    @on(Completed)
    def _show_completions(self, message: Completed) -> None:
        message.stop()
        if message.typed != self.value or not self.cursor_at_end or not self.has_focus:
            return
        last = _last_word(self.value)
        self.completions = tuple(word for word in message.words if word != last)
        if self.completions and _folded(self.completions[0]).startswith(_folded(last)):
            self._suggestion = self._completed(self.completions[0])

    def _completed(self, word: str) -> str:
        return self.value[: len(self.value) - len(_last_word(self.value))] + word

    def action_complete(self) -> None:
        """Take the first completion; where there is none, go to the results."""
        if self.completions and self.cursor_at_end:
            self.write(self._completed(self.completions[0]))
        else:
            self.run_leave()

    def on_blur(self) -> None:
        """Offer nothing to complete where nobody writes."""
        self.completions = ()

    def run_leave(self) -> None:
        """Go to the results, as ``enter`` does."""
        self.call_later(self.run_action, LEAVE)

    def action_earlier(self) -> None:
        """Show the query before; what was being written comes back after the last one."""
        if self._steps_back < len(self.history):
            if not self._steps_back:
                self._unfinished = self.value
            self._steps_back += 1
            if self.history[-self._steps_back] == self._unfinished and self._steps_back < len(self.history):
                self._steps_back += 1
            self.write(self.history[-self._steps_back])

    def action_later(self) -> None:
        """Show the query after, or go to the results where there is none."""
        if not self._steps_back:
            self.run_leave()
            return
        self._steps_back -= 1
        self.write(self.history[-self._steps_back] if self._steps_back else self._unfinished)

    def forget_steps(self) -> None:
        """Begin again at the end of the history."""
        self._steps_back = 0


def _last_word(value: str) -> str:
    return value[max(value.rfind(" "), value.rfind("(")) + 1 :]


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFD", character)[0] for character in text.casefold())
