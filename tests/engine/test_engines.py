"""Every engine: the rules of ranking; and those on disk: small updates, merges, garbage."""

from __future__ import annotations

import os
import random
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from archivist.article import Article, PartialDate
from archivist.engine import Engine, Request, open_engine, shard_writer
from archivist.engine.schema import Document, document_of
from archivist.engine.sharded import MOST_SHARDS, ShardedEngine
from archivist.search.clauses import Anything
from archivist.search.parse import parse
from archivist.search.terms import clause_of
from engines import ALL, ON_DISK, engine_on


@pytest.fixture(params=ALL)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    return engine_on(request.param, tmp_path)


@pytest.fixture(params=ON_DISK)
def sharded(request: pytest.FixtureRequest, tmp_path: Path) -> ShardedEngine[Any]:
    """An engine of shards."""
    return engine_on(request.param, tmp_path)  # type: ignore[return-value]


def another(engine: ShardedEngine[Any]) -> ShardedEngine[Any]:
    """The same engine on the same folder, as another process opens it."""
    return open_engine(engine.folder.name, engine.folder)  # type: ignore[return-value]


def article(id: str, text: str, title: str = "Un titre", date: str | None = None, **fields: object) -> Article:
    return Article(id, title, text, PartialDate.parse(date) if date else None, **fields)  # type: ignore[arg-type]


def fill(engine: Engine, *articles: Article) -> Engine:
    engine.rebuild([document_of(one) for one in articles])
    return engine


def found(engine: Engine, query: str, **request: object) -> list[str]:
    clause = clause_of(parse(query).query)
    ranking = engine.search(Request(clause, **request))  # type: ignore[arg-type]
    return [document.id if document.complete else f"({document.id})" for document in ranking.documents]


# Ranking


def test_complete_matches_come_before_partial_ones(engine: Engine) -> None:
    fill(
        engine,
        article("a", "safran " * 30),
        article("b", "Le safran arrive. " + "Rien de neuf ici. " * 40 + "Le port ferme."),
        article("c", "port " * 30),
        article("d", "rien"),
    )
    assert found(engine, "safran port")[0] == "b"
    assert set(found(engine, "safran port")[1:]) == {"(a)", "(c)"}
    assert found(engine, "safran SAUF port") == ["a"]


def test_partial_matches_are_offered_only_where_complete_ones_are_few(engine: Engine) -> None:
    both = [article(f"both-{n}", "safran port") for n in range(10)]
    fill(engine, *both, article("one", "safran"))
    ranking = engine.search(Request(clause_of(parse("safran port").query), limit=50))
    assert (ranking.total, ranking.partial_total) == (10, 0)
    engine.update([], ["both-0"])
    ranking = engine.search(Request(clause_of(parse("safran port").query), limit=50))
    assert (ranking.total, ranking.partial_total) == (9, 1)


def test_words_close_together_come_before_words_far_apart(engine: Engine) -> None:
    filler = "Rien de neuf ne se passe ici. " * 8
    fill(
        engine,
        article("far", f"Le safran. {filler} Le port. {filler}"),
        article("near", f"Le safran du port. {filler} {filler}"),
    )
    assert found(engine, "safran port") == ["near", "far"]


def test_the_form_that_was_typed_comes_before_its_inflections(engine: Engine) -> None:
    fill(
        engine,
        article("plural", "Les conventions sont là"),
        article("singular", "Une convention est là"),
    )
    assert found(engine, "convention") == ["singular", "plural"]
    assert found(engine, "conventions") == ["plural", "singular"]
    assert found(engine, '"convention"') == ["singular"]


def test_the_newest_come_first_among_equals(engine: Engine) -> None:
    fill(
        engine,
        article("a", "safran", date="2022"),
        article("b", "safran"),
        article("c", "safran", date="2024-05-30"),
        article("d", "safran", date="2024-05-29"),
        article("e", "safran", date="2024-05-30"),
    )
    assert found(engine, "safran") == ["c", "e", "d", "a", "b"]


