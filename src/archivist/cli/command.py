"""What commands are made of: shared options, examples in the help, queries with leading dashes, dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click
from click.core import augment_usage_errors

from archivist.article import PartialDate
from archivist.errors import QueryError
from archivist.texts import _

ARCHIVE_KEY = "archivist.archive"
COLOUR_KEY = "archivist.colour"


def _keep(key: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """Return a callback that keeps an option's value for the whole invocation; the last one given wins."""

    def callback(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
        if value is not None:
            ctx.meta[key] = value
        return value

    return callback


def shared_options(hidden: bool = False) -> list[click.Parameter]:
    """Return the options of every command; ``hidden`` is for the commands, whose group shows them already."""
    return [
        click.Option(
            ["--archive"],
            metavar="DIR",
            type=click.Path(),
            envvar=None if hidden else "ARCHIVIST_ARCHIVE",
            hidden=hidden,
            expose_value=False,
            callback=_keep(ARCHIVE_KEY),
            help=_("The archive, instead of the one around the working directory."),
        ),
        click.Option(
            ["--color/--no-color"],
            default=None,
            hidden=hidden,
            expose_value=False,
            callback=_keep(COLOUR_KEY),
            help=_("Colours always or never; without it, on a terminal unless NO_COLOR is set."),
        ),
    ]


def format_option(*formats: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the ``--format`` option of a command, passed on as ``form``; the first format is the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help=_("How to print."),
    )


def limit_option(help: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option ``--limit`` of a command that shows the best of what there is, ten unless told otherwise."""
    return click.option("--limit", type=click.IntRange(1), default=10, show_default=True, metavar="N", help=help)


def ocr_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option ``--ocr`` to a command that reads files."""
    return click.option(
        "--ocr", is_flag=True, help=_("Read scans too, by character recognition (ocrmypdf or tesseract).")
    )(function)


def jobs_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option ``--jobs`` to a command whose work several processes may share."""
    return click.option(
        "--jobs", type=click.IntRange(1), metavar="N", help=_("Processes that share the work; as many as cores.")
    )(function)


def engine_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option ``--engine`` to a command that builds an index."""
    return click.option(
        "--engine", type=click.Choice(("whoosh", "tantivy")), help=_("Search the archive with this engine from now on.")
    )(function)


class Command(click.Command):
    """A command that shows examples in its help and takes the options of the program after its name too."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.examples = tuple(examples)
        self.params += shared_options(hidden=True)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples below the options, each on its line as it would be typed."""
        super().format_epilog(ctx, formatter)
        with formatter.section(_("Examples")):
            for example in self.examples:
                formatter.write(f"{'':{formatter.current_indent}}{example}\n")


class QueryCommand(Command):
    """A command that ends in a query, where ``-rabat`` is a word to leave out and not a bundle of options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the words of the query behind ``--`` before the options are read."""
        takes_value = {
            name
            for param in self.params
            if isinstance(param, click.Option) and not param.is_flag
            for name in param.opts
        }
        with augment_usage_errors(ctx):
            arranged = words_last(args, takes_value)
        return super().parse_args(ctx, arranged)


def words_last(args: Iterable[str], takes_value: set[str]) -> list[str]:
    """Return ``args`` with everything that is no option moved behind ``--``, in the order it was typed.

    An option is ``--name`` or a dash and one character; ``takes_value`` holds those that a value follows. Raises
    ``click.BadOptionUsage`` where none does; a value that begins with two dashes is written ``--name=--value``.
    """
    options: list[str] = []
    words: list[str] = []
    rest = iter(args)
    for arg in rest:
        if arg == "--":
            words.extend(rest)
        elif arg in takes_value:
            value = next(rest, "--")
            if value.startswith("--"):
                raise click.BadOptionUsage(arg, _("The option {option} needs a value after it.").format(option=arg))
            options += [arg, value]
        elif arg.startswith("--") or (len(arg) == 2 and arg[0] == "-"):
            options.append(arg)
        else:
            words.append(arg)
    return [*options, "--", *words]


def joined_query(words: Iterable[str]) -> str:
    """Join the words of a query with blanks, reading as UTF-8 what an ASCII locale has left undecoded."""
    return " ".join(words).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def date_named(text: str) -> PartialDate | None:
    """Return the date that ``text`` names as in queries: ``2024-05``, ``30/05/2024``; ``30j`` is that day.

    ``None`` for what is no date, or is a range.
    """
    from archivist.search.periods import print_period, read_period

    text = text.strip()
    try:
        period = read_period(text)
    except QueryError:
        return None
    if period.first is None or period.last is None or ".." in text:
        return None
    if text[-1].isalpha():  # counted back from today: the day it begins with, and no more than that day
        day = period.first
        return PartialDate(day // 10000, day // 100 % 100, day % 100)
    return PartialDate.parse(print_period(period.first, period.last))


def _as_date(ctx: click.Context, param: click.Parameter, value: str | None) -> PartialDate | None:
    """Return the date that an option means, or fail with a usage error."""
    if value is None:
        return None
    date = date_named(value)
    if date is None:
        message = _("“{value}” is not a date like 2024, 2024-05 or 2024-05-30, nor 30j, 6m or 1a back from today.")
        raise click.BadParameter(message.format(value=value), ctx, param)
    return date


def period_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--since`` and ``--until`` to a command, passed on as PartialDate or ``None``."""
    since = click.option(
        "--since",
        metavar="DATE",
        callback=_as_date,
        help=_("Not before: 2024, 2024-05, 2024-05-30; or 30j, 6m, 1a ago."),
    )
    until = click.option("--until", metavar="DATE", callback=_as_date, help=_("Not after; dates as for --since."))
    return since(until(command))
