"""The program: its commands, each imported when it is used, and what every error becomes for the shell."""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from archivist import __version__
from archivist.cli.command import shared_options
from archivist.cli.output import one_line, prepare_streams, tell
from archivist.errors import ArchiveLocked, ArchiveNotFound, ArchivistError, ArticleNotFound, QueryError
from archivist.texts import _, translate_library

COMMANDS = {
    "init": "archivist.cli.filling",
    "ingest": "archivist.cli.filling",
    "watch": "archivist.cli.watching",
    "extract": "archivist.cli.extracting",
    "search": "archivist.cli.search",
    "explain": "archivist.cli.explain",
    "show": "archivist.cli.show",
    "similar": "archivist.cli.similar",
    "doubts": "archivist.cli.mending",
    "edit": "archivist.cli.mending",
    "diff": "archivist.cli.comparing",
    "quotes": "archivist.cli.quoting",
    "browse": "archivist.cli.reading",
    "serve": "archivist.cli.serve",
    "list": "archivist.cli.overview",
    "stats": "archivist.cli.overview",
    "save": "archivist.cli.saved",
    "saved": "archivist.cli.saved",
    "news": "archivist.cli.saved",
    "reindex": "archivist.cli.upkeep",
    "check": "archivist.cli.upkeep",
    "reclean": "archivist.cli.recleaning",
    "demo": "archivist.cli.reading",
    "completion": "archivist.cli.completion",
}
"""Each command and the module that has it as ``<name>_command``, in the order of the help."""

EXIT_CODES: tuple[tuple[type[ArchivistError], int], ...] = (
    (ArticleNotFound, 1),
    (QueryError, 2),
    (ArchiveNotFound, 3),
    (ArchiveLocked, 4),
    (ArchivistError, 5),
)
INTERRUPTED = 130
NOT_WRITTEN = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)
"""How a full disk or a broken device answers when results are written to it."""
READER_GONE = 141  # 128 + SIGPIPE, what a program gets from the shell when `head` has read enough


def exit_code_meanings() -> list[tuple[str, str]]:
    """Return each exit code with what it means, as ``archivist --help`` shows them."""
    return [
        ("0", _("all is well; a search found something")),
        ("1", _("nothing was found, no article has that id, a file was skipped, or a problem is left")),
        ("2", _("the command or the query cannot be read")),
        ("3", _("there is no archive here")),
        ("4", _("another process is writing to the archive")),
        ("5", _("another error that archivist explains: a damaged file, a folder that cannot be written")),
        (str(INTERRUPTED), _("interrupted")),
    ]


class Program(click.Group):
    """The ``archivist`` group: loads commands on use and turns errors into sentences and exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or ``None`` for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(COMMANDS[cmd_name]), f"{cmd_name}_command")
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is named first; for a name that is none, say what may have been meant."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name.lower(), COMMANDS, 1)
            if near:
                sentence = _(
                    "There is no command {name}; did you mean {near}? To search for words: archivist search WORDS"
                )
                ctx.fail(sentence.format(name=name, near=near[0]))
            ctx.fail(_("There is no command {name}; to search for words: archivist search WORDS").format(name=name))
        return super().resolve_command(ctx, args)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the exit codes mean below the list of commands."""
        with formatter.section(_("Exit codes")):
            formatter.write_dl(exit_code_meanings())
        super().format_epilog(ctx, formatter)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was named; leave quietly if the reader of the output has gone."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            _leave_the_pipe()

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the program and leave with its exit code; with ``standalone_mode=False`` let errors through."""
        translate_library("click")
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        prepare_streams()
        if complete_var or "_ARCHIVIST_COMPLETE" in os.environ:
            importlib.import_module(COMMANDS["completion"])  # it knows how each shell breaks words
        try:
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.ClickException as error:
            _show_usage_error(error)
            sys.exit(error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            tell(_("Interrupted."))
            sys.exit(INTERRUPTED)
        except ArchivistError as error:
            tell(str(error))
            sys.exit(next(number for kind, number in EXIT_CODES if isinstance(error, kind)))
        except OSError as error:
            if error.errno not in NOT_WRITTEN or error.filename is not None:
                raise
            _drop_the_output()
            tell(_("The output cannot be written ({reason}).").format(reason=error.strerror))
            sys.exit(5)
        sys.exit(code if isinstance(code, int) else 0)


def _leave_the_pipe() -> NoReturn:
    """Leave without a word: whoever read the output has closed it, and Python must not flush it again."""
    _drop_the_output()
    sys.exit(READER_GONE)


def _drop_the_output() -> None:
    """Lead what standard output still holds nowhere, so that Python does not fail on it once more while it ends."""
    with contextlib.suppress(OSError, ValueError):  # no real file: nothing will be flushed
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _show_usage_error(error: click.ClickException) -> None:
    """Print how the command is used and what was wrong with this use of it."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        click.echo(context.get_usage(), err=True)
        help_of = context.command_path
        click.echo(_("Try “{command} --help” for help.").format(command=help_of), err=True)
    tell(one_line(error.format_message()))


@click.group(
    cls=Program,
    params=shared_options(),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=_(
        "A searchable archive of press releases: put them in, find them in a blink, read them.\n\n"
        "An archive is a folder. It is found from the working directory upwards, or named with --archive "
        "or ARCHIVIST_ARCHIVE. --archive and --color may also stand after the command."
    ),
)
@click.version_option(
    __version__, prog_name="archivist", message="%(prog)s %(version)s", help=_("Show the version and exit.")
)
def program() -> None:
    """Hold the commands; each does its own work."""