def test_the_newest_come_first_among_very_many_equals(engine: Engine) -> None:
    """More documents than are put in order one by one, in an order of their numbers that is not that of their dates."""
    days = [f"20{year:02}-{month:02}-{day:02}" for year in range(10, 24) for month in (1, 6) for day in range(1, 6)]
    random.Random(4).shuffle(days)
    fill(engine, *(article(f"a-{day}", "safran", date=day, place="Valombre") for day in days))
    newest = [f"a-{day}" for day in sorted(days, reverse=True)]
    for query in ("safran", "lieu:*", "lieu:Valombre", "date:2010..2023", "SAUF port"):
        assert found(engine, query, limit=7) == newest[:7], query
        assert found(engine, query, limit=7, offset=98) == newest[98:105], query
        assert found(engine, query, limit=500) == newest, query


def test_title_and_boost_raise(engine: Engine) -> None:
    filler = "Rien de neuf ne se passe ici. " * 6
    fill(
        engine,
        article("body", f"{filler} Le safran. {filler}"),
        article("title", filler * 2, title="Le safran"),
        article("port", f"{filler} Le port. {filler}"),
    )
    assert found(engine, "safran") == ["title", "body"]
    assert found(engine, "safran OU port^20")[0] == "port"


# Order, periods, facets, zones

DATED = (
    article("year", "eau", date="2024"),
    article("month", "eau", date="2024-05"),
    article("day", "eau", date="2024-05-15"),
    article("undated", "eau"),
    article("before", "eau", date="2023-12-31"),
    article("after", "eau", date="2025"),
)


def test_sorting_by_date(engine: Engine) -> None:
    fill(engine, *DATED)
    assert found(engine, "eau", sort="date") == ["before", "year", "month", "day", "after", "undated"]
    assert found(engine, "eau", sort="-date") == ["after", "year", "month", "day", "before", "undated"]
    assert found(engine, "eau", sort="date", limit=2, offset=2) == ["month", "day"]
    assert found(engine, "eau", sort="-date", limit=10, offset=5) == ["undated"]
    assert found(engine, "eau", limit=0) == []


@pytest.mark.parametrize(
    ("period", "ids"),
    [
        ("2024", "year month day"),
        ("2024-05", "year month day"),
        ("2024-05-15", "year month day"),
        ("2024-05-16", "year month"),
        ("2024-06", "year"),
        (">=2024-05-16", "year month after"),
        ("<2024", "before"),
        ("<=2024-05-15", "year month day before"),
        ("2023..2025", "year month day before after"),
        ("2026", ""),
    ],
)
def test_periods_compare_by_overlap(engine: Engine, period: str, ids: str) -> None:
    fill(engine, *DATED)
    assert set(found(engine, f"date:{period}")) == set(ids.split())


def test_facets(engine: Engine) -> None:
    fill(
        engine,
        article("a", "eau", date="2024-05-30", place="Valombre", issuer="Port de Valombre", tags=("eau", "port")),
        article("b", "eau", date="2024-05", place="Valombre", tags=("eau",)),
        article("c", "eau", date="2023", place="Tizerine"),
        article("d", "eau"),
        article("e", "feu", place="Ailleurs"),
    )
    ranking = engine.search(
        Request(clause_of(parse("eau").query), limit=1, facets=("year", "month", "place", "issuer", "tag", "source"))
    )
    assert {facet.field: facet.values for facet in ranking.facets} == {
        "year": (("2023", 1), ("2024", 2)),
        "month": (("2024-05", 2),),
        "place": (("Valombre", 2), ("Tizerine", 1)),
        "issuer": (("Port de Valombre", 1),),
        "tag": (("eau", 2), ("port", 1)),
        "source": (),
    }
    assert ranking.total == 4


