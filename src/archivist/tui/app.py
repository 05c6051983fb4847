"""The application: one archive, its colours, its commands."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.screen import Screen
from textual.theme import ThemeProvider

from archivist.texts import _
from archivist.tui import themes
from archivist.tui.keys import commands, sections, shown_key
from archivist.tui.screens.help import Help
from archivist.tui.screens.reading_room import ReadingRoom
from archivist.tui.widgets.hit_list import HitList
from archivist.tui.widgets.reader import Reader
from archivist.tui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from archivist.archive import Archive


class ArchivistApp(App[None]):
    """The reading room of one archive.

    ``plain`` is for screen readers and simple terminals: one pane at a time, no box drawing, the terminal's
    own colours. Where ``NO_COLOR`` is set, no colour is used at all.
    """

    TITLE = "archivist"
    CSS_PATH = "screens/reading_room.tcss"  # Textual loads no styles of a default screen by itself
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", show=False, priority=True),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]

    def __init__(self, archive: Archive, query: str = "", *, plain: bool = False) -> None:
        bare = plain or "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if bare else None)
        self._plain = plain
        self._room = ReadingRoom(archive, query, plain=plain)
        self.register_theme(themes.DARK)
        self.register_theme(themes.LIGHT)
        light = themes.is_light_terminal()
        if bare:
            self.theme = themes.TERMINAL[light]
        elif "TEXTUAL_THEME" not in os.environ:
            self.theme = (themes.LIGHT if light else themes.DARK).name

    def get_default_screen(self) -> Screen[None]:
        """Return the reading room."""
        return self._room

    def get_css_variables(self) -> dict[str, str]:
        """Return the variables of the theme, completed with those of our styles."""
        theme = self.current_theme
        return themes.with_our_variables(super().get_css_variables(), ansi=theme.ansi, dark=theme.dark)

    def get_key_display(self, binding: Binding) -> str:
        """Return what a reader calls a key, in the reader's language."""
        return shown_key(binding, spoken=self._plain)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every action in the palette, with its keys."""
        room = self._room
        for node in (room, room.query_one(HitList), room.query_one(Reader), room.query_one(Timeline)):
            for command in commands(self, node):
                run = partial(self.run_action, command.action, command.node)
                yield SystemCommand(command.says, command.keys, run)
        yield SystemCommand(_("Change the colours"), _("Dark, light, the terminal's own"), self.action_change_theme)
        yield SystemCommand(_("Save a picture of the screen"), _("As an SVG file"), self.deliver_screenshot)

    def action_command_palette(self) -> None:
        """Offer everything that can be done, to be found by its name."""
        if self.screen is self._room:
            self.push_screen(CommandPalette(placeholder=_("What do you want to do?"), id="--command-palette"))

    def search_themes(self) -> None:
        """Offer the themes, to be found by their names."""
        self.push_screen(CommandPalette(providers=[ThemeProvider], placeholder=_("Which colours?")))

    def action_help(self) -> None:
        """Show the keys of where the reader is."""
        if self.screen is self._room:
            self.clear_notifications()
            self.push_screen(Help(sections(self, self._room)))

    def action_help_quit(self) -> None:
        """Say how to leave; ``ctrl+c`` copies, and must not lose a reader's place."""
        self.notify(_("To leave, press q outside the search field, or ctrl+q."), markup=False)
