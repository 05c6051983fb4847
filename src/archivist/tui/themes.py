"""The colours of the reading room: a dark and a light theme, and what it needs of any other."""

from __future__ import annotations

import os
from collections.abc import Mapping

from textual.theme import Theme

DARK = Theme(
    name="archivist-dark",
    primary="#8db4e2",
    secondary="#9aa7c0",
    accent="#f0b866",
    warning="#e0a458",
    error="#e07a72",
    success="#93bf85",
    foreground="#d6dae2",
    background="#15171c",
    surface="#1b1e25",
    panel="#232832",
    dark=True,
    variables={
        "quiet": "#858d9c",
        "rule": "#2a2f3a",
        "match": "#f3bd6d",
        "match-background": "#15171c 0%",
        "current": "#1a1408",
        "current-background": "#f3bd6d",
        "scrollbar": "#313744",
        "scrollbar-hover": "#424a5a",
        "scrollbar-active": "#8db4e2",
        "scrollbar-background": "#15171c",
        "scrollbar-background-hover": "#15171c",
        "scrollbar-background-active": "#15171c",
        "input-selection-background": "#8db4e2 30%",
    },
)

LIGHT = Theme(
    name="archivist-light",
    primary="#2b5f9e",
    secondary="#5a6b86",
    accent="#a84c00",
    warning="#9a5b00",
    error="#b03a32",
    success="#3f7d3a",
    foreground="#2a2c31",
    background="#fbfaf6",
    surface="#f3f1ea",
    panel="#e9e6dc",
    dark=False,
    variables={
        "quiet": "#726f67",
        "rule": "#ddd9cd",
        "match": "#943f00",
        "match-background": "#fbe6c2",
        "current": "#fffaf0",
        "current-background": "#a84c00",
        "scrollbar": "#d3cfc2",
        "scrollbar-hover": "#bdb8a8",
        "scrollbar-active": "#2b5f9e",
        "scrollbar-background": "#fbfaf6",
        "scrollbar-background-hover": "#fbfaf6",
        "scrollbar-background-active": "#fbfaf6",
        "input-selection-background": "#2b5f9e 25%",
    },
)

TERMINAL = ("ansi-dark", "ansi-light")
"""Textual's themes that use the terminal's own colours, for dark and for light terminals."""


def with_our_variables(variables: Mapping[str, str], *, ansi: bool, dark: bool) -> dict[str, str]:
    """Return the variables of a theme with those that our styles use, derived where the theme has none."""
    if ansi:
        match = "ansi_yellow" if dark else "ansi_magenta"
        return {
            **variables,
            "quiet": "ansi_default",
            "rule": "ansi_bright_black",
            "match": match,
            "match-background": "ansi_default",
            "current": "ansi_black" if dark else "ansi_bright_white",
            "current-background": match,
            "scrollbar": "ansi_bright_black",
            "scrollbar-background": "ansi_default",
        }
    return {
        "quiet": variables["text-muted"],
        "rule": variables["panel"],
        "match": variables["warning"],
        "match-background": "transparent",
        "current": variables["background"],
        "current-background": variables["warning"],
        **variables,
    }


def is_light_terminal() -> bool:
    """Tell whether the terminal says in ``COLORFGBG`` (rxvt, Konsole and others) to be light."""
    background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return background.isdecimal() and (int(background) == 7 or 9 <= int(background) <= 15)
