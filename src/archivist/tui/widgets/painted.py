"""What widgets that draw their lines themselves have in common: their styles, worked out once."""

from __future__ import annotations

from rich.style import Style
from textual.scroll_view import ScrollView
from textual.strip import Strip


class Painted(ScrollView, inherit_bindings=False):
    """Keeps the lines that were drawn, and the styles they were drawn with, until the style changes.

    Textual works a style out of all ancestors each time it is asked for: a fifth of the time of a screen.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._strips: dict[int, Strip] = {}
        self._known: dict[str, Style] = {}

    @property
    def base(self) -> Style:
        """The style of what has no other."""
        if "" not in self._known:
            self._known[""] = self.rich_style
        return self._known[""]

    def component(self, name: str, *, partial: bool = True) -> Style:
        """The style of a component class, what it adds to others or (not ``partial``) whole."""
        key = name if partial else f"{name} whole"
        if key not in self._known:
            self._known[key] = self.get_component_rich_style(name, partial=partial)
        return self._known[key]

    def forget_drawn(self) -> None:
        """Draw every line anew, with the styles as they are now."""
        self._strips.clear()
        self._known.clear()

    def notify_style_update(self) -> None:
        """Draw again after a change of theme, or of a state that styles depend on."""
        super().notify_style_update()
        self.forget_drawn()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Draw again, for the focus changes what is drawn."""
        super().watch_has_focus(has_focus)
        self.forget_drawn()
