"""The best answer first: on the fictional releases of the demonstration, and on real data where it is present."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from archivist.archive import Archive
from archivist.article import Article
from archivist.engine import Engine, Request
from archivist.engine.schema import document_of
from archivist.search.parse import parse
from archivist.search.terms import clause_of
from engines import ON_DISK, engine_on, settings_of

ROOT = Path(__file__).parents[1]
RELEASES = ROOT / "src" / "archivist" / "demo" / "releases"

# A query as someone may type it, and the files of the releases that answer it: any of them is a right first hit.
ANSWERS = """
tannerie de Fès                                    | 2015-10 Les Sept Norias ouverture.txt
ouverture incubateur Fès                           | 2015-10 Les Sept Norias ouverture.txt
étudiants satellite Benguerir                      | CP_2016-04_nanosat_etudiants.txt
etudiantes en orbite                               | CP_2016-04_nanosat_etudiants.txt
guichet unique                                     | depeche-guichet-unique.txt
premier guichet unique en ligne                    | depeche-guichet-unique.txt
centre d'alerte petites entreprises                | borjsec_creation.html
Borjsec ouvre à Rabat                              | borjsec_creation.html
teinturières de Salé                               | tissenar-sale-2017.txt
eau claire oued                                    | tissenar-sale-2017.txt
centres de santé de montagne                       | sihaloin-telemedecine-fes.txt
jeunes pousses Fès Dakar                           | rosee-de-hann-2018.html
prix du salon Ibtikaria                            | CP Qanatea prix Ibtikaria.txt
capteur enterré                                    | CP Qanatea prix Ibtikaria.txt
station de dessalement                             | resam_station_dessalement.html
Quand commencent les travaux de dessalement ?      | resam_station_dessalement.html
bibliothèque flottante                             | dar-hourouf-rentree-2019.txt
bibliotheque flotante M'diq                        | dar-hourouf-rentree-2019.txt
triporteurs électriques Tanger                     | karroval-tanger-2020.txt
triporteur electrique                              | karroval-tanger-2020.txt
démarches en ligne entreprises                     | dspn_attestations_2020.txt
recueil de paroles en darija                       | lissanea-corpus-darija.md
Hydrosel                                           | communique-2021-03-hydrogene.txt
hydrogène Lyon                                     | communique-2021-03-hydrogene.txt
payer depuis un téléphone à touches                | drahmeo-portefeuille.txt
boutique en ligne Tissenar                         | tissenar-boutique.md
baromètre de la Moulouya                           | barometre-moulouya-2022.md
Solhyane pilote Guercif                            | CP_hydrogene_vert.html solhyane_report.txt
fausses factures d'eau                             | alerte-hameconnage.txt
alerte hameçonage factures                         | alerte-hameconnage.txt
école du code Tanger                               | darhourouf_ecole_du_code.html
fonds d'amorçage Cefram Tirsal                     | cefram-fonds-tirsal.txt
vélos-cargos Casablanca                            | karroval-500-velos.html
velo cargo                                         | karroval-500-velos.html
report de la mise en service                       | solhyane_report.txt
sécheresse pression la nuit                        | resam-secheresse-2024.md
Premier Sillon                                     | communique-2024-03-amorcage.txt
interruption du 28 mai                             | note presse (v2).txt
Que s'est-il passé chez Drahmeo le 28 mai ?        | note presse (v2).txt
Tirsal Amorçage II                                 | tirsal-premier-closing.txt tirsal-premier-closing_RECTIFICATIF.txt
rectificatif closing                               | tirsal-premier-closing_RECTIFICATIF.txt
intelligence artificielle marchés publics          | étude-IA-marche-public.txt
l'IA lit les marchés publics                       | étude-IA-marche-public.txt
sage-femme sonde échographie                       | sihaloin-5g-échographie.txt
premier signal du nanosatellite                    | UPHZ_nanosatellite_signal.txt UPHZ_nanosatellite_signal_MAJ.txt
Najmasat                                           | UPHZ_nanosatellite_signal.txt UPHZ_nanosatellite_signal_MAJ.txt
Tirsal investit dans Qanatea                       | qanatea-tour-de-table.txt
premier kilo d'hydrogène vert                      | solhyane-mise-en-service.html
promotion Rosée de Hann                            | rosee-de-hann-promotion-2025.md
soignants sans ordinateur                          | borjsec-sante-hopitaux.txt
bilan 2025 des Sept Norias                         | bilan-2025-les-sept-norias.md
standard vocal de la DSPN                          | lissanea-voix-standard.html
compter ses palmiers                               | oasis-carnet-de-releves.txt
baromètre de l'amorçage francophone                | cefram-barometre-amorcage.txt
label des teintures                                | tissenar-label.txt
"""
CASES = [tuple(part.strip() for part in line.split("|")) for line in ANSWERS.strip().splitlines()]


@pytest.fixture(scope="module", params=ON_DISK)
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.create(tmp_path_factory.mktemp("demo")) as archive:
        settings_of(archive.root).choose_engine(request.param)
        report = archive.ingest([str(RELEASES)])
        assert report.added == len(list(RELEASES.iterdir()))
        yield archive


def rank_of_answer(archive: Archive, query: str, answers: str) -> int | None:
    """Return the rank of the first right hit, from 1; None where it is not among the first ten."""
    hits = archive.search(query, snippets=0).hits
    ranks = (rank for rank, hit in enumerate(hits, start=1) if Path(hit.source or "").name in answers)
    return next(ranks, None)


def test_the_demonstration_has_enough_queries_and_all_answers_exist() -> None:
    assert len(CASES) >= 40
    for query, answers in CASES:
        assert any(path.name in answers for path in RELEASES.iterdir()), query


@pytest.mark.parametrize(("query", "answers"), CASES, ids=[query for query, _ in CASES])
def test_a_right_release_is_among_the_first_three(demo: Archive, query: str, answers: str) -> None:
    rank = rank_of_answer(demo, query, answers)
    assert rank is not None
    assert rank <= 3


def test_a_right_release_is_nearly_always_the_first(demo: Archive) -> None:
    ranks = [rank_of_answer(demo, query, answers) for query, answers in CASES]
    assert sum(1 / rank for rank in ranks if rank) / len(ranks) >= 0.95


@pytest.fixture(params=ON_DISK)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    return engine_on(request.param, tmp_path)


# --- What the ranking promises, on a few sentences --------------------------------------------------------------

# What is asked; what must come first, and what must come after it.
ORDERS = [
    ("the title before the text", "phosphate", ("Le phosphate", "Une usine ouvre."), ("Une usine", "Le phosphate.")),
    (
        "words together before words apart",
        "usine pilote",
        ("", "Une usine pilote est à Azur, où l'eau est rare."),
        ("", "Une usine est à Azur, où l'eau est rare, et un pilote."),
    ),
    (
        "the form that was typed before another",
        "usines",
        ("", "Trois usines ouvrent."),
        ("", "Une usine ouvre, enfin."),
    ),
    (
        "more words of the query in the title",
        "usine pilote d'Azur",
        ("L'usine pilote", "Azur en a une."),
        ("Une usine", "Un pilote existe, et Azur."),
    ),
    (
        "a title of little else",
        "usine pilote",
        ("Une usine", "Le pilote vient."),
        ("Une usine, un port, un musée, une gare", "Le pilote vient."),
    ),
    (
        "every word before most words",
        "usine pilote azur",
        ("", "Un pilote. " + "Rien. " * 80 + "Une usine. Azur."),
        ("Usine pilote", "Usine pilote, usine pilote."),
    ),
    (
        "words together in a phrase that is not quoted",
        "mise en œuvre",
        ("", "La mise en œuvre de la loi suit son cours."),
        ("", "La mise est close. Une œuvre de la ville suit son cours."),
    ),
]


@pytest.mark.parametrize("order", ORDERS, ids=[order[0] for order in ORDERS])
def test_order(engine: Engine, order: tuple[Any, ...]) -> None:
    _, query, first, second = order
    # Among equals `a` would come first.
    engine.rebuild(document_of(Article(id, title, text)) for id, (title, text) in (("b", first), ("a", second)))
    ranking = engine.search(Request(clause_of(parse(query).query)))
    assert [document.id for document in ranking.documents] == ["b", "a"]


# A question; whether each text has all of its words.
QUESTIONS = [
    ("puis-je visiter l'usine ?", "L'usine se visite le lundi.", True),
    ("Peut-on visiter une usine ?", "L'usine se visite le lundi.", True),
    ("L'usine existe-t-elle ?", "Une usine existe.", True),
    ("période d essai", "La période d'essai est finie.", True),
    ("faut-il visiter l'usine", "Une usine ouvre.", False),
    ("peut-on visiter", "On peut entrer.", False),
    ("un rendez-vous", "Rendez la monnaie.", False),
]


@pytest.mark.parametrize(("query", "text", "complete"), QUESTIONS)
def test_words_of_asking_neither_make_nor_break(engine: Engine, query: str, text: str, complete: bool) -> None:
    engine.rebuild([document_of(Article("one", "", text))])
    assert engine.search(Request(clause_of(parse(query).query))).total == int(complete)


def test_a_slip_of_the_pen_counts_in_partial_matches_only(engine: Engine) -> None:
    texts = {"both": "Une usine de phosphate.", "one": "Une usine de verre.", "other": "Un lac."}
    engine.rebuild(document_of(Article(id, "", text)) for id, text in texts.items())
    ranking = engine.search(Request(clause_of(parse("usine phospate").query)))
    assert (ranking.total, ranking.partial_total) == (0, 2)
    assert [document.id for document in ranking.documents] == ["both", "one"]
    alone = engine.search(Request(clause_of(parse("phospate").query)))
    assert (alone.total, alone.partial_total) == (0, 0)
    known = engine.search(Request(clause_of(parse("usine lac").query)))
    assert {document.id for document in known.documents} == {"both", "one", "other"}


# --- Floors on real data ---------------------------------------------------------------------------------------

# The figures of benchmarks/relevance, a little below what was measured when they were pinned.
FLOORS = {"all words first": 0.35, "any word": 0.405, "title finds release": 0.81}


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    specification = importlib.util.spec_from_file_location("relevance", ROOT / "benchmarks" / "relevance.py")
    assert specification and specification.loader
    module = importlib.util.module_from_spec(specification)
    sys.modules["relevance"] = module
    specification.loader.exec_module(module)
    return module


def real_data(*parts: str) -> Path:
    """Return a file or folder of the real data; skip the test where it is not there."""
    folder = os.environ.get("ARCHIVIST_DATA")
    if not folder:
        pytest.skip("real data is measured where ARCHIVIST_DATA names its folder")
    path = Path(folder).joinpath(*parts)
    if not path.exists():
        pytest.skip(f"{path} is not there")
    return path


@pytest.mark.parametrize("on", ON_DISK)
@pytest.mark.parametrize(("name", "any_word"), [("all words first", False), ("any word", True)])
def test_judged_queries(benchmark: Any, tmp_path: Path, name: str, any_word: bool, on: str) -> None:
    collection = benchmark.judged(real_data("retrieval", "code-du-travail"))
    search = benchmark.archivist(collection.documents, tmp_path, any_word, on)
    assert benchmark.measure(search, collection.queries).ndcg >= FLOORS[name]


@pytest.mark.parametrize("on", ON_DISK)
def test_title_finds_release(benchmark: Any, tmp_path: Path, on: str) -> None:
    collection = benchmark.titled(real_data("press", "communiques.jsonl.gz"), 2000)
    search = benchmark.archivist(collection.documents, tmp_path, name=on)
    assert benchmark.measure(search, collection.queries).mrr >= FLOORS["title finds release"]
