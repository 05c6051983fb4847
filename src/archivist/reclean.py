"""Articles made again from what was received, with the present cleaner; what people have made of them stays theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from archivist.article import Article
from archivist.corpus import Corpus
from archivist.differences import counts, word_diff
from archivist.errors import ArchivistError, UnreadableSource
from archivist.front_matter import BY_HAND, CLEANER, DOUBTS, PERSON, STATED, inherited, is_edited
from archivist.index import Index
from archivist.ingest.containers import Enclosed, expand
from archivist.ingest.names import Spellings, read_spellings
from archivist.ingest.pipeline import CLEANER as CLEANER_VERSION
from archivist.ingest.pipeline import read_release
from archivist.reports import Progress
from archivist.texts import _

Outcome = Literal["changed", "same", "kept", "skipped"]

TOGETHER = 100
"""Articles that are announced in the journal together."""

_FROM_CONTAINERS = frozenset(("mail header", "feed", "web archive", "address"))


@dataclass(frozen=True, slots=True)
class Recleaned:
    """What became of one article.

    ``kept`` is one that a person has edited or written, ``skipped`` one whose original cannot be read, with a
    ``reason``. ``fields`` has what is read otherwise now, each with its value before and after; ``removed`` and
    ``added`` count words of the text.
    """

    id: str
    outcome: Outcome
    reason: str | None = None
    fields: tuple[tuple[str, str | None, str | None], ...] = ()
    removed: int = 0
    added: int = 0


def reclean(
    index: Index,
    corpus: Corpus,
    root: Path,
    ids: Iterable[str] | None,
    *,
    dry_run: bool,
    progress: Callable[[Progress], None] | None,
    ocr: bool = False,
) -> list[Recleaned]:
    """Make the articles ``ids``, or all, again; see ``Archive.reclean``."""
    done: list[Recleaned] = []
    with index.writing():
        index.catch_up()
        spellings = read_spellings(root)
        wanted = list(dict.fromkeys(ids)) if ids is not None else [filed.id for filed in corpus.files()]
        written: list[str] = []
        try:
            for some in _some(wanted):
                changed: list[Article] = []
                for id in some:
                    report, article = _remade(corpus, id, spellings, ocr)
                    done.append(report)
                    if article is not None:
                        changed.append(article)
                    if progress:
                        progress(Progress(len(done), len(wanted), id))
                if changed and not dry_run:
                    index.announce(article.id for article in changed)
                    for article in changed:
                        corpus.write(article)
                        written.append(article.id)
        except BaseException:
            index.settle()
            raise
        if written:
            index.update(written)
    return done


def _remade(corpus: Corpus, id: str, spellings: Spellings, ocr: bool) -> tuple[Recleaned, Article | None]:
    try:
        former = corpus.read(id)
    except ArchivistError as error:
        return Recleaned(id, "skipped", str(error)), None
    if former.original is None or former.extra.get("made") in (None, BY_HAND):
        return Recleaned(id, "kept", _("It was written by hand.")), None
    if is_edited(former):
        return Recleaned(id, "kept", _("It has been edited by hand.")), None
    try:
        article = _read_again(corpus, former, spellings, ocr)
    except ArchivistError as error:
        return Recleaned(id, "skipped", str(error)), None
    fields = tuple(
        (name, _shown(getattr(former, name)), _shown(getattr(article, name)))
        for name in STATED
        if getattr(former, name) != getattr(article, name)
    )
    removed, added = counts(word_diff(former.text, article.text))
    if _matter(article) == _matter(former):
        return Recleaned(id, "same"), None
    return Recleaned(id, "changed", None, fields, removed, added), article


def _read_again(corpus: Corpus, former: Article, spellings: Spellings, ocr: bool) -> Article:
    """Return the article that the original of ``former`` gives now; raise ArchivistError where it gives none."""
    assert former.original is not None
    content = corpus.read_original(former.original)
    name = Path((former.source or former.original).split("#")[-1]).name or former.original
    said = None
    releases = expand(content, name, name)
    if releases is not None:
        # A mail or an entry of a feed: the release is what it holds first.
        release = next((one for one in releases if isinstance(one, Enclosed)), None)
        if release is None:
            raise UnreadableSource(_("{name} holds no article any more.").format(name=former.original))
        content, said, name = release.read(), release.said, release.name
    draft = spellings.applied(read_release(content, name, said, ocr=ocr))
    extra = {key: value for key, value in former.extra.items() if key not in ("made", "address", DOUBTS, CLEANER)}
    article = replace(
        former,
        title=draft.title or former.title,
        text=draft.text,
        date=draft.date,
        place=draft.place,
        issuer=draft.issuer,
        tags=draft.tags,
        evidence=dict(draft.evidence),
        extra={
            **({"address": address} if (address := draft.source_url or former.extra.get("address")) else {}),
            **({DOUBTS: dict(draft.doubts)} if draft.doubts else {}),
            **extra,
            CLEANER: str(CLEANER_VERSION),
        },
    )
    return inherited(_with_what_came_along(article, former), former)


def _with_what_came_along(article: Article, former: Article) -> Article:
    """Keep what was said by a container that is not part of the original, where the release itself says nothing.

    A doubt about what is kept stays with it.
    """
    doubts, former_doubts = _doubts(article), _doubts(former)
    for name in STATED:
        evidence = former.evidence.get(name, "")
        if evidence in _FROM_CONTAINERS and article.evidence.get(name) not in (evidence, PERSON):
            weak = article.evidence.get(name) in (
                None,
                "first sentence",
                "file name",
                "file time",
                "title element",
                "page title",
            )
            if weak or not getattr(article, name):
                changes: dict[str, object] = {name: getattr(former, name)}
                article = replace(article, evidence={**article.evidence, name: evidence}, **changes)  # type: ignore[arg-type]
                doubts.pop(name, None)
                if name in former_doubts:
                    doubts[name] = former_doubts[name]
    if article.text.strip("\n") == former.text.strip("\n") and not _FROM_CONTAINERS.isdisjoint(
        former.evidence.values()
    ):
        doubts = {**({"text": former_doubts["text"]} if "text" in former_doubts else {}), **doubts}
    extra = {key: value for key, value in article.extra.items() if key != DOUBTS}
    if doubts:
        extra[DOUBTS] = doubts
    return replace(article, tags=article.tags or former.tags, extra=extra)


def _doubts(article: Article) -> dict[str, object]:
    doubts = article.extra.get(DOUBTS)
    return dict(doubts) if isinstance(doubts, Mapping) else {}


def _matter(article: Article) -> Article:
    """What counts as a change: a newer cleaner that says the same is none."""
    extra = {key: value for key, value in article.extra.items() if key not in ("made", CLEANER)}
    evidence = {key: value for key, value in article.evidence.items() if value}
    return replace(article, text=article.text.strip("\n"), evidence=evidence, extra=extra)


def _some(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(ids), TOGETHER):
        yield ids[at : at + TOGETHER]


def _shown(value: object) -> str | None:
    return str(value) if value else None
