"""``--facets``: an option whose value may be left out, and the fields that it knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

from archivist.cli.command import QueryCommand
from archivist.search.fields import FIELDS, fold
from archivist.texts import _

if TYPE_CHECKING:
    from archivist.finding import FacetName

FACETS: tuple[FacetName, ...] = ("year", "month", "place", "issuer", "source", "tag")
USUAL: tuple[FacetName, ...] = ("year", "place", "issuer", "tag")
"""The fields that are counted where none is named; sources are as many as articles, months as many as lines."""

_NAMES: dict[str, FacetName] = {
    **{name: name for name in FACETS},
    **{fold(alias): name for name in FACETS if name in FIELDS for alias in FIELDS[name]},
    "annee": "year",
    "mois": "month",
}


class FacetedCommand(QueryCommand):
    """A command with ``--facets``, which takes the next word only where that can be nothing else than fields."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Give ``--facets`` its value before the options are read."""
        return super().parse_args(ctx, facets_joined(args))


def facets_joined(args: Iterable[str]) -> list[str]:
    """Return ``args`` with ``--facets place,tag`` as one argument and a bare ``--facets`` as the usual fields."""
    joined: list[str] = []
    rest = list(args)
    while rest and rest[0] != "--":
        arg = rest.pop(0)
        if arg == "--facets":
            named = bool(rest) and all(name in _NAMES for name in map(fold, rest[0].split(",")))
            # What follows where the query has been typed before can only be meant as a field.
            named = named or (bool(rest) and not rest[0].startswith("-") and _has_word(joined))
            arg = f"--facets={rest.pop(0) if named else ','.join(USUAL)}"
        joined.append(arg)
    return joined + rest


def _has_word(args: list[str]) -> bool:
    """Tell whether ``args`` surely has a word of the query: neither an option nor what may be the value of one."""
    return any(
        not arg.startswith("-") and (before == "" or not before.startswith("-") or "=" in before)
        for before, arg in pairwise(["", *args])
    )


def facets_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--facets`` to a command, passed on as a tuple of fields, empty where it was not given."""
    return click.option(
        "--facets",
        metavar="[FIELD,...]",
        callback=_fields,
        shell_complete=_completed,
        help=_(
            "Count the articles found (text and json) by {fields}; without a name, by {usual}.",
        ).format(fields=", ".join(FACETS), usual=", ".join(USUAL)),
    )(command)


def _fields(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[FacetName, ...]:
    """Return the fields that an option names in French or English, or fail with a usage error."""
    names = [name for name in (value or "").split(",") if name]
    for name in names:
        if fold(name) not in _NAMES:
            message = _("“{name}” cannot be counted; there are {fields}.")
            raise click.BadParameter(message.format(name=name, fields=", ".join(FACETS)), ctx, param)
    return tuple(dict.fromkeys(_NAMES[fold(name)] for name in names))


def _completed(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the last field of the list."""
    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{name}" for name in FACETS if name.startswith(last)]
