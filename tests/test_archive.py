"""The façade: what a script does with an archive, with a handful of fictional releases, and when others mean harm."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.archive import Archive
from archivist.article import PartialDate
from archivist.errors import (
    ArchiveNotFound,
    ArchivistError,
    ArticleNotFound,
    CorpusError,
    IndexUnavailable,
    QueryError,
)
from releases import mark, release, write_releases

FICTION = "Communiqué fictif : ces organisations n'existent pas."


def made(title: str, text: str, **fields: str) -> str:
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\ntitle: {title}\n{lines}---\n\n{text}\n\n{FICTION}\n"


RELEASES = {
    "bassin.md": made(
        "Le port de Valombre agrandit son bassin",
        "Le port de Valombre signe deux conventions.\n\nLe bassin d'essai accueillera des start-ups.",
        date="2024-05-30", place="Valombre", issuer="Port de Valombre",
    ),
    "safran.md": made(
        "La coopérative du safran ouvre son atelier",
        "Une convention est signée. L'énergie de l'atelier est renouvelable.",
        date="2024-05", place="Tizerine", issuer="Coopérative du safran",
    ),
    "energies.md": made(
        "Les énergies renouvelables à l'honneur",
        "L'institut présente ses travaux, que mettent en oeuvre trente élèves.",
        date="2023", place="Valombre", issuer="Institut des énergies",
    ),
    "appel.md": made("Un appel à projets", "Les candidats ont jusqu'au printemps. Le mot repère est zyxwv."),
}  # fmt: skip


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "reçus en mai"
    folder.mkdir()
    for name, text in RELEASES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def archive(tmp_path: Path, sources: Path) -> Archive:
    archive = Archive.create(tmp_path / "une archive à moi")
    report = archive.ingest([str(sources)])
    assert report.added == 4
    return archive


def reopened(archive: Archive) -> Archive:
    return Archive.open(archive.root)


def ids(archive: Archive, query: str, **options: object) -> list[str]:
    return [hit.id for hit in archive.search(query, **options).hits if hit.complete]  # type: ignore[arg-type]


BASIN = "2024-05-30-le-port-de-valombre-agrandit-son-bassin"
SAFFRON = "2024-05-la-cooperative-du-safran-ouvre-son-atelier"
ENERGY = "2023-les-energies-renouvelables-a-l-honneur"
CALL = "sans-date-un-appel-a-projets"


# Finding an archive


def test_an_archive_is_found_from_below(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    below = archive.root / "corpus" / "2024"
    monkeypatch.chdir(below)
    assert Archive.open().root == archive.root


def test_an_archive_is_found_without_its_index(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """What can be deleted at any moment cannot be what tells an archive from another folder."""
    shutil.rmtree(archive.root / "index")
    monkeypatch.chdir(archive.root / "corpus" / "2024")
    assert Archive.open().root == archive.root


def test_a_corpus_of_somebody_else_is_no_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "corpus" / "texts").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "corpus")
    with pytest.raises(ArchiveNotFound):
        Archive.open()


def test_no_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ArchiveNotFound, match="archivist init"):
        Archive.open()
    with pytest.raises(ArchiveNotFound, match="archivist init"):
        Archive.open(tmp_path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(CorpusError, match="cannot be made an archive"):
        Archive.create(tmp_path / "file")


def test_creating_twice_changes_nothing(archive: Archive) -> None:
    again = Archive.create(archive.root)
    assert ids(again, "zyxwv") == [CALL]
    assert (archive.root / "index" / ".gitignore").read_text() == "*\n!.gitignore\n"


# Searching


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("convention", [SAFFRON, BASIN]),
        ("conventions", [BASIN, SAFFRON]),
        ('"conventions"', [BASIN]),
        ("énergie renouvelable", [SAFFRON, ENERGY]),
        ("energies RENOUVELABLES", [ENERGY, SAFFRON]),
        ("startup", [BASIN]),
        ("œuvre", [ENERGY]),
        ("oeuvre", [ENERGY]),
        ('"mise en œuvre"', []),
        ("l'atelier", [SAFFRON]),
        ("lieu:valombre", [BASIN, ENERGY]),
        ("emetteur:port", [BASIN]),
        ("date:2024", [SAFFRON, BASIN]),
        ("SAUF lieu:*", [CALL]),
        ("safran SAUF convention", []),
        ("", [SAFFRON, BASIN, ENERGY, CALL]),
    ],
)
def test_search(archive: Archive, query: str, expected: list[str]) -> None:
    assert sorted(ids(archive, query)) == sorted(expected)
    if query in ("", "date:2024", "lieu:valombre", "conventions", '"conventions"'):
        assert ids(archive, query) == expected


def test_a_hit_says_everything_about_its_article(archive: Archive) -> None:
    results = archive.search("bassin d'essai", facets=("year", "place"))
    hit = results.hits[0]
    assert (hit.id, hit.date, hit.place, hit.issuer) == (
        BASIN,
        PartialDate(2024, 5, 30),
        "Valombre",
        "Port de Valombre",
    )
    assert hit.title == "Le port de Valombre agrandit son bassin"
    assert [hit.title[start:end] for start, end in hit.title_spans] == ["bassin"]
    shown = [snippet.text[start:end] for snippet in hit.snippets for start, end in snippet.spans]
    assert shown == ["bassin", "essai"]
    assert results.total == 1
    assert results.took_ms > 0
    assert {facet.field: facet.values for facet in results.facets} == {
        "year": (("2024", 1),),
        "place": (("Valombre", 1),),
    }


def test_paging_and_sorting(archive: Archive) -> None:
    assert ids(archive, "", sort="date") == [ENERGY, SAFFRON, BASIN, CALL]
    assert ids(archive, "", limit=2) == [SAFFRON, BASIN]
    assert ids(archive, "", limit=2, offset=2) == [ENERGY, CALL]
    assert ids(archive, "", limit=2, offset=4) == []
    assert archive.search("", limit=2, offset=4).total == 4
    assert ids(archive, "convention", sort="-date") == [SAFFRON, BASIN]
    assert ids(archive, "conventions", sort="-date") == [SAFFRON, BASIN]
    assert archive.search("convention", snippets=0).hits[0].snippets == ()


def test_since_and_until(archive: Archive) -> None:
    may = PartialDate(2024, 5)
    assert ids(archive, "", since=may) == [SAFFRON, BASIN]
    assert ids(archive, "", until=PartialDate(2024, 5, 29)) == [SAFFRON, ENERGY]
    assert ids(archive, "convention", since=PartialDate(2024, 5, 31)) == [SAFFRON]
    assert ids(archive, "", since=PartialDate(2025)) == []
    assert ids(archive, "bassin OU safran", since=may, until=may) == ids(archive, "bassin OU safran")


def test_partial_matches_follow_and_are_marked(archive: Archive) -> None:
    for query in ('"mise en œuvre"', '"mettre en oeuvre" élèves', "élèves safarnite"):
        results = archive.search(query)
        assert (results.total, results.partial_total) == (0, 1), query
        assert [(hit.id, hit.complete) for hit in results.hits] == [(ENERGY, False)]
        assert any(snippet.spans for snippet in results.hits[0].snippets)


def test_a_word_with_a_slip_of_the_pen_is_marked_in_partial_matches(archive: Archive) -> None:
    hit = archive.search("coopérative renouvelabel").hits[0]
    assert not hit.complete
    marked = {snippet.text[start:end] for snippet in hit.snippets for start, end in snippet.spans}
    assert "renouvelable" in marked
    assert archive.spans("Énergie renouvelable", "coopérative renouvelabel") == ((8, 20),)
    assert archive.spans("Énergie renouvelable", '"renouvelabel" coopérative') == ()


def test_suggestions(archive: Archive) -> None:
    results = archive.search("convantion")
    assert results.total == 0
    assert "convention" in results.suggestions
    assert "énergies" in " ".join(archive.search("enegries").suggestions)
    assert archive.search("xqzwk").suggestions == ()
    assert archive.search("convention").suggestions == ()
    for suggestion in archive.search("safan attelier").suggestions:
        assert archive.search(suggestion).total


def test_suggestions_survive_a_corpus_that_has_changed(archive: Archive) -> None:
    shutil.rmtree(archive.root / "corpus" / "2024")
    assert isinstance(archive.search("convantion").suggestions, tuple)
    assert archive.search("convention").hits == ()


def test_a_long_query_of_unknown_words_is_answered_soon(archive: Archive) -> None:
    results = archive.search(" ".join(f"inconnu{number}q" for number in range(300)))
    assert (results.total, results.suggestions) == (0, ())


def test_a_query_without_a_reading(archive: Archive) -> None:
    with pytest.raises(QueryError, match="auteur"):
        archive.search("auteur:dupont")
    assert archive.spans("Du safran", "auteur:dupont") == ()


def test_spans_and_explanation(archive: Archive) -> None:
    assert archive.spans("Du safran et des Safrans", "safran") == ((3, 9), (17, 24))
    assert archive.explain("safran")[:6] == "safran"
    assert "stem" in archive.explain("safran")


# Overviews


def test_summaries(archive: Archive) -> None:
    assert [one.id for one in archive.summaries()] == [SAFFRON, BASIN, ENERGY, CALL]
    assert [one.id for one in archive.summaries(sort="date")] == [ENERGY, SAFFRON, BASIN, CALL]
    assert [one.id for one in archive.summaries(sort="id", limit=2, offset=1)] == [BASIN, SAFFRON]
    call = archive.summaries()[3]
    assert (call.title, call.date, call.place, call.issuer) == ("Un appel à projets", None, None, None)
    assert call.source is not None
    assert call.source.endswith("reçus en mai/appel.md")


def test_statistics(archive: Archive) -> None:
    statistics = archive.statistics()
    assert (statistics.articles, statistics.undated) == (4, 1)
    assert (statistics.first, statistics.last) == (PartialDate(2023), PartialDate(2024, 5))
    assert statistics.years == (("2023", 1), ("2024", 2))
    assert statistics.places == (("Valombre", 2), ("Tizerine", 1))
    assert len(statistics.issuers) == 3
    assert statistics.words > 50


def test_statistics_of_nothing(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path)
    statistics = archive.statistics()
    assert (statistics.articles, statistics.first, statistics.last, statistics.years) == (0, None, None, ())
    assert archive.search("").total == 0
    assert archive.summaries() == []
    assert archive.notices == []


def test_ids_are_completed_and_corrected(archive: Archive) -> None:
    assert archive.complete_ids("2024-05") == [BASIN, SAFFRON]
    assert archive.complete_ids("x") == []
    with pytest.raises(ArticleNotFound, match=f"did you mean {SAFFRON}"):
        archive.read("2024-05-la-cooperative")
    with pytest.raises(ArticleNotFound, match=BASIN):
        archive.read("2024-05-30-le-port-de-valombre-agrandit-son-bassni")
    with pytest.raises(ArticleNotFound, match="No article has the id"):
        archive.read("../../etc/passwd")


def test_originals(archive: Archive, sources: Path) -> None:
    assert archive.original(BASIN) == (sources / "bassin.md").read_bytes()
    article = archive.read(BASIN)
    assert article.original is not None
    archive.corpus.original_path(article.original).write_bytes(b"changed")
    with pytest.raises(CorpusError, match="has been changed"):
        archive.original(BASIN)


def test_articles(archive: Archive) -> None:
    (archive.root / "corpus" / "2024" / "2024-damaged.md").write_bytes(b"\xff")
    assert [article.id for article in archive.articles()] == [ENERGY, BASIN, SAFFRON, CALL]


# Taking in


def test_the_same_files_again_are_unchanged(archive: Archive, sources: Path) -> None:
    report = archive.ingest([str(sources)])
    assert (report.unchanged, report.added, report.skipped) == (4, 0, 0)
    (sources / "copie.md").write_bytes((sources / "safran.md").read_bytes())
    report = archive.ingest([str(sources / "copie.md")])
    assert [(file.status, file.id) for file in report.files] == [("unchanged", SAFFRON)]


def test_a_source_that_has_changed_updates_its_article(archive: Archive, sources: Path) -> None:
    before = archive.read(SAFFRON)
    (sources / "safran.md").write_text(made("Un tout autre titre", "Un autre texte sur le curcuma.", date="2022"))
    report = archive.ingest([str(sources)])
    assert (report.updated, report.unchanged) == (1, 3)
    after = archive.read(SAFFRON)
    assert (after.title, after.added) == ("Un tout autre titre", before.added)
    assert ids(archive, "curcuma") == [SAFFRON]
    assert ids(archive, "atelier") == []
    # What was received first is kept too, and belongs to the article.
    assert before.original is not None
    assert archive.corpus.read_original(before.original)
    assert archive.check().problems == ()
    (sources / "safran.md").write_text(RELEASES["safran.md"], encoding="utf-8")
    assert archive.ingest([str(sources)]).updated == 1
    assert archive.read(SAFFRON).text == before.text
    assert archive.check().problems == ()


def test_an_edit_by_hand_is_found_and_never_overwritten(archive: Archive, sources: Path) -> None:
    path = archive.corpus.path(SAFFRON)
    path.write_text(path.read_text(encoding="utf-8").replace("Une convention", "Une corrigenda"), encoding="utf-8")
    (sources / "safran.md").write_text(made("Autre", "Autre texte"))
    report = archive.ingest([str(sources)])
    assert report.unchanged == 3
    (problem,) = report.problems
    assert problem.id == SAFFRON
    assert "edited by hand" in str(problem.reason)
    assert ids(archive, "corrigenda") == [SAFFRON]
    # As it says: deleted and ingested again, the article is that of the new version.
    path.unlink()
    assert archive.ingest([str(sources)]).added == 1
    assert ids(archive, "autre") == ["sans-date-autre"]
    assert ids(archive, "corrigenda") == []


def test_a_dry_run_writes_nothing(archive: Archive, sources: Path) -> None:
    (sources / "neuf.md").write_text(release(1))
    files = {path: path.stat().st_mtime_ns for path in (archive.root / "corpus").rglob("*")}
    report = archive.ingest([str(sources)], dry_run=True)
    assert (report.added, report.unchanged) == (1, 4)
    assert {path: path.stat().st_mtime_ns for path in (archive.root / "corpus").rglob("*")} == files
    assert archive.search(mark(1)).total == 0


def test_files_of_the_same_name_and_titles_that_are_the_same(archive: Archive, tmp_path: Path) -> None:
    for folder in ("a", "b", "c"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.md").write_text(made("Même titre", f"Texte {folder}", date="2021"), encoding="utf-8")
    report = archive.ingest([str(tmp_path / folder) for folder in ("a", "b", "c")])
    assert [file.id for file in report.files] == ["2021-meme-titre", "2021-meme-titre-2", "2021-meme-titre-3"]
    (tmp_path / "b" / "x.md").write_text(made("Même titre", "Nouveau curcuma", date="2021"), encoding="utf-8")
    assert [file.id for file in archive.ingest([str(tmp_path / "b")]).files] == ["2021-meme-titre-2"]
    assert ids(archive, "curcuma") == ["2021-meme-titre-2"]


def test_standard_input(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def give(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    give(release(7))
    report = archive.ingest(["-"])
    assert [(file.source, file.status) for file in report.files] == [("-", "added")]
    assert archive.read(str(report.files[0].id)).source is None
    give(release(7))
    assert archive.ingest(["-"]).unchanged == 1
    give("")
    assert archive.ingest(["-"]).skipped == 1


def test_progress_names_each_file(archive: Archive, tmp_path: Path) -> None:
    steps: list[tuple[int, str]] = []
    archive.ingest(
        [str(path) for path in write_releases(tmp_path / "in", 3)],
        progress=lambda at: steps.append((at.done, at.label)),
    )
    assert steps == [(1, "communique-000.md"), (2, "communique-001.md"), (3, "communique-002.md")]


def test_what_cannot_be_an_article_stops_nothing(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "mélange"
    folder.mkdir()
    (folder / "a.md").write_text(release(1), encoding="utf-8")
    (folder / "b.bin").write_bytes(bytes(range(256)) * 20)
    (folder / "c.txt").write_bytes(b"")
    (folder / "d\ne.md").write_text(release(2))
    os.mkfifo(folder / "f.md")
    (folder / "g").symlink_to(folder)
    (folder / "h.md").symlink_to(folder / "h.md")
    (folder / "i.md").write_text(release(3), encoding="utf-8")
    report = archive.ingest([str(folder), str(tmp_path / "nowhere"), str(archive.root / "corpus")])
    assert (report.added, report.updated, report.unchanged) == (2, 0, 0)
    assert report.skipped == len(report.problems) >= 6
    for problem in report.problems:
        assert problem.reason
        assert "\n" not in problem.reason
    assert archive.check().problems == ()


def test_an_archive_is_not_ingested_into_itself(archive: Archive) -> None:
    report = archive.ingest([str(archive.root)])
    assert (report.added, report.updated) == (0, 0)
    report = archive.ingest([str(archive.root / "corpus" / "2024")])
    assert (report.added, report.skipped) == (0, 1)
    (archive.root.parent / "lien").symlink_to(archive.root / "corpus")
    assert archive.ingest([str(archive.root.parent / "lien")]).added == 0
    assert len(archive.summaries()) == 4


def test_a_damaged_article_is_never_replaced_by_a_new_one(archive: Archive, tmp_path: Path) -> None:
    """Its id is taken, though no index knows it."""
    path = archive.corpus.path(SAFFRON)
    path.write_text("---\ntitle: 'abîmé\n---\nprécieux", encoding="utf-8")
    (tmp_path / "autre.md").write_text(made("La coopérative du safran ouvre son atelier", "Autre", date="2024-05"))
    report = archive.ingest([str(tmp_path / "autre.md")])
    assert [file.id for file in report.files] == [f"{SAFFRON}-2"]
    assert path.read_text(encoding="utf-8").endswith("précieux")


# The index follows the corpus


def test_an_index_is_built_on_first_use_with_one_notice(archive: Archive) -> None:
    shutil.rmtree(archive.root / "index")
    again = Archive.open(archive.root)
    assert ids(again, "zyxwv") == [CALL]
    again.statistics()
    again.summaries()
    again.check()
    assert again.notices == ["The index was missing; it has been built from corpus/ (4 articles)."]
    heard: list[str] = []
    shutil.rmtree(archive.root / "index")
    Archive.open(archive.root, heard.append).search("eau")
    assert len(heard) == 1


def test_reindexing_builds_once_and_needs_no_notice(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(archive.root / "index")
    again = Archive.open(archive.root)
    steps: list[int] = []
    assert again.reindex(lambda progress: steps.append(progress.done)) == 4
    assert steps == [4], "hundreds are told, and the rest"
    assert again.notices == []
    assert ids(again, "zyxwv") == [CALL]


@pytest.mark.parametrize("command", ["ingest", "reindex", "check"])
def test_what_is_done_by_hand_is_picked_up(archive: Archive, command: str) -> None:
    corpus = archive.root / "corpus"
    saffron = archive.corpus.path(SAFFRON)
    saffron.write_text(
        saffron.read_text(encoding="utf-8").replace("Une convention", "Une corrigenda"), encoding="utf-8"
    )
    archive.corpus.path(CALL).unlink()
    (corpus / "2020").mkdir()
    (corpus / "2020" / "2020-a-la-main.md").write_text(
        "---\nid: 2020-a-la-main\ntitle: À la main\ndate: 2020\n---\nEcrit"
    )
    match command:
        case "ingest":
            archive.ingest([])
        case "reindex":
            archive.reindex()
        case "check":
            assert {problem.path for problem in archive.check().problems if "index" in problem.problem} == {
                f"corpus/2024/{SAFFRON}.md",
                f"corpus/undated/{CALL}.md",
                "corpus/2020/2020-a-la-main.md",
            }
            assert all(
                problem.repaired for problem in archive.check(repair=True).problems if "index" in problem.problem
            )
    again = reopened(archive)
    assert ids(again, "corrigenda") == [SAFFRON]
    assert ids(again, "zyxwv") == []
    assert ids(again, "ecrit") == ["2020-a-la-main"]


def test_the_corpus_is_edited_while_one_searches(archive: Archive) -> None:
    assert ids(archive, "convention")
    archive.corpus.path(SAFFRON).unlink()
    archive.corpus.path(BASIN).write_bytes(b"\xff\xfe")
    results = archive.search("convention")
    assert results.hits == ()
    assert results.total == 2
    with pytest.raises(ArticleNotFound, match=f"The file of the article {SAFFRON} has gone from corpus/"):
        archive.read(SAFFRON)
    archive.ingest([])
    with pytest.raises(ArticleNotFound, match=f"No article has the id {SAFFRON}"):
        archive.read(SAFFRON)
    assert archive.search("convention").total == 0


# Checking


def spoil_bytes(archive: Archive) -> None:
    archive.corpus.path(SAFFRON).write_bytes(b"\xff")


def spoil_date(archive: Archive) -> None:
    path = archive.corpus.path(SAFFRON)
    path.write_text(
        path.read_text(encoding="utf-8")
        .replace("date: 2024-05\n", "date: mai\n")
        .replace("date: '2024-05'", "date: mai")
    )


def spoil_name(archive: Archive) -> None:
    archive.corpus.path(SAFFRON).rename(archive.root / "corpus" / "2024" / "Été.md")


def spoil_place(archive: Archive) -> None:
    archive.corpus.path(SAFFRON).rename(archive.root / "corpus" / "2023" / f"{SAFFRON}.md")


def spoil_id(archive: Archive) -> None:
    archive.corpus.path(SAFFRON).rename(archive.root / "corpus" / "2024" / "2024-05-safran.md")


def spoil_twice(archive: Archive) -> None:
    shutil.copy(archive.corpus.path(SAFFRON), archive.root / "corpus" / "2023" / f"{SAFFRON}.md")


def spoil_original(archive: Archive) -> None:
    archive.corpus.original_path(str(archive.read(SAFFRON).original)).write_bytes(b"x")


def lose_original(archive: Archive) -> None:
    archive.corpus.original_path(str(archive.read(SAFFRON).original)).unlink()


def foreign_original(archive: Archive) -> None:
    path = archive.corpus.path(SAFFRON)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(str(archive.read(SAFFRON).original), "../../../../etc/passwd"), encoding="utf-8")


def leave_half(archive: Archive) -> None:
    (archive.root / "corpus" / "2024" / ".x.md.0123abcd.part").write_text("half")


def test_what_a_damaged_article_was_made_from_is_not_to_be_removed(archive: Archive, tmp_path: Path) -> None:
    original = archive.original_path(SAFFRON)
    archive.corpus.path(SAFFRON).write_bytes(b"")
    (orphan,) = [one for one in archive.check(repair=True).problems if original.name in one.path]
    assert "Remove" not in orphan.remedy
    copy = tmp_path / original.name
    shutil.copy(original, copy)
    report = archive.ingest([str(copy)])
    assert report.added == 1
    assert ids(archive, "convention safran") == [report.files[0].id]


@pytest.mark.parametrize(
    ("spoil", "sentence", "repaired"),
    [
        (spoil_bytes, "is not UTF-8", False),
        (spoil_date, "The date in", False),
        (spoil_name, "is not an id", False),
        (spoil_place, "not where its id says", True),
        (spoil_id, "The front matter says that the id is", True),
        (spoil_twice, "Two files have the id", False),
        (spoil_original, "has been changed", False),
        (lose_original, "cannot be read", False),
        (foreign_original, "can be no original", False),
        (leave_half, "half-written", True),
    ],
)
def test_check_says_what_is_wrong_and_mends_what_it_can(
    archive: Archive, spoil: Callable[[Archive], None], sentence: str, repaired: bool
) -> None:
    assert archive.check().problems == ()
    spoil(archive)
    (problem, *_) = [one for one in reopened(archive).check().problems if sentence in one.problem]
    assert problem.path.startswith("corpus/")
    assert problem.remedy.endswith(".")
    assert not problem.repaired
    first = reopened(archive).check(repair=True)
    assert {one.repaired for one in first.problems if sentence in one.problem} == {repaired}
    left = reopened(archive).check().problems
    assert any(sentence in one.problem for one in left) is not repaired
    if repaired:
        assert left == ()
        assert reopened(archive).search("atelier").total == 1


def test_repair_leaves_an_edit_an_edit(archive: Archive, sources: Path) -> None:
    """A file that was renamed and edited gets its new id, and is still not replaced by a new version of its source."""
    old = archive.corpus.path(SAFFRON)
    new = old.with_name("2024-05-safran.md")
    old.rename(new)
    new.write_text(new.read_text(encoding="utf-8").replace("Une convention", "Une corrigenda"), encoding="utf-8")
    archive.check(repair=True)
    assert "id: 2024-05-safran\n" in new.read_text(encoding="utf-8")
    (sources / "safran.md").write_text(made("Autre", "Autre texte"))
    assert archive.ingest([str(sources / "safran.md")]).skipped == 1
    assert ids(archive, "corrigenda") == ["2024-05-safran"]
    # Only renamed, it is replaced.
    basin = archive.corpus.path(BASIN)
    basin.rename(basin.with_name("2024-05-30-bassin.md"))
    archive.check(repair=True)
    (sources / "bassin.md").write_text(made("Autre", "Un texte de curcuma"))
    assert archive.ingest([str(sources / "bassin.md")]).updated == 1
    assert ids(archive, "curcuma") == ["2024-05-30-bassin"]


# Full and read-only disks


@pytest.mark.parametrize("writes", range(9))
def test_a_disk_that_is_full_after_some_writes(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    paths = [str(path) for path in write_releases(tmp_path / "in", 2)]
    real, done = os.fsync, 0

    def fill(descriptor: int) -> None:
        nonlocal done
        done += 1
        if done > writes:
            raise OSError(28, "No space left on device")
        real(descriptor)

    reported = []
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", fill)
        try:
            reported = [file for file in archive.ingest(paths).files if file.status != "skipped"]
        except ArchivistError as error:
            assert "No space left on device" in str(error)
    again = reopened(archive)
    for file in reported:
        assert again.read(str(file.id))
    assert len(ids(again, "zyxwv")) == 1
    report = again.ingest(paths)
    assert report.skipped == 0
    for number in range(2):
        assert again.search(mark(number)).total == 1
    assert again.check().problems == ()
    assert list((archive.root / "corpus").rglob("*.part")) == []


def test_an_ingest_that_is_given_up_leaves_nothing_half_done(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [str(path) for path in write_releases(tmp_path / "in", 3)]
    before = sum(1 for _ in archive.articles())
    real, written = archive.corpus.write, 0

    def interrupt(article: object) -> None:
        nonlocal written
        written += 1
        if written == 2:
            raise KeyboardInterrupt
        real(article)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(archive.corpus, "write", interrupt)
        with pytest.raises(KeyboardInterrupt):
            archive.ingest(paths)
    # Several are written at once: which of them were is left to chance, but not that they are found.
    kept = sum(archive.search(mark(number)).total for number in range(3))
    assert kept == sum(1 for _ in archive.articles()) - before <= 2
    assert archive.check().problems == ()
    assert archive.ingest(paths).added == 3 - kept


def test_a_corpus_that_cannot_be_written(archive: Archive, tmp_path: Path) -> None:
    (archive.root / "corpus" / "2019").write_text("a file where a folder should be")
    (tmp_path / "x.md").write_text(made("Titre", "Texte", date="2019"))
    report = archive.ingest([str(tmp_path / "x.md")])
    assert "cannot be written" in str(report.problems[0].reason)
    assert archive.check().problems == ()


# Others at the same time


def test_threads_search_while_one_ingests(archive: Archive, tmp_path: Path) -> None:
    troubles: list[BaseException] = []
    done = threading.Event()

    def search() -> None:
        try:
            while not done.is_set():
                assert archive.search("zyxwv").total == 1
                assert archive.search("communique fictif").total >= 4
                archive.statistics()
                archive.summaries()
        except BaseException as trouble:
            troubles.append(trouble)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    writer = reopened(archive)
    for start in range(0, 12, 3):
        writer.ingest([str(path) for path in write_releases(tmp_path / "in", 3, start)])
        writer.reindex()
    done.set()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert archive.notices == []
    assert archive.search("").total == 16


def test_threads_meet_at_a_missing_index(archive: Archive) -> None:
    shutil.rmtree(archive.root / "index")
    again = reopened(archive)
    totals: list[int] = []
    threads = [threading.Thread(target=lambda: totals.append(again.search("").total)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert totals == [4] * 6
    assert len(again.notices) == 1


HOLDER = """
import sys, time
from pathlib import Path
from archivist.archive import Archive
archive = Archive.open(Path(sys.argv[1]))
with archive._index.writing():
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_the_second_writer_waits_then_names_the_first(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(archive.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert holder.stdin and holder.stdout
    with holder:
        assert holder.stdout.readline() == "held\n"
        monkeypatch.setattr("archivist.index.WAIT_SECONDS", 0.2)
        for write in (lambda: archive.ingest([]), archive.reindex, lambda: archive.check(repair=True)):
            with pytest.raises(ArchivistError, match=f"Process {holder.pid} has been writing .* try again"):
                write()
        # Readers do not wait, not even where the journal shows that something is on its way.
        (archive.root / "index" / "journal.jsonl").write_text('{"ids": [], "originals": []}\n')
        assert reopened(archive).search("zyxwv").total == 1
        assert archive.check().problems == ()
        holder.stdin.write("\n")
    monkeypatch.setattr("archivist.index.WAIT_SECONDS", 10.0)
    assert archive.ingest([]).files == ()


def test_a_lock_of_the_dead_holds_nobody_up(archive: Archive) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(archive.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    with holder:
        assert holder.stdout
        holder.stdout.readline()
        holder.kill()
    assert archive.reindex() == 4
    assert archive.notices == []


def test_no_home(archive: Archive, tmp_path: Path) -> None:
    """A process without a home folder says what to set, and makes no key where it stands."""
    code = (
        "import sys, os.path\nfrom pathlib import Path\nos.path.expanduser = lambda path: path\n"
        "from archivist.archive import Archive\nfrom archivist.errors import IndexUnavailable\n"
        "try:\n    Archive.open(Path(sys.argv[1])).search('eau')\nexcept IndexUnavailable as error:\n    print(error)\n"
    )
    env = {name: value for name, value in os.environ.items() if name not in ("HOME", "XDG_STATE_HOME")}
    here = tmp_path / "here"
    here.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", code, str(archive.root)],
        capture_output=True,
        encoding="utf-8",
        env=env,
        cwd=here,
        check=True,
    )
    assert "set XDG_STATE_HOME" in done.stdout
    assert list(here.iterdir()) == []


def test_a_sentence_where_the_index_can_be_neither_used_nor_built(archive: Archive) -> None:
    shutil.rmtree(archive.root / "index")
    (archive.root / "index").write_text("x")
    with pytest.raises(IndexUnavailable, match="cannot be"):
        reopened(archive).search("eau")
    # Reading needs no index.
    assert reopened(archive).read(BASIN).title.startswith("Le port")