def test_zones(engine: Engine) -> None:
    fill(
        engine,
        article("2024-a", "Le corps parle de safran", title="Le titre parle de port", place="Aït Valombre"),
        article("2024-b", "Le corps parle de port", title="Le titre parle de safran", issuer="Port de Valombre"),
        article("2023-c", "Rien", source="mai/safran.html", tags=("port", "énergie solaire")),
    )
    for query, ids in {
        "titre:safran": ["2024-b"],
        "corps:safran": ["2024-a"],
        "safran": ["2024-b", "2024-a"],
        "lieu:valombre": ["2024-a"],
        "lieu:ait": ["2024-a"],
        'lieu:"aït valombre"': ["2024-a"],
        'lieu:"valombre aït"': [],
        "emetteur:port": ["2024-b"],
        "source:safran": ["2023-c"],
        "source:saf*": ["2023-c"],
        'source:"mai safran html"': ["2023-c"],
        "tag:energie": ["2023-c"],
        "tag:sol*": ["2023-c"],
        "tag:solare~": ["2023-c"],
        "id:2024-a": ["2024-a"],
        "id:2024-*": ["2024-a", "2024-b"],
        "id:2024": [],
        "lieu:*": ["2024-a"],
        "SAUF lieu:*": ["2023-c", "2024-b"],
        "titre:(port PRES/3 titre)": ["2024-a"],
        '"port aït"': [],
    }.items():
        assert [id for id in found(engine, query) if id[0] != "("] == ids, query


def test_words_of_the_archive(engine: Engine) -> None:
    fill(engine, article("a", "convention conventions"), article("b", "convention contrat", source="cont.html"))
    assert list(engine.words("con")) == [("contrat", 1), ("convention", 2), ("conventions", 1)]
    assert list(engine.words("zzz")) == []
    assert list(engine.words("@con")) == [("@cont", 1)]


def test_what_is_stored(engine: Engine) -> None:
    one = article("a", "Le texte a cinq mots", "Éléphant", "2024-05", place="P", issuer="I", source="s", original="o")
    engine.rebuild([document_of(one, "signature")])
    (stored,) = engine.stored()
    assert (stored.id, stored.title, stored.first, stored.last) == ("a", "Éléphant", 20240501, 20240531)
    assert (stored.place, stored.issuer, stored.source, stored.original) == ("P", "I", "s", "o")
    assert (stored.words, stored.signature) == (5, "signature")


def test_there_is_no_engine_of_that_name(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="lucene"):
        open_engine("lucene", tmp_path)


# Many small updates


def version(number: int, revision: int) -> Document:
    return document_of(article(f"a-{number}", f"mot{number} commun revision{revision}"))


def shard_folders(engine: ShardedEngine[Any]) -> list[Path]:
    return [path for path in engine.folder.iterdir() if path.is_dir()]


