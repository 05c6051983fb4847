"""Whatever is asked, every engine finds what a reader would find who looks at each word of each article."""

from __future__ import annotations

import calendar
import random
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from memory_engine import MemoryEngine
from oracle import Reader

from archivist.article import Article, PartialDate
from archivist.engine import Engine, Request
from archivist.engine.evaluate import ENOUGH
from archivist.engine.schema import CLOSING, document_of
from archivist.french.analyze import term_of, tokens
from archivist.search import query as q
from archivist.search.highlight import Highlighter
from archivist.search.parse import parse
from archivist.search.terms import clause_of
from engines import ON_DISK, engine_on

# Words with their inflections, and the traps: elision, compounds, inclusive writing, numbers, accents that count.
WORDS = """eau eaux l'eau convention conventions signe signée signer start-up startup start-ups Rabat-Salé Rabat Salé
R&D énergie énergies ÉNERGIE renouvelable renouvelables étudiant·e·s étudiante étudiants 1 500 1500 2024 XXIe
l'innovation innovations innover de la le à marché marche MARCHE œuvre oeuvre aujourd'hui qu'elle
jusqu'à port ports porte""".split()
PLACES = ("Valombre", "Aït Valombre", "Rabat-Salé")
ISSUERS = ("Port de Valombre", "Coopérative du safran")
TAGS = ("eau", "énergie", "start-up")
SOURCES = ("mai/communiqué-eau.html", "R&D_2024.txt", "énergies.md")

dates = st.builds(
    lambda year, month, day: (
        PartialDate(year, month, min(day, calendar.monthrange(year, month)[1]) if day else None)
        if month
        else PartialDate(year)
    ),
    st.integers(2022, 2024),
    st.none() | st.sampled_from([1, 2, 12]),
    st.none() | st.sampled_from([1, 15, 31]),
)
passages = st.lists(st.sampled_from(WORDS), min_size=1, max_size=10).map(" ".join)
quoted = st.lists(st.sampled_from(WORDS), min_size=5, max_size=10).map(
    lambda words: f"« {' '.join(words)} », a souligné Odile Vernay, directrice du port."
)
texts = st.lists(passages | quoted, min_size=1, max_size=3).map("\n\n".join)


@st.composite
def archives(draw: st.DrawFn) -> list[Article]:
    count = draw(st.integers(1, 6))
    return [
        Article(
            id=f"2024-{number}" if number % 2 else f"sans-date-{number}",
            title=draw(passages),
            text=draw(texts),
            date=draw(st.none() | dates),
            place=draw(st.none() | st.sampled_from(PLACES)),
            issuer=draw(st.none() | st.sampled_from(ISSUERS)),
            source=draw(st.none() | st.sampled_from(SOURCES)),
            tags=tuple(draw(st.lists(st.sampled_from(TAGS), max_size=2, unique=True))),
        )
        for number in range(count)
    ]


words = st.sampled_from(WORDS)
leaves: st.SearchStrategy[q.Query] = st.one_of(
    words.map(q.Word),
    words.map(q.Exact),
    st.lists(words, min_size=2, max_size=4).map(lambda found: q.Phrase(tuple(found))),
    words.map(lambda word: q.Prefix(word[:3])),
    st.sampled_from(["e*", "*s", "s?gn*e*", "??", "*a*e*", "r?b*t"]).map(q.Wildcard),
    st.builds(q.Fuzzy, words, st.integers(1, 2)),
)
places = leaves | st.lists(leaves, min_size=2, max_size=2).map(lambda parts: q.Or(tuple(parts)))
near = st.builds(
    q.Near, st.lists(places, min_size=2, max_size=3).map(tuple), st.integers(1, 4), st.just(False)
) | st.builds(q.Near, st.lists(words.map(q.Exact), min_size=2, max_size=3).map(tuple), st.integers(1, 4), st.just(True))
days = st.builds(lambda year, day: year * 10000 + day, st.integers(2022, 2024), st.sampled_from([101, 215, 1231]))
filters = (
    st.builds(q.Dates, st.none() | days, st.none() | days)
    | st.sampled_from(["place", "issuer", "source", "tag", "date", "body", "quotation"]).map(q.Present)  # type: ignore[arg-type]
    | st.builds(
        q.Field,
        st.just("id"),
        st.sampled_from([q.Word("2024-1"), q.Prefix("2024-"), q.Word("SANS-DATE-0"), q.Word("x")]),
    )
)
fields = st.builds(
    q.Field, st.sampled_from(["title", "body", "place", "issuer", "source", "tag", "quotation"]), leaves | near
)
queries = st.recursive(
    leaves | near | filters | fields,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: q.And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: q.Or(tuple(parts))),
        inner.map(q.Not),
        st.builds(q.Boost, inner, st.sampled_from([0.5, 3.0])),
    ),
    max_leaves=5,
)


