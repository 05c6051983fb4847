"""``archivist completion``: the lines that teach a shell to complete commands, options, ids and queries."""

from __future__ import annotations

import os
import re
import shlex

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    add_completion_class,
    get_completion_class,
    split_arg_string,
)

from archivist.cli.command import Command
from archivist.cli.output import out
from archivist.texts import _

_BASH = """\
%(complete_func)s() {
    local response type value
    response=$(COMP_LINE="${COMP_LINE:0:COMP_POINT}" COMP_BREAKS="$COMP_WORDBREAKS" \\
        %(complete_var)s=bash_complete "$1" 2>/dev/null)
    COMPREPLY=()
    while IFS=',' read -r type value; do
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain)
                COMPREPLY+=("$value")
                [[ $value == *: ]] && compopt -o nospace
                ;;
        esac
    done <<< "$response"
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""

_FOR_THE_SHELL = re.compile(r"[^\w@%+=:,./-]")


class Bash(BashComplete):
    """Completes words that bash breaks in pieces: ``lieu:Ra``, ``@veille``, ``"mise en se``.

    Bash replaces only what follows the last of its word breaks, so that is all that is given back.
    """

    source_template = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one that is being typed, and that one as far as it is typed."""
        line = os.environ.get("COMP_LINE", "")
        words = split_arg_string(line)
        self.quote, self.piece = piece_of(line, os.environ.get("COMP_BREAKS", " \t\n\"'@><=;|&(:"))
        typing = bool(self.quote) or not line[-1:].isspace()
        self.typed = words.pop() if typing and words else ""
        return words[1:], self.typed

    def format_completion(self, item: CompletionItem[str]) -> str:
        """Return one line for the shell: the type, and what stands in place of the piece that bash replaces."""
        value = str(item.value)
        piece = self.piece if self.quote else "".join(split_arg_string(self.piece))
        kept = self.typed[: len(self.typed) - len(piece)]
        value = value.removeprefix(kept)
        if self.quote == '"':
            value = value.replace('"', "")  # they would end what the shell has open
        elif item.type == "plain" and not self.quote and _FOR_THE_SHELL.search(value):
            value = shlex.quote(value)
        return f"{item.type},{value}"


def piece_of(line: str, breaks: str) -> tuple[str, str]:
    """Return the quote that is open at the end of a line of bash, and what follows it or the last word break."""
    quote, start, escaped = "", 0, False
    for at, character in enumerate(line):
        if escaped:
            escaped = False
        elif character == "\\" and quote != "'":
            escaped = True
        elif quote:
            if character == quote:
                quote, start = "", at + 1
        elif character in "\"'":
            quote, start = character, at + 1
        elif character in breaks:
            start = at if character == "@" else at + 1  # readline takes this one for the start of a host
    return quote, line[start:]


add_completion_class(Bash, "bash")


@click.command(
    "completion",
    cls=Command,
    examples=(
        "archivist completion bash > ~/.local/share/bash-completion/completions/archivist",
        "archivist completion zsh > ~/.zfunc/_archivist",
        "archivist completion fish > ~/.config/fish/completions/archivist.fish",
    ),
    help=_(
        "Print what your shell needs to complete with the tab key.\n\n"
        "It completes commands, options, ids and names of saved searches, and in queries words of the archive, "
        "fields and their values."
    ),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell."""
    kind = get_completion_class(shell)
    assert kind is not None
    out(kind(ctx.find_root().command, {}, "archivist", "_ARCHIVIST_COMPLETE").source().rstrip())
