"""What the shell offers when the tab key is pressed: ids, names of saved searches, words of a query.

Whoever presses the key is in the middle of a line: whatever goes wrong here, nothing is offered and nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from archivist.cli.context import chosen_folder

if TYPE_CHECKING:
    from archivist.archive import Archive

_OPENING = "\"«“'"


def article_ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the id of an article."""
    return _asked(ctx, lambda archive: archive.complete_ids(incomplete))


def search_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the name of a saved search, with or without the ``@`` that queries need."""
    mark = "@" if incomplete.startswith("@") else ""
    return _asked(ctx, lambda archive: [mark + name for name in _names(archive, incomplete[len(mark) :])])


def query_words(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the last word of a query: a word, a field, a value of a field, an id, ``@name``."""
    return _asked(ctx, lambda archive: _completed(archive, incomplete))


def query_or_id(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the last word of a query, or the id that ends it."""
    return _asked(ctx, lambda archive: [*archive.complete_ids(incomplete), *_completed(archive, incomplete)])


def _asked(ctx: click.Context, ask: Callable[[Archive], list[str]]) -> list[str]:
    try:
        from archivist.archive import Archive

        with Archive.open(chosen_folder(ctx), on_notice=lambda sentence: None) as archive:
            return ask(archive)
    except Exception:  # the line that is being typed is no place for a traceback either
        return []


def _completed(archive: Archive, typed: str) -> list[str]:
    start = max(typed.rfind(" "), typed.rfind("(")) + 1
    while typed[start : start + 1] and typed[start] in _OPENING:
        start += 1
    before, last = typed[:start], typed[start:]
    if last.startswith("@"):
        found = [f"@{name}" for name in _names(archive, last[1:])]
    elif last.lower().startswith("id:"):
        found = [f"{last[:3]}{id}" for id in archive.complete_ids(last[3:])]
    else:
        found = archive.complete(last)
    return [before + completion for completion in found]


def _names(archive: Archive, start: str) -> list[str]:
    return [name for name in archive.searches.all() if name.startswith(start)]