def test_many_small_updates_leave_few_shards_and_no_garbage(
    sharded: ShardedEngine[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archivist.engine.sharded.GRACE_SECONDS", -1)
    monkeypatch.setattr("os.fsync", lambda _: None)
    engine = sharded
    engine.rebuild([])
    texts: dict[str, int] = {}
    chance = random.Random(7)
    rewritten = 0
    for step in range(200):
        number = chance.randrange(60)
        merged = list(engine.to_merge())
        rewritten += len(merged)
        if chance.random() < 0.15:
            texts.pop(f"a-{number}", None)
        else:
            texts[f"a-{number}"] = step
        concerned = list(dict.fromkeys((f"a-{number}", *merged)))
        engine.update([version(int(id[2:]), texts[id]) for id in concerned if id in texts], concerned)
        assert engine.count() == len(texts)
        assert len(engine._shards().readers) <= MOST_SHARDS + 1
    assert {one.id for one in engine.stored()} == set(texts)
    for number in range(60):
        ids = found(engine, f"mot{number}")
        assert ids == ([f"a-{number}"] if f"a-{number}" in texts else [])
    for id, revision in texts.items():
        assert found(engine, f"revision{revision}") == [id]
    assert len(found(engine, "commun", limit=100)) == len(texts)
    # Garbage of one publication is collected by the next one.
    assert len(shard_folders(engine)) <= MOST_SHARDS + 4
    # A document is written again a few times, not at every step.
    assert rewritten < 200 * 12


def test_a_merge_takes_the_small_shards_and_leaves_the_big_one(sharded: ShardedEngine[Any]) -> None:
    engine = sharded
    engine.rebuild([version(number, 0) for number in range(100, 160)])
    for number in range(MOST_SHARDS):
        assert engine.to_merge() == ()
        engine.update([version(number, 0)])
    assert sorted(engine.to_merge()) == sorted(f"a-{number}" for number in range(MOST_SHARDS))


def test_a_shard_without_any_document_left_is_dropped(sharded: ShardedEngine[Any]) -> None:
    engine = sharded
    engine.rebuild([version(number, 0) for number in range(3)])
    engine.update([], ["a-0", "a-1"])
    assert len(engine._shards().readers) == 1
    assert [one.id for one in engine.stored()] == ["a-2"]
    engine.update([], ["a-2"])
    assert engine._shards().readers == ()
    assert found(engine, "commun") == []
    assert list(engine.words("")) == []


def test_shards_are_kept_for_a_while_after_they_are_named_no_more(
    sharded: ShardedEngine[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However old a shard is: its time of grace begins when readers are told to leave it."""
    writer, reader = sharded, another(sharded)
    writer.rebuild([version(number, 0) for number in range(5)])
    (old,) = shard_folders(writer)
    shards = reader._shards()
    os.utime(old, (time.time() - 86400, time.time() - 86400))
    writer.rebuild([version(number, 1) for number in range(5)])
    assert old.exists()
    # A reader that was in the middle of a search finds all its files, also those it has not opened yet.
    assert [one.id for one in shards.readers[0].stored()] == [f"a-{number}" for number in range(5)]
    assert shards.readers[0].numbers_of({"a-3"}) == {3}
    assert found(reader, "revision1", limit=9) == [f"a-{number}" for number in range(5)]
    os.utime(old, (time.time() - 86400, time.time() - 86400))
    writer.update([])
    assert not old.exists()


def test_what_a_killed_writer_left_is_collected(sharded: ShardedEngine[Any]) -> None:
    engine = sharded
    engine.rebuild([version(0, 0)])
    left = engine.folder / "shard-left"
    left.mkdir()
    (left / "half").write_text("x")
    engine.update([version(1, 0)])
    assert left.exists(), "it may be the work of a writer that has just begun"
    os.utime(left, (time.time() - 3600, time.time() - 3600))
    engine.update([version(2, 0)])
    assert not left.exists()
    assert engine.count() == 3


def test_a_shard_holds_so_many_documents(sharded: ShardedEngine[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    engine = sharded
    monkeypatch.setattr(engine, "shard_documents", 4)
    monkeypatch.setattr(shard_writer, "TOLD", 2)
    progress: list[int] = []
    assert engine.rebuild((version(number, 0) for number in range(10)), progress.append) == 10
    assert progress == sorted(progress)
    assert progress[-1] == 10
    assert [reader.count for reader in engine._shards().readers] == [4, 4, 2]
    assert len(found(engine, "commun", limit=50)) == 10
    assert found(engine, '"mot7 commun"', limit=1) == ["a-7"]


def test_an_error_while_documents_are_made_leaves_the_old_index(sharded: ShardedEngine[Any]) -> None:
    engine = sharded
    engine.rebuild([version(0, 0)])

    def documents() -> object:
        yield version(1, 0)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.rebuild(documents())  # type: ignore[arg-type]
    assert found(engine, "commun") == ["a-0"]
    assert len(shard_folders(engine)) == 1


# Threads


def test_threads_search_while_another_one_writes(sharded: ShardedEngine[Any]) -> None:
    engine, writer = sharded, another(sharded)
    writer.rebuild([version(number, 0) for number in range(40)])
    troubles: list[BaseException] = []
    done = threading.Event()

    def search() -> None:
        try:
            while not done.is_set():
                ranking = engine.search(Request(clause_of(parse('"commun revision0" OU mot3*').query), limit=100))
                assert ranking.total in range(1, 60)
                assert all(document.id.startswith("a-") for document in ranking.documents)
                assert engine.search(Request(Anything(), limit=0, facets=("year", "place"))).total >= 40
                assert len(list(engine.stored())) >= 40
                assert dict(engine.words("mot"))
        except BaseException as trouble:
            troubles.append(trouble)

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for step in range(12):
        writer.update([version(step, step), version(100 + step, step)], [])
        if step % 5 == 4:
            writer.rebuild([version(number, 0) for number in range(42)])
    done.set()
    for thread in threads:
        thread.join()
    assert troubles == []
