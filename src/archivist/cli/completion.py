"""``archivist completion``: the lines that teach a shell to complete commands, options and ids."""

from __future__ import annotations

import click

from archivist.cli.command import Command
from archivist.cli.output import out
from archivist.texts import _


@click.command(
    "completion",
    cls=Command,
    examples=(
        "archivist completion bash > ~/.local/share/bash-completion/completions/archivist",
        "archivist completion zsh > ~/.zfunc/_archivist",
        "archivist completion fish > ~/.config/fish/completions/archivist.fish",
    ),
    help=_("Print what your shell needs to complete commands and ids."),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    out(kind(ctx.find_root().command, {}, "archivist", "_ARCHIVIST_COMPLETE").source().rstrip())
