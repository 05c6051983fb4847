"""A question to the reader on one line above the keys: a name, a path, a note. It blocks nothing."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Static

from archivist.texts import _
from archivist.tui.widgets.line_input import LineInput


class PathSuggester(Suggester):
    """Completes paths from the disk."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the first path, by name, that begins as ``value`` does; folders end with a slash."""
        return await asyncio.to_thread(completed_path, value)


def completed_path(typed: str) -> str | None:
    """Return ``typed`` completed to a file or folder that exists; None where there is none."""
    folder, name = os.path.split(typed)
    try:
        with os.scandir(Path(folder or ".").expanduser()) as found:
            entries = sorted(
                (entry for entry in found if entry.name.startswith(name) and (name or entry.name[0] != ".")),
                key=lambda entry: entry.name,
            )
        for entry in entries:
            whole = entry.name + (os.sep if entry.is_dir() else "")
            if whole != name:
                return typed[: len(typed) - len(name)] + whole
    except (OSError, RuntimeError, ValueError):
        return None
    return None


class PromptInput(LineInput):
    """The answer; ``tab`` takes what is suggested."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", _("done"), tooltip=_("Answer")),
        Binding("tab", "take", _("complete"), priority=True, tooltip=_("Take what is suggested")),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to complete only what can be completed."""
        return action != "take" or self.suggester is not None

    def action_take(self) -> None:
        """Take what is suggested."""
        if self._suggestion:
            self.write(self._suggestion)


class Prompt(Horizontal):
    """One question at a time; what is answered goes to whoever asked."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.display = False
        self._then: Callable[[str], None] | None = None
        self._came_from: Widget | None = None

    def compose(self) -> ComposeResult:
        """Lay out the question and the place for the answer."""
        yield Static("", id="asked", markup=False)
        yield PromptInput(id="answer")

    def ask(
        self,
        question: str,
        then: Callable[[str], None],
        *,
        value: str = "",
        proposed: bool = False,
        suggester: Suggester | None = None,
    ) -> None:
        """Put a question, with an answer to begin from; ``then`` gets what is answered, unless it is given up.

        An answer that is only ``proposed`` gives way to what is typed.
        """
        if not self.display:
            self._came_from = self.screen.focused
        self._then = then
        self.query_one("#asked", Static).update(Content(question))
        answer = self.query_one(PromptInput)
        answer.suggester = suggester
        answer.write(value)
        self.display = True
        answer.focus()
        if proposed:
            answer.select_all()

    def close(self) -> None:
        """Give the question up; the focus goes back to where it was."""
        self.display = False
        self._then = None
        if self._came_from is not None and self.query_one(PromptInput).has_focus:
            self._came_from.focus()

    @on(Input.Submitted)
    def _answered(self, message: Input.Submitted) -> None:
        message.stop()
        then, answer = self._then, message.value
        self.close()
        if then is not None:
            then(answer)

    @on(Input.Changed)
    def _changed(self, message: Input.Changed) -> None:
        message.stop()  # the screen asks about changes of the search field
