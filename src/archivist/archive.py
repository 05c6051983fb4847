"""Archive, the one façade: whatever the command line and the interface do, a script can do in three lines.

from archivist import Archive
archive = Archive.open()
for hit in archive.search("UM6P Ventures").hits:
    print(hit.date, hit.title)
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Literal

from archivist.article import Article, PartialDate
from archivist.corpus import Corpus
from archivist.engine import Engine, Sort
from archivist.errors import ArchiveNotFound, ArchivistError, ArticleNotFound, CorpusError
from archivist.finding import FacetName, Finder
from archivist.french.normalize import fold
from archivist.index import Index
from archivist.saved import FILE_NAME, SavedSearches
from archivist.search.query import FieldName
from archivist.search.results import SearchResults, Span
from archivist.texts import _

if TYPE_CHECKING:
    from archivist.doubts import Doubt
    from archivist.matching import Match
    from archivist.quotations import FoundQuotation
    from archivist.reclean import Recleaned
    from archivist.reports import CheckReport, IngestReport, Progress, SimilarArticles, Statistics, Summary

SYNONYMS = "synonymes.txt"
"""The archive's own list of names that mean the same, a group a line: ``CNE = Conseil national de l'eau``."""

NOTHING_STATED: Mapping[str, str | PartialDate | None] = MappingProxyType({})


class Archive:
    """A folder that holds ``corpus/`` and ``index/``. Opening reads nothing; searching is safe from several threads.

    ``on_notice`` receives sentences for people, such as that a missing index has been built; without it they gather in
    ``notices``.
    """

    def __init__(self, root: Path, on_notice: Callable[[str], None] | None = None) -> None:
        self.root = root.resolve()
        self.notices: list[str] = []
        self.corpus = Corpus(self.root / "corpus")
        self._index = Index(self.root / "index", self.corpus, on_notice or self.notices.append)
        self.searches = SavedSearches(self.root / FILE_NAME)
        self._ready = threading.Lock()
        self._finder = Finder(self.corpus, self.searches, self.root / SYNONYMS, self._engine)

    @classmethod
    def create(cls, folder: Path, on_notice: Callable[[str], None] | None = None) -> Archive:
        """Make ``folder`` an archive, which it may be already; raise CorpusError where that is impossible."""
        try:
            (folder / "corpus").mkdir(parents=True, exist_ok=True)
            index = folder / "index"
            index.mkdir(mode=0o700, exist_ok=True)
            ignore = index / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n!.gitignore\n", encoding="utf-8")
        except OSError as error:
            raise CorpusError(
                _("{folder} cannot be made an archive ({reason}).").format(
                    folder=folder, reason=error.strerror or error
                )
            ) from error
        return cls(folder, on_notice)

    @classmethod
    def open(cls, folder: Path | None = None, on_notice: Callable[[str], None] | None = None) -> Archive:
        """Open the archive ``folder``, or that of the working directory or the nearest folder above it.

        Raises ArchiveNotFound where there is none.
        """
        if folder is not None:
            if not (folder / "corpus").is_dir():
                raise ArchiveNotFound(
                    _("{folder} is not an archive (it has no corpus/); `archivist init {folder}` makes one.").format(
                        folder=folder
                    )
                )
            return cls(folder, on_notice)
        here = Path.cwd()
        for candidate in (here, *here.parents):
            # A corpus/ alone may be anybody's; where index/ was deleted, its originals tell that it is ours.
            corpus = candidate / "corpus"
            if corpus.is_dir() and ((candidate / "index").is_dir() or (corpus / "originals").is_dir()):
                return cls(candidate, on_notice)
        raise ArchiveNotFound(
            _(
                "There is no archive in {folder} nor above it; `archivist init` makes one, --archive names another."
            ).format(folder=here)
        )

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release files."""
        self._index.close()

    def ingest(
        self,
        paths: Iterable[str],
        *,
        dry_run: bool = False,
        progress: Callable[[Progress], None] | None = None,
        allow_private: bool = False,
        ocr: bool = False,
        jobs: int | None = None,
    ) -> IngestReport:
        """Take in files, folders (with all they hold), addresses of the web and, for ``-``, standard input.

        Files that hold several releases (mails, feeds, archives) give each of them. Addresses of private networks are
        refused unless ``allow_private``. With ``ocr`` scans are read by character recognition. Up to ``jobs`` processes
        read at once, as many as there are processors unless told. A file that cannot become an article is reported and
        stops nothing. Raises ArchiveLocked while another process writes,
        IndexUnavailable where the index cannot be written.
        """
        from archivist.intake import ingest
        from archivist.workers import cores

        return ingest(
            self._index,
            self.corpus,
            self.root,
            paths,
            dry_run=dry_run,
            progress=progress,
            allow_private=allow_private,
            ocr=ocr,
            jobs=jobs or cores(),
        )

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        sort: Sort = "relevance",
        since: PartialDate | None = None,
        until: PartialDate | None = None,
        facets: Sequence[FacetName] = (),
        snippets: int = 2,
        suggestions: bool = True,
        today: date | None = None,
    ) -> SearchResults:
        """Return one page of what ``query`` finds; the empty query finds everything, newest first.

        Where nothing has every word, what to search instead is suggested, which takes longer than the search itself.
        Articles with every word come first; where they are few, those with some of the words follow. Raises QueryError
        for a query that has no reading, IndexUnavailable where there is no index and none can be built.
        """
        return self._finder.search(
            query,
            limit=limit,
            offset=offset,
            sort=sort,
            since=since,
            until=until,
            facets=facets,
            snippets=snippets,
            suggestions=suggestions,
            today=today,
        )

    def explain(self, query: str) -> str:
        """Return how a query is read: its canonical form, then each clause with the terms it looks up."""
        return self._finder.explain(query)

    def explain_match(self, query: str, id: str) -> Match:
        """Return why the article ``id`` is found by ``query``, or is not; raise as ``search`` and ``read`` do."""
        return self._finder.explain_match(query, self.read(id))

    def similar(self, id: str, *, limit: int = 10) -> SimilarArticles:
        """Return the articles most like ``id``, those that nearly repeat it apart; raise as ``read`` does."""
        return self._finder.similar(self.read(id), limit)

    def news(self, name: str, *, limit: int = 50, mark: bool = True) -> SearchResults:
        """Return what came in for the saved search ``name`` since its news were last asked for, newest first.

        With ``mark`` the next call tells only what comes in from now on. Raises QueryError for an unknown name.
        """
        return self._finder.news(name, limit=limit, mark=mark)

    def spans(self, text: str, query: str, zone: FieldName = "body") -> tuple[Span, ...]:
        """Return where ``query`` matches in the content of the field ``zone``: rising, disjoint offsets."""
        return self._finder.spans(text, query, zone)

    def read(self, id: str) -> Article:
        """Return an article; raise ArticleNotFound, naming ids that are close, or CorpusError for a damaged file."""
        try:
            return self.corpus.read(id)
        except ArticleNotFound as error:
            known = [one.id for one in self._engine().stored()]
            if id in known:
                raise ArticleNotFound(
                    _("The file of the article {id} has gone from corpus/; `archivist reindex` forgets it.").format(
                        id=id
                    )
                ) from error
            near = _near_ids(id, known)
            if not near:
                raise
            raise ArticleNotFound(
                _("No article has the id {id}; did you mean {ids}?").format(id=id, ids=", ".join(near))
            ) from error

    def original(self, id: str) -> bytes:
        """Return the bytes that an article was made from; raise ArticleNotFound or CorpusError."""
        return self.corpus.read_original(self._original_name(id))

    def original_path(self, id: str) -> Path:
        """Return the file with the bytes that an article was made from; raise ArticleNotFound or CorpusError."""
        return self.corpus.original_path(self._original_name(id))

    def article_path(self, id: str) -> Path:
        """Return the file of an article, for people to change; raise ArticleNotFound."""
        self.read(id)
        return self.corpus.path(id)

    def annotate(self, id: str, *, tags: Sequence[str] | None = None, note: str | None = None) -> Article:
        """Keep a reader's tags and note in the file of an article, and index it at once; return the article.

        None leaves what there is; the empty note removes it. They are the reader's: a new version of the source leaves
        them alone, and they do not count as an edit of the text, which a new version would not overwrite. Raises
        ArticleNotFound, CorpusError, ArchiveLocked.
        """
        return self.edit(id, tags=tags, note=note)

    def edit(
        self,
        id: str,
        fields: Mapping[str, str | PartialDate | None] = NOTHING_STATED,
        *,
        tags: Sequence[str] | None = None,
        note: str | None = None,
        text_checked: bool = False,
    ) -> Article:
        """State fields of an article (``title``, ``date``, ``place``, ``issuer``) and index it at once; return it.

        None means that it has none, for certain. What a person states is in doubt no longer, and no later ingest
        overwrites it; ``text_checked`` settles doubts about its text. ``tags`` and ``note`` are as in ``annotate``, and
        so are the errors; CorpusError also for an empty title.
        """
        from archivist.editing import edited

        with self._index.writing():
            article = edited(self.read(id), fields, tags, note, text_checked=text_checked)
            self._index.announce([id])
            self.corpus.write(article)
            self._index.update([id])
        return self.read(id)

    def edit_file(self, id: str, content: bytes) -> Article:
        """Put ``content``, what a person has made of the file of an article, in its place; raise as ``edit`` does."""
        from archivist.editing import rewritten

        with self._index.writing():
            article = rewritten(self.read(id), content, self.corpus.path(id))
            self._index.announce([id])
            self.corpus.write(article)
            self._index.update([id])
        return self.read(id)

    def reclean(
        self,
        ids: Sequence[str] | None = None,
        *,
        dry_run: bool = False,
        progress: Callable[[Progress], None] | None = None,
        ocr: bool = False,
    ) -> list[Recleaned]:
        """Make the articles ``ids``, or all, again from what was received, with the present cleaner.

        What people have written is kept; ``ocr`` is as in ``ingest``. Raises ArticleNotFound and CorpusError before
        anything is changed, ArchiveLocked, IndexUnavailable.
        """
        from archivist.reclean import reclean

        for id in ids or ():
            self.read(id)
        return reclean(self._index, self.corpus, self.root, ids, dry_run=dry_run, progress=progress, ocr=ocr)

    def quotations(self, query: str = "", *, by: str = "") -> Iterator[FoundQuotation]:
        """Yield the quotations whose text ``query`` matches and whose speaker is called ``by``, the newest first.

        Only quotations whose speaker the article names are known. Raises QueryError as ``search`` does.
        """
        from archivist.quotations import quotations_in

        wanted = " ".join(part for part in (query, by) if part)
        hits = self.search(wanted, limit=self._engine().count() or 1, sort="-date", snippets=0).hits
        matches = (lambda text: bool(self.spans(text, query, "quotation"))) if query else None
        for hit in hits:
            if hit.complete:
                yield from quotations_in(self.read(hit.id), by, matches)

    def doubts(self, *, today: date | None = None) -> Iterator[Doubt]:
        """Yield what is doubtful in every article, by id within its year; ``today`` tells which dates are to come."""
        from archivist.doubts import doubts_of

        day = today or date.today()
        for article in self.articles():
            yield from doubts_of(article, day)

    def refresh(self, id: str) -> bool:
        """Index an article again where its file has been changed by hand, or forget one whose file is gone.

        Return whether there was anything to do. Raises ArticleNotFound for what can be no id, ArchiveLocked.
        """
        try:
            signature = self.corpus.signature(id)
        except FileNotFoundError:
            signature = None
        known = next((one.signature for one in self._engine().stored() if one.id == id), None)
        if signature == known:
            return False
        with self._index.writing():
            self._index.update([id])
        return True

    def _original_name(self, id: str) -> str:
        article = self.read(id)
        if article.original is None:
            raise CorpusError(_("The article {id} has no original: it was written by hand.").format(id=id))
        return article.original

    def articles(self) -> Iterator[Article]:
        """Yield every article, by id within its year; damaged files are passed over (``check`` names them)."""
        for filed in self.corpus.files():
            try:
                yield self.corpus.read(filed.id)
            except ArchivistError:
                continue

    def summaries(
        self, *, sort: Literal["date", "-date", "id"] = "-date", limit: int | None = None, offset: int = 0
    ) -> list[Summary]:
        """Return every article in one line, newest first unless told otherwise; those without a date come last."""
        from archivist.overview import summaries

        return summaries(self._engine(), sort, limit, offset)

    def statistics(self) -> Statistics:
        """Return how much the archive holds, and how it is spread over years, places and issuers."""
        from archivist.overview import statistics

        return statistics(self._engine())

    def complete_ids(self, prefix: str) -> list[str]:
        """Return the ids that begin with ``prefix``."""
        return sorted(one.id for one in self._engine().stored() if one.id.startswith(prefix))

    def complete(self, typed: str, *, limit: int = 10) -> list[str]:
        """Return what the last word of ``typed`` may become: a field, a value of a field, or a word of the archive."""
        return self._finder.complete(typed, limit)

    def reindex(
        self,
        progress: Callable[[Progress], None] | None = None,
        *,
        jobs: int | None = None,
        engine: str | None = None,
    ) -> int:
        """Build the index again from the corpus; searches go on meanwhile. Return the number of articles.

        Up to ``jobs`` processes share the work, as many as there are processors unless told. With the name of an
        ``engine``, ``"whoosh"`` or ``"tantivy"``, the archive is searched by it from then on, and finds the same.
        Raises IndexUnavailable where its library is not installed.
        """
        from archivist.workers import cores

        if engine is not None:
            return self._index.move_to(engine, progress, jobs or cores())
        with self._index.writing(whole=False):
            return self._index.rebuild(progress, jobs=jobs or cores())

    def check(self, *, repair: bool = False) -> CheckReport:
        """Look at every file; with ``repair`` mend what can be mended without losing anything."""
        from archivist.checkup import check

        return check(self._index, self.corpus, self.root, repair=repair)

    def _engine(self) -> Engine:
        # One thread builds a missing index; the others wait for it.
        with self._ready:
            return self._index.ready()


def _near_ids(id: str, known: Sequence[str]) -> list[str]:
    from difflib import get_close_matches

    typed = fold(id).lower()
    begun = [one for one in known if typed and one.startswith(typed)]
    return sorted(begun)[:3] or get_close_matches(typed, known, 3, 0.6)
