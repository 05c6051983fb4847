"""Is everything there, readable and in step? What ``archivist check`` looks at, and what it can mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from archivist.article import Article
from archivist.corpus import Corpus, Filed
from archivist.errors import ArchivistError, ArticleNotFound, CorpusError
from archivist.front_matter import is_edited, originals_of, parse_article, stated_id
from archivist.index import Index
from archivist.reports import CheckReport, Problem
from archivist.texts import _


def check(index: Index, corpus: Corpus, root: Path, *, repair: bool) -> CheckReport:
    """Look at every file of the archive; with ``repair`` mend what can be mended without losing anything.

    Mending is writing: raises ArchiveLocked while another process writes.
    """
    with index.writing() if repair else nullcontext():
        return _check(index, corpus, root, repair)


def _check(index: Index, corpus: Corpus, root: Path, repair: bool) -> CheckReport:
    problems: list[Problem] = []
    articles = 0
    damaged = False
    used_originals: set[str] = set()
    files = list(corpus.files())
    times = Counter(filed.id for filed in files)
    for filed in files:
        articles += 1
        try:
            article = corpus_article(corpus, filed)
        except CorpusError as error:
            problems.append(_problem(root, filed.path, str(error), _("Correct the file by hand.")))
            damaged = True
            continue
        used_originals.update(originals_of(article))
        problems += _of_file(corpus, root, filed, article, times[filed.id], repair)
        problems += _of_original(corpus, root, filed, article)
    problems += _leftovers(corpus, root, repair)
    if damaged:
        remedy = _(
            "A damaged article may come from them: copy the file elsewhere and ingest the copy to have it again."
        )
    else:
        remedy = _("Remove the file, or copy it elsewhere and ingest the copy to have its article again.")
    problems += [
        _problem(root, path, _("These received bytes belong to no article."), remedy)
        for path in corpus.originals()
        if path.name not in used_originals
    ]
    problems += _of_index(index, corpus, root, repair)
    return CheckReport(articles, tuple(problems))


def corpus_article(corpus: Corpus, filed: Filed) -> Article:
    """Read the article of a file wherever the file is; raise CorpusError where it is damaged."""
    try:
        return parse_article(filed.path.read_bytes(), filed.id, filed.path)
    except OSError as error:
        raise CorpusError(
            _("{path} cannot be read ({reason}); check its permissions.").format(
                path=filed.path, reason=error.strerror or error
            )
        ) from error


def _of_file(corpus: Corpus, root: Path, filed: Filed, article: Article, times: int, repair: bool) -> Iterator[Problem]:
    try:
        place = corpus.path(filed.id)
    except ArticleNotFound:
        yield _problem(
            root,
            filed.path,
            _("The name of the file is not an id: small letters without accents, digits and hyphens."),
            _("Rename the file."),
        )
        return
    if times > 1:
        yield _problem(
            root,
            filed.path,
            _("Two files have the id {id}.").format(id=filed.id),
            _("Rename or remove one of them."),
        )
    elif place != filed.path:
        moved = repair and _mended(lambda: _move(filed.path, place))
        yield _problem(
            root,
            filed.path,
            _("The file is not where its id says."),
            _("Move it to {path}.").format(path=_shown(root, place)),
            moved,
        )
    try:
        stated = stated_id(filed.path.read_bytes(), filed.path)
    except (CorpusError, OSError):
        return
    if stated != filed.id:
        mended = repair and _mended(lambda: corpus.write(_renamed(article, stated)))
        yield _problem(
            root,
            filed.path,
            _("The front matter says that the id is {stated}, the name of the file that it is {id}.").format(
                stated=stated, id=filed.id
            ),
            _("Write `id: {id}` in the front matter.").format(id=filed.id),
            mended,
        )


def _renamed(article: Article, stated: str | None) -> Article:
    """Return the article with its new id; an edit by hand stays one."""
    made = article.extra.get("made")
    if made is None:
        return replace(article, extra={**article.extra, "made": "by hand"})
    if is_edited(replace(article, id=stated or article.id)):
        return article
    return replace(article, extra={key: value for key, value in article.extra.items() if key != "made"})


def _of_original(corpus: Corpus, root: Path, filed: Filed, article: Article) -> Iterator[Problem]:
    for name in originals_of(article):
        try:
            corpus.read_original(name)
        except CorpusError as error:
            yield _problem(
                root,
                filed.path,
                str(error),
                _("Put the received file back, or remove its name from the front matter."),
            )


def _leftovers(corpus: Corpus, root: Path, repair: bool) -> Iterator[Problem]:
    for path in corpus.leftovers():
        removed = repair and _mended(path.unlink)
        yield _problem(
            root,
            path,
            _("An interrupted command has left this half-written file; nothing refers to it."),
            _("Remove it."),
            removed,
        )


def _of_index(index: Index, corpus: Corpus, root: Path, repair: bool) -> Iterator[Problem]:
    engine = index.ready()
    stored = {one.id: one.signature for one in engine.stored()}
    differences: list[tuple[Path, str]] = []
    for filed in corpus.files():
        signature = stored.pop(filed.id, None)
        if signature is None:
            try:
                corpus.read(filed.id)
            except ArchivistError:
                # Damaged, or in the wrong place: said above.
                continue
            differences.append((filed.path, _("The article is not in the index.")))
        elif signature != filed.signature:
            differences.append((filed.path, _("The article has been changed since it was indexed.")))
    differences += [(corpus.path(id), _("The index has an article that is no longer in the corpus.")) for id in stored]
    if differences and repair:
        with index.writing():
            index.catch_up()
    for path, problem in differences:
        yield _problem(root, path, problem, _("Run `archivist reindex`."), repair)


def _problem(root: Path, path: Path, problem: str, remedy: str, repaired: bool = False) -> Problem:
    return Problem(_shown(root, path), problem, remedy, repaired)


def _shown(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _move(path: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.exists():
        path.rename(place)


def _mended(mend: Callable[[], object]) -> bool:
    try:
        mend()
    except (ArchivistError, OSError):
        return False
    return True
