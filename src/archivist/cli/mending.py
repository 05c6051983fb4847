"""``archivist doubts`` and ``archivist edit``: what a person should look at, and what a person says."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archivist.article import PartialDate
from archivist.cli.command import Command, date_named, format_option, joined_query
from archivist.cli.completing import article_ids
from archivist.cli.context import open_archive, style_of
from archivist.cli.output import Style, one_line, out, tell, write_json
from archivist.cli.show import article_as_json
from archivist.display import about, labelled, shown_number
from archivist.errors import ArchivistError, CorpusError
from archivist.texts import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from archivist.archive import Archive
    from archivist.article import Article
    from archivist.doubts import Doubt

FIELDS = ("date", "title", "issuer", "place", "text")


@click.command(
    "doubts",
    cls=Command,
    examples=("archivist doubts", "archivist doubts --field date", "archivist doubts --format json"),
    help=_(
        "List what a person should look at.\n\n"
        "Dates that are missing, to come or only guessed, titles and issuers read from a weak sign, each with the "
        "command that settles it. An issuer or a place that is only missing is listed where --field names it."
    ),
)
@click.option("--field", type=click.Choice(FIELDS), help=_("Only doubts about this field, gaps among them."))
@click.option("--limit", type=click.IntRange(1), metavar="N", help=_("List at most N; without it, all."))
@format_option("text", "json")
@click.pass_context
def doubts_command(ctx: click.Context, field: str | None, limit: int | None, form: str) -> None:
    """Print the doubts there are, those about dates first."""
    with open_archive(ctx) as archive:
        found = sorted(archive.doubts(), key=lambda doubt: FIELDS.index(doubt.field))
    listed = [doubt for doubt in found if (doubt.field == field if field else not doubt.gap)]
    gaps = Counter(doubt.field for doubt in found if doubt.gap and not field)
    if form == "json":
        write_json([doubt_as_json(doubt) for doubt in listed[:limit]])
    else:
        out("\n".join(doubt_lines(listed[:limit], len(listed), style_of(ctx))))
        for name, count in sorted(gaps.items()):
            sentence = {
                "issuer": ngettext(
                    "{count} article has no issuer: archivist doubts --field issuer",
                    "{count} articles have no issuer: archivist doubts --field issuer",
                    count,
                ),
                "place": ngettext(
                    "{count} article has no place: archivist doubts --field place",
                    "{count} articles have no place: archivist doubts --field place",
                    count,
                ),
            }[name]
            tell(sentence.format(count=shown_number(count)))


def doubt_as_json(doubt: Doubt) -> dict[str, Any]:
    """Return a doubt with the keys of the JSON contract."""
    return {
        "id": doubt.id,
        "title": doubt.title,
        "field": doubt.field,
        "value": doubt.value,
        "evidence": doubt.evidence,
        "confidence": doubt.confidence,
        "doubt": doubt.sentence,
        "remedy": doubt.remedy,
    }


def doubt_lines(doubts: Sequence[Doubt], total: int, style: Style) -> list[str]:
    """Return what is doubtful with the command that settles it, and how much there is."""
    if not doubts:
        return [_("Nothing is in doubt.")]
    names = {"date": _("date"), "title": _("title"), "issuer": _("issuer"), "place": _("place"), "text": _("text")}
    lines: list[str] = []
    for doubt in doubts:
        value = one_line(doubt.value) if doubt.value and doubt.field != "title" else ""
        named = f"{names[doubt.field]} {value}".rstrip()
        lines += [
            style.bold(one_line(doubt.title)),
            labelled(f"    {named}", one_line(doubt.sentence)),
            style.quiet(f"    {one_line(doubt.remedy)}"),
        ]
    count = ngettext("{count} doubt", "{count} doubts", total).format(count=shown_number(total))
    if len(doubts) < total:
        count = _("{count}, {shown} shown").format(count=count, shown=shown_number(len(doubts)))
    return [*lines, "", count]


@click.command(
    "edit",
    cls=Command,
    examples=(
        "archivist edit 2024-05-le-technopark-a-signe --date 2024-05-30",
        "archivist edit 2024-05-le-technopark-a-signe --issuer Technopark --tag startups",
        "archivist edit 2024-05-le-technopark-a-signe",
    ),
    help=_(
        "Correct an article.\n\n"
        "What you say of it settles doubts and is never overwritten by a later ingest; an empty value says that there "
        "is none. Without options, its file opens in your editor (VISUAL, EDITOR); a text that you change is yours, "
        "and new versions of its source leave it alone."
    ),
)
@click.argument("id", shell_complete=article_ids)
@click.option("--title", metavar="TITLE", help=_("Its title."))
@click.option("--date", metavar="DATE", help=_("When it was published: 2024, 2024-05 or 2024-05-30."))
@click.option("--place", metavar="PLACE", help=_("Where it was published."))
@click.option("--issuer", metavar="NAME", help=_("Who published it."))
@click.option("--text-checked", is_flag=True, help=_("You have read its text and found it right."))
@click.option("--tag", "add", metavar="TAG", multiple=True, help=_("Add a tag; may be repeated."))
@click.option("--untag", "remove", metavar="TAG", multiple=True, help=_("Remove a tag; may be repeated."))
@click.option("--note", metavar="NOTE", help=_("A note of yours; an empty one removes it."))
@format_option("text", "json")
@click.pass_context
def edit_command(
    ctx: click.Context,
    id: str,
    title: str | None,
    date: str | None,
    place: str | None,
    issuer: str | None,
    text_checked: bool,
    add: tuple[str, ...],
    remove: tuple[str, ...],
    note: str | None,
    form: str,
) -> None:
    """Write what the options say of an article, or open its file in an editor; print how it stands then."""
    fields: dict[str, str | PartialDate | None] = {
        name: joined_query([value]).strip() or None
        for name, value in (("title", title), ("place", place), ("issuer", issuer))
        if value is not None
    }
    if date is not None:
        fields["date"] = _date(ctx, date)
    with open_archive(ctx) as archive:
        if fields or text_checked or add or remove or note is not None:
            tags = _tags(archive.read(id), add, remove) if add or remove else None
            said = None if note is None else joined_query([note])
            article = archive.edit(id, fields, tags=tags, note=said, text_checked=text_checked)
        else:
            _needs_a_terminal(ctx)
            article = _in_editor(archive, id, click.edit)
    if form == "json":
        write_json(article_as_json(article))
    else:
        out("\n".join(edited_lines(article, style_of(ctx))))


def edited_lines(article: Article, style: Style) -> list[str]:
    """Return what is known of an article now: title, date, place, issuer, id, tags and note."""
    lines = [style.bold(one_line(article.title)), one_line(about(article.date, article.place, article.issuer))]
    lines.append(style.quiet(one_line(article.id)))
    if article.tags:
        lines.append(_("Tags: {tags}").format(tags=one_line(", ".join(article.tags))))
    if isinstance(article.extra.get("note"), str):
        lines.append(_("Note: {note}").format(note=one_line(article.extra["note"])))
    return lines


def _date(ctx: click.Context, value: str) -> PartialDate | None:
    if not value.strip():
        return None
    date = date_named(value)
    if date is None:
        message = _("“{value}” is not a date like 2024, 2024-05 or 2024-05-30.").format(value=value)
        raise click.BadParameter(message, ctx, param_hint="--date")
    return date


def _tags(article: Article, add: Sequence[str], remove: Sequence[str]) -> list[str]:
    gone = {joined_query([tag]).strip().casefold() for tag in remove}
    known = [tag for tag in article.tags if tag.casefold() not in gone]
    return [*known, *(tag for tag in (joined_query([one]).strip() for one in add) if tag and tag not in known)]


def _needs_a_terminal(ctx: click.Context) -> None:
    """Refuse to open the editor that is found where none is named and there is no terminal: it would wait for keys."""
    if not any(map(os.environ.get, ("VISUAL", "EDITOR"))) and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            _("There is no terminal for an editor; say what to change by options, such as --date, or set EDITOR."), ctx
        )


def _in_editor(archive: Archive, id: str, edit: Callable[..., Any]) -> Article:
    """Let a person change a copy of the file of an article; what is no article is kept beside and says why."""
    from tempfile import mkdtemp

    path = archive.article_path(id)
    copy = Path(mkdtemp(prefix="archivist-")) / f"{id}.md"
    before = path.read_bytes()
    try:
        copy.write_bytes(before)
        edit(filename=str(copy))
        content = copy.read_bytes()
        if content == before:
            tell(_("Nothing was changed."))
            article = archive.read(id)
        elif path.read_bytes() != before:
            raise CorpusError(_("Another process has changed {id} meanwhile.").format(id=id))
        else:
            article = archive.edit_file(id, content)
    except (ArchivistError, click.ClickException, OSError) as error:
        reason = error.format_message() if isinstance(error, click.ClickException) else str(error)
        reason = reason if reason.endswith(".") else f"{reason}."
        sentence = _("{reason} The article is as it was; what you wrote is in {file}.")
        raise CorpusError(sentence.format(reason=reason, file=copy)) from error
    copy.unlink()
    copy.parent.rmdir()
    return article