def put(engine: Engine, articles: Sequence[Article], shards: int) -> None:
    """Give ``articles`` to an engine in several steps; every one of the first step is then replaced."""
    documents = [document_of(article, "s") for article in articles]
    first = max(1, len(documents) // shards)
    stale = [document_of(Article(article.id, "périmé", "périmé partout"), "") for article in articles[:first]]
    engine.rebuild([*stale, document_of(Article("2020-gone", "eau", "convention eau"))])
    engine.update(documents[:first], ["2020-gone", "2020-nobody"])
    for start in range(first, len(documents), first):
        engine.update(documents[start : start + first])


@pytest.mark.parametrize("name", ON_DISK)
@given(articles=archives(), asked=st.lists(queries, min_size=4, max_size=8), shards=st.integers(1, 3))
def test_every_form_of_the_language_finds_the_same(
    name: str, articles: list[Article], asked: list[q.Query], shards: int
) -> None:
    readers = [Reader(article) for article in articles]
    with TemporaryDirectory() as folder:
        embedded, plain = engine_on(name, Path(folder)), MemoryEngine()
        for engine in (embedded, plain):
            put(engine, articles, shards)
        for query in asked:
            clause = clause_of(query)
            expected = {reader.article.id for reader in readers if reader.matches(clause)}
            request = Request(clause, limit=50, facets=("year", "month", "place", "issuer", "tag"))
            ranking = embedded.search(request)
            assert {found.id for found in ranking.documents if found.complete} == expected, query
            assert ranking.total == len(expected)
            assert ranking.partial_total == len(ranking.documents) - len(expected)
            assert ranking.partial_total == 0 or ranking.total < ENOUGH
            assert [found.complete for found in ranking.documents] == sorted(
                (found.complete for found in ranking.documents), reverse=True
            )
            other = plain.search(request)
            assert (other.total, other.partial_total, other.facets) == (
                ranking.total,
                ranking.partial_total,
                ranking.facets,
            )
            assert [found.id for found in other.documents] == [found.id for found in ranking.documents]
            for one, same in zip(ranking.documents, other.documents, strict=True):
                assert one.score == pytest.approx(same.score, rel=1e-3, abs=2e-4)


@given(archives(), queries)
def test_pages_are_pieces_of_one_list(articles: list[Article], query: q.Query) -> None:
    plain = MemoryEngine()
    put(plain, articles, 2)
    for sort in ("relevance", "date", "-date"):
        whole = plain.search(Request(clause_of(query), sort, limit=50)).documents  # type: ignore[arg-type]
        pages = [
            found
            for offset in range(0, len(whole) + 2, 2)
            for found in plain.search(Request(clause_of(query), sort, 2, offset)).documents  # type: ignore[arg-type]
        ]
        assert tuple(pages) == whole


@given(archives(), queries)
def test_a_query_and_its_printed_form_find_the_same(articles: list[Article], query: q.Query) -> None:
    plain = MemoryEngine()
    put(plain, articles, 1)
    read = parse(str(query)).query
    again = parse(str(read)).query
    assert again == read
    assert plain.search(Request(clause_of(read))).total == plain.search(Request(clause_of(again))).total


def test_a_row_of_near_words_is_a_chain() -> None:
    """`eau PRES/5 port PRES/5 signe`: each word is near the next, whatever stands between them."""
    article = Article("2024-a", "Un titre", "eau signe port")
    plain = MemoryEngine()
    plain.rebuild([document_of(article)])
    for text, found in [
        ("eau PRES/2 port PRES/2 signe", 1),
        ("eau PRES/1 port", 0),
        ("port PRES/1 signe PRES/1 eau", 1),
        ("eau PRES/5 eau", 0),
        ('"eau port"~2', 1),
        ('"eau port"', 0),
        ('"port eau"~5', 0),
    ]:
        assert plain.search(Request(clause_of(parse(text).query))).total == found, text


def test_quotations_and_the_closing_part() -> None:
    """A word that somebody says; a word of the closing part, which weighs less than one of the body."""
    says = "« Nous gardons les bassins du vieux port », a souligné Odile Vernay, directrice du port."
    closing = "À propos de Valombre\n\nValombre est une ville fictive de l'estuaire."
    article = Article("2024-a", "Un titre", f"Le port ouvre.\n\nUn bassin attend. {says}\n\n{closing}")
    document = document_of(article)
    weights = {
        stem: document.weigher.of(positions) for (stem, _), positions in
        ((term_of(key), positions) for key, positions in document.occurrences.items())
    }  # fmt: skip
    (attend,), (estuaire,), (garder,) = (
        [stem for token in tokens(word) for stem in token.piece.wanted_stems]
        for word in ("attend", "estuaire", "gardons")
    )
    assert weights[garder] == weights[attend]
    assert weights[estuaire] == pytest.approx(CLOSING * weights[attend])
    plain = MemoryEngine()
    plain.rebuild([document])
    for query, found in (
        ("citation:port", 1), ("citation:bassin", 1), ("citation:attend", 0), ("citation:estuaire", 0),
        ('citation:"vieux port"', 1), ('citation:"bassin attend"', 0), ("citation:directrice", 0), ("citation:*", 1),
        ("estuaire", 1), ('"ville fictive"', 1), ("citation:(bassin PRES/4 port)", 1),
    ):  # fmt: skip
        clause = clause_of(parse(query).query)
        assert plain.search(Request(clause, limit=0)).total == found, query
        highlighter = Highlighter(clause)
        shown = [article.text[start:end] for start, end in highlighter.spans(article.text)]
        assert query == "citation:*" or bool(shown) == bool(found), (query, shown)
    assert Highlighter(clause_of(parse("citation:bassin").query)).spans(article.text) == (
        (article.text.index("bassins"), article.text.index("bassins") + len("bassins")),
    )


MANY = 450
ASKED_OF_MANY = """eau
conventions
eau port
eau OU marché OU énergie
"convention port"
l'innovation
énerg*
conv?ntion*
enrgie~
titre:port
eau PRES/3 port
start-up
lieu:Valombre
citation:eau
date:2023
SAUF eau
eau^3 OU port
étudiant·e·s eau SAUF port""".splitlines()


@pytest.mark.parametrize("name", ON_DISK)
def test_where_more_is_found_than_is_put_in_order(name: str, tmp_path: Path) -> None:
    """The totals, the facets, the whole of an order by date; of the ten first by relevance at least nine."""
    chance = random.Random(11)

    def passage() -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(3, 60)))

    articles = [
        Article(
            f"a-{number:03}",
            passage()[:60],
            f"{passage()}\n\n« {passage()} », a souligné Odile Vernay, directrice du port.\n\n{passage()}",
            PartialDate(chance.randint(2022, 2024), chance.randint(1, 12)),
            chance.choice((None, *PLACES)),
            chance.choice((None, *ISSUERS)),
            tags=tuple(chance.sample(TAGS, 2)),
        )
        for number in range(MANY)
    ]
    engine, plain = engine_on(name, tmp_path), MemoryEngine()
    for one in (engine, plain):
        put(one, articles, 2)
    for typed in ASKED_OF_MANY:
        clause = clause_of(parse(typed).query)
        for sort in ("relevance", "date", "-date"):
            request = Request(clause, sort, 10, facets=("year", "month", "place", "issuer", "tag"))  # type: ignore[arg-type]
            answer, expected = engine.search(request), plain.search(request)
            assert (answer.total, answer.partial_total, answer.facets) == (
                expected.total,
                expected.partial_total,
                expected.facets,
            ), typed
            ids, expected_ids = ([found.id for found in one.documents] for one in (answer, expected))
            if sort == "relevance":
                assert len({*ids} & {*expected_ids}) >= min(9, len(expected_ids)), (typed, ids, expected_ids)
            else:
                assert ids == expected_ids, typed
