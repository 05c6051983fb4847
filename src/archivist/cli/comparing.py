"""``archivist diff``: what is different between two articles, word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from archivist.cli.command import Command, format_option
from archivist.cli.completing import article_ids
from archivist.cli.context import open_archive, style_of
from archivist.cli.output import Style, one_line, out, write_json
from archivist.differences import Passage, counts, word_diff
from archivist.display import about, harmless, shown_number
from archivist.texts import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.article import Article

CONTEXT = 60
"""Characters of a common passage that are shown on each side of a difference."""


@click.command(
    "diff",
    cls=Command,
    examples=("archivist diff 2024-05-30-une-annonce 2024-06-03-rectificatif-une-annonce",),
    help=_(
        "Show what is different between two articles.\n\n"
        "Word by word: [-removed-] {+added+}, or in colours; long passages that both have are shortened."
    ),
)
@click.argument("first", metavar="ID", shell_complete=article_ids)
@click.argument("second", metavar="ID", shell_complete=article_ids)
@click.option("--whole", is_flag=True, help=_("Print the passages that both have in full."))
@format_option("text", "json")
@click.pass_context
def diff_command(ctx: click.Context, first: str, second: str, whole: bool, form: str) -> None:
    """Print the differences between two articles; leave with 1 where there is one, as ``diff`` does."""
    with open_archive(ctx) as archive:
        before, after = archive.read(first), archive.read(second)
    title, text = word_diff(before.title, after.title), word_diff(before.text, after.text)
    if form == "json":
        write_json(diff_as_json(before, after, title, text))
    else:
        out("\n".join(diff_lines(before, after, title, text, style_of(ctx), whole)))
    if counts(title) != (0, 0) or counts(text) != (0, 0):
        ctx.exit(1)


def diff_as_json(before: Article, after: Article, title: Sequence[Passage], text: Sequence[Passage]) -> dict[str, Any]:
    """Return the differences with the keys of the JSON contract."""
    removed, added = counts(text)
    return {
        "first": before.id,
        "second": after.id,
        "removed": removed,
        "added": added,
        "title": [{"kind": passage.kind, "text": passage.text} for passage in title],
        "text": [{"kind": passage.kind, "text": passage.text} for passage in text],
    }


def diff_lines(
    before: Article, after: Article, title: Sequence[Passage], text: Sequence[Passage], style: Style, whole: bool
) -> list[str]:
    """Return the two articles in a line each, then the title and the text with what was removed and added."""
    lines = [
        f"--- {one_line(before.id)}  {style.quiet(one_line(about(before.date, before.place, before.issuer)))}",
        f"+++ {one_line(after.id)}  {style.quiet(one_line(about(after.date, after.place, after.issuer)))}",
        "",
        marked(title, style, whole=True),
        "",
        marked(text, style, whole),
        "",
    ]
    removed, added = counts(text)
    gone = ngettext("{count} word removed", "{count} words removed", removed).format(count=shown_number(removed))
    come = ngettext("{count} word added", "{count} words added", added).format(count=shown_number(added))
    return [*lines, f"{gone}, {come}"]


def marked(passages: Sequence[Passage], style: Style, whole: bool) -> str:
    """Return passages as one text: differences in red and green, or between the marks of a word diff."""
    parts = []
    for number, passage in enumerate(passages):
        if passage.kind == "same":
            last = number == len(passages) - 1
            parts.append(harmless(passage.text if whole else _shortened(passage.text, number == 0, last)))
            continue
        # Blanks and line breaks at the ends stay outside the marks.
        core = passage.text.strip()
        start = passage.text.index(core) if core else len(passage.text)
        lead, tail = passage.text[:start], passage.text[start + len(core) :]
        shown = harmless(core)
        if style.colour:
            shown = click.style(shown, fg="red" if passage.kind == "removed" else "green", bold=True)
        else:
            shown = f"[-{shown}-]" if passage.kind == "removed" else f"{{+{shown}+}}"
        parts.append(f"{lead}{shown if core else ''}{tail}")
    return "".join(parts).strip("\n")


def _shortened(text: str, first: bool, last: bool) -> str:
    """Keep the ends of a long common passage, where the differences are."""
    if len(text) <= 3 * CONTEXT:
        return text
    head = "" if first else text[: text.find(" ", CONTEXT) if text.find(" ", CONTEXT) > 0 else CONTEXT]
    cut = text.rfind(" ", 0, len(text) - CONTEXT)
    tail = "" if last else text[cut if cut > 0 else len(text) - CONTEXT :]
    return f"{head} […]{tail}"
