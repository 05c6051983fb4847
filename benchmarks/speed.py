"""How fast it is: ingest, reindex, warm queries and whole processes, beside stock Whoosh and SQLite FTS5.

Usage: python benchmarks/speed.py DATA [--sizes 1000,10000] [--rounds 3] [--engine whoosh,tantivy] [--direct] [--peers]
                                   [--folder DIR] [--record FILE]

DATA is a JSON Lines file (``.gz`` or not) of releases: id, title, date, place, issuer, text, html. They are first
written as HTML and text files with their metadata, then taken in by ``archivist ingest``; ``--direct`` writes the files
of the corpus instead and measures no ingest. Where DATA runs out, its whole paragraphs are put together anew, with a
fixed seed. With several engines the same archive moves from one to the next. Every step runs in a process of its own;
all figures are CPU time of the process and its children, never time on the clock, so that they mean something on a
machine that does other things. With several rounds the engines take turns, and the median is printed.

Stock Whoosh is ``TEXT(analyzer=LanguageAnalyzer("fr"), stored=True)`` with its default writer, FTS5 is ``unicode61
remove_diacritics 2``. Peers are handed texts in memory; archivist reads and parses the files of its corpus.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import os
import random
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from archivist.archive import Archive
from archivist.article import Article, PartialDate
from archivist.corpus import new_id

SEED = 20240530
WORD = re.compile(r"[^\W\d_]{4,}")
PER_KIND = 200
COLD_RUNS = 15

Figures = dict[str, Any]


def cpu() -> float:
    """CPU seconds of this process and of its children that have ended."""
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def memory() -> int:
    """The most bytes that this process has had in memory, and those of its largest child beside it."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(who).ru_maxrss * 1024 for who in kinds)


def releases(path: Path, count: int) -> Iterator[dict[str, str]]:
    """The first ``count`` releases of DATA, and then others made of its paragraphs; of several issuers the first."""
    known: list[dict[str, str]] = []
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in islice(lines, count):
            one = json.loads(line)
            issuers = one["issuer"]
            one["issuer"] = issuers if isinstance(issuers, str) else (issuers or [""])[0]
            known.append(one)
            yield one
    if len(known) == count:
        return
    chance = random.Random(SEED)
    paragraphs = [paragraph for one in known for paragraph in one["text"].split("\n") if paragraph.strip()]
    for number in range(len(known), count):
        model = known[number % len(known)]
        several = [chance.choice(paragraphs) for paragraph in model["text"].split("\n") if paragraph.strip()]
        body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in several)
        title = chance.choice(known)["title"]
        yield {**model, "id": f"{model['id']}-{number}", "title": title, "text": "\n".join(several), "html": body}


# --- Steps: each runs in its own process and prints its figures as JSON -----------------------------------------


def write_sources(data: Path, count: int, folder: Path) -> Figures:
    """Write releases as press offices send them: two thirds HTML, one third plain text."""
    folder.mkdir(parents=True)
    for number, one in enumerate(releases(data, count)):
        name = f"{number:05}-{one['id']}"
        if number % 3 == 2:
            head = f"{one['title']}\n\n{one['place']}, {one['date']} - "
            (folder / f"{name}.txt").write_text(head + one["text"].replace("\n", "\n\n") + f"\n\n{one['issuer']}\n")
            continue
        title, issuer = html.escape(one["title"]), html.escape(one["issuer"])
        (folder / f"{name}.html").write_text(
            f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title>'
            f'<meta property="article:published_time" content="{one["date"]}"><meta name="author" content="{issuer}">'
            f'</head><body><header><nav><a href="/">Accueil</a></nav></header><article><h1>{title}</h1>'
            f"<p>{html.escape(one['place'])}, {one['date']} - </p>{one['html']}</article>"
            "<footer>Mentions légales</footer></body></html>"
        )
    return {}


def ingest(folder: Path, sources: Path) -> Figures:
    """Take in the files of ``sources``."""
    started, began = cpu(), time.perf_counter()
    with Archive.create(folder) as archive:
        report = archive.ingest([str(sources)])
    return {"documents": report.added, "cpu": cpu() - started, "clock": time.perf_counter() - began, "memory": memory()}


def write_corpus(data: Path, count: int, folder: Path) -> Figures:
    """Write the articles of an archive without ingesting anything: unmeasured, so nobody waits for the disk."""
    os.fsync = lambda _descriptor: None
    with Archive.create(folder) as archive:
        taken: set[str] = set()
        for one in releases(data, count):
            date = PartialDate.parse(one["date"])
            id = new_id(one["title"], date, taken)
            taken.add(id)
            text = one["text"].replace("\n", "\n\n")
            archive.corpus.write(Article(id, one["title"], text, date, one["place"] or None, one["issuer"] or None))
    return {}


def reindex(folder: Path, engine: str) -> Figures:
    """Build the index again from the corpus with an engine; measures its size and the memory it took too."""
    with Archive.open(folder) as archive:
        started, began = cpu(), time.perf_counter()
        documents = archive.reindex(engine=engine)
        spent, clock = cpu() - started, time.perf_counter() - began
    # Shards that the manifest names no more stay a while for readers that have them open.
    manifest = json.loads((folder / "index" / engine / "manifest.json").read_bytes())
    shards = [folder / "index" / engine / shard["name"] for shard in manifest["content"]["shards"]]
    texts = sum(path.stat().st_size for path in (folder / "corpus").rglob("*.md"))
    size = sum(map(_size, shards))
    return {"documents": documents, "cpu": spent, "clock": clock, "bytes": size, "texts": texts, "memory": memory()}


def update(folder: Path) -> Figures:
    """Change fifty articles by hand; the next ingest, here of nothing, brings the index up to date."""
    with Archive.open(folder) as archive:
        archive.ingest([])  # what is known of the texts, which a real archive has since they came in
        changed = [filed.path for filed in islice(archive.corpus.files(), 0, 5000, 100)][:50]
        for path in changed:
            path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        started, began = cpu(), time.perf_counter()
        archive.ingest([])
        return {"documents": len(changed), "cpu": cpu() - started, "clock": time.perf_counter() - began}


def query(folder: Path) -> Figures:
    """Search with every kind of query, snippets and all, in a process that has searched before."""
    with Archive.open(folder) as archive:
        kinds = queries(archive)

        def search(text: str, sort: Any) -> None:
            archive.search(text, sort=sort)

        def search_and_count(text: str, sort: Any) -> None:
            archive.search(text, sort=sort, facets=("year", "place", "issuer", "tag"))

        measured = {
            kind: _timed(search, texts, "-date" if kind == "sort by date" else "relevance") for kind, texts in kinds
        }
        for kind in ("common word", "two words", "one of three"):
            measured[f"{kind}, facets"] = _timed(search_and_count, dict(kinds)[kind], "relevance")
        return measured


def cold(folder: Path) -> Figures:
    """Run whole processes: ``archivist search``, and Python that does nothing."""
    with Archive.open(folder) as archive:
        texts = dict(queries(archive))["two words"][:COLD_RUNS]
    _process(["-m", "archivist", "search", texts[0]], folder)
    searching = [_process(["-m", "archivist", "search", text], folder) for text in texts]
    nothing = [_process(["-c", "pass"], folder) for _ in texts]
    return {"search": statistics.median(searching), "python": statistics.median(nothing)}


def whoosh(folder: Path, data: Path, count: int, archive_folder: Path) -> Figures:
    """Index and search with Whoosh as its manual shows it."""
    from whoosh.analysis import LanguageAnalyzer
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.index import create_in
    from whoosh.qparser import FuzzyTermPlugin, MultifieldParser

    texts = list(releases(data, count))
    folder.mkdir(parents=True)
    started = cpu()
    analyzer = LanguageAnalyzer("fr")
    schema = Schema(id=ID(stored=True), title=TEXT(analyzer=analyzer, stored=True), text=TEXT(analyzer, stored=True))
    index = create_in(folder, schema)
    writer = index.writer()
    for one in texts:
        writer.add_document(id=one["id"], title=one["title"], text=one["text"])
    writer.commit()
    spent = cpu() - started
    searcher = index.searcher()
    parser = MultifieldParser(["title", "text"], schema)
    parser.add_plugin(FuzzyTermPlugin())

    def search(text: str, _sort: Any) -> None:
        for hit in searcher.search(parser.parse(text.replace(" OU ", " OR ")), limit=10):
            hit.highlights("text", top=2)

    return {"documents": len(texts), "cpu": spent, "bytes": _size(folder), **_peer_queries(archive_folder, search)}


def fts5(folder: Path, data: Path, count: int, archive_folder: Path) -> Figures:
    """Index and search with SQLite."""
    texts = list(releases(data, count))
    folder.mkdir(parents=True)
    started = cpu()
    database = sqlite3.connect(folder / "fts5.sqlite")
    database.execute("CREATE VIRTUAL TABLE found USING fts5(title, text, tokenize='unicode61 remove_diacritics 2')")
    database.executemany("INSERT INTO found VALUES (?, ?)", ((one["title"], one["text"]) for one in texts))
    database.commit()
    spent = cpu() - started

    def search(text: str, _sort: Any) -> None:
        database.execute(
            "SELECT title, snippet(found, 1, '[', ']', '…', 40) FROM found WHERE found MATCH ? ORDER BY rank LIMIT 10",
            (text.replace(" OU ", " OR "),),
        ).fetchall()

    searched = _peer_queries(archive_folder, search, without=("wildcard", "fuzzy"))
    return {"documents": len(texts), "cpu": spent, "bytes": _size(folder), **searched}


# --- Queries -----------------------------------------------------------------------------------------------------


def queries(archive: Archive) -> list[tuple[str, list[str]]]:
    """Queries of every kind, drawn from the words of the archive: the same for the same archive."""
    kept = archive.root / "index" / "queries.json"
    if kept.exists():
        return [(kind, texts) for kind, texts in json.loads(kept.read_text())]
    chance = random.Random(SEED)
    articles = list(archive.articles())
    counts: Counter[str] = Counter()
    for article in articles:
        counts.update({word.lower() for word in WORD.findall(article.text)})
    rare = sorted(word for word, count in counts.items() if 1 <= count <= 5)
    common = sorted(word for word, count in counts.items() if count >= len(articles) / 20)
    middle = sorted(word for word, count in counts.items() if count >= len(articles) / 500)
    texts = [article.text for article in articles if len(WORD.findall(article.text)) > 20]
    useful = set(middle)

    def several(count: int) -> list[str]:
        words = [word for word in WORD.findall(chance.choice(texts)) if word.lower() in useful]
        return chance.sample(words, count) if len(words) >= count else several(count)

    def phrase() -> str:
        words = re.findall(r"[^\W\d_]+", chance.choice(texts))
        at = chance.randrange(len(words) - 3)
        return " ".join(words[at : at + 3])

    def slip(word: str) -> str:
        at = chance.randrange(1, len(word))
        return word[:at] + word[at + 1 :]

    years = sorted({article.date.year for article in articles if article.date})

    def period() -> str:
        first, last = sorted(chance.choices(years, k=2))
        return f"{chance.choice(middle)} date:{first}..{last}"

    makers: dict[str, Callable[[], str]] = {
        "rare word": lambda: chance.choice(rare),
        "common word": lambda: chance.choice(common),
        "two words": lambda: " ".join(several(2)),
        "three words": lambda: " ".join(several(3)),
        "one of three": lambda: " OU ".join(several(3)),
        "phrase": lambda: f'"{phrase()}"',
        "prefix": lambda: f"{chance.choice(middle)[:5]}*",
        "wildcard": lambda: (lambda word: f"{word[:3]}*{word[-2:]}")(chance.choice(middle)),
        "fuzzy": lambda: f"{slip(chance.choice(middle))}~",
        "period": period,
        "sort by date": lambda: chance.choice(common),
    }
    made = [(kind, [make() for _ in range(PER_KIND)]) for kind, make in makers.items()]
    kept.write_text(json.dumps(made))
    return made


def _timed(search: Callable[[str, Any], None], texts: list[str], sort: str) -> list[float]:
    """Median and 95th percentile of CPU milliseconds; the first queries only warm up."""
    for text in texts[:10]:
        search(text, sort)
    spent = []
    for text in texts:
        started = time.process_time()
        search(text, sort)
        spent.append((time.process_time() - started) * 1000)
    spent.sort()
    return [statistics.median(spent), spent[int(len(spent) * 0.95)]]


def _peer_queries(folder: Path, search: Callable[[str, Any], None], without: tuple[str, ...] = ()) -> Figures:
    left_out = {"period", "sort by date", *without}
    with Archive.open(folder) as archive:
        kinds = queries(archive)
    return {kind: _timed(search, texts, "") for kind, texts in kinds if kind not in left_out}


def _process(arguments: list[str], folder: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # As an installed program runs: from compiled modules, which are kept out of the checkout here.
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONPYCACHEPREFIX": f"{folder}.compiled"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, check=False, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


# --- The whole run -----------------------------------------------------------------------------------------------

STEPS = (write_sources, ingest, write_corpus, reindex, update, query, cold, whoosh, fts5)


def run(step: Callable[..., Figures], *arguments: object) -> Figures:
    """Run a step in a fresh process."""
    command = [sys.executable, __file__, "--step", step.__name__, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{step.__name__} failed:\n{done.stderr}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


def one_size(data: Path, count: int, folder: Path, options: argparse.Namespace) -> None:
    """Measure archives of ``count`` articles and print the figures."""
    archive = folder / f"archive-{count}"
    taken_in: Figures | None = None
    if options.direct:
        _made_once(write_corpus, data, count, archive)
    else:
        sources = folder / f"sources-{count}"
        _made_once(write_sources, data, count, sources)
        shutil.rmtree(archive, ignore_errors=True)
        taken_in = run(ingest, archive, sources)
        _print_rate("archivist ingest", [taken_in])
    engines = options.engine.split(",")
    rounds: dict[str, list[Figures]] = {
        name: [] for name in (*(f"on {engine}" for engine in engines), "whoosh", "fts5")
    }
    whole: dict[str, Figures] = {}
    updates: dict[str, Figures] = {}
    for number in range(options.rounds):
        for engine in engines:
            rounds[f"on {engine}"].append({**run(reindex, archive, engine), **run(query, archive)})
            if number == options.rounds - 1:
                whole[engine] = run(cold, archive)
                updates[engine] = run(update, archive)
        for peer in (whoosh, fts5) if options.peers else ():
            rounds[peer.__name__].append(run(peer, folder / f"{peer.__name__}-{count}-{number}", data, count, archive))
    for engine in engines:
        _print_rate(f"reindex on {engine}", rounds[f"on {engine}"])
    if options.peers:
        _print_rate("stock Whoosh", rounds["whoosh"])
        _print_rate("SQLite FTS5", rounds["fts5"])
    print(f"\n  {'CPU ms, median and p95':24}" + "".join(f"{name:>18}" for name in rounds if rounds[name]))
    for kind in (kind for kind, value in rounds[f"on {engines[0]}"][0].items() if isinstance(value, list)):
        columns = []
        for name in (name for name in rounds if rounds[name]):
            measured = [one[kind] for one in rounds[name] if kind in one]
            middle = [statistics.median(column) for column in zip(*measured, strict=True)]
            columns.append(f"{middle[0]:9.1f}{middle[1]:9.1f}" if middle else f"{'-':>18}")
        print(f"  {kind:24}" + "".join(columns))
    for engine, cold_run in whole.items():
        above = cold_run["search"] - cold_run["python"]
        print(
            f"\n  a whole `archivist search` on {engine}: {cold_run['search']:.0f} ms CPU, "
            f"{above:.0f} more than Python alone",
            flush=True,
        )
    for engine, figures in updates.items():
        print(f"  an update of {figures['documents']} articles on {engine}: {figures['cpu']:.1f} s CPU")
    print()
    if options.record:
        record = {"articles": count, "ingest": taken_in, "engines": rounds, "cold": whole, "update": updates}
        with options.record.open("a", encoding="utf-8") as file:
            file.write(json.dumps(record) + "\n")


def _made_once(step: Callable[..., Figures], data: Path, count: int, folder: Path) -> None:
    if not folder.exists():
        begun = folder.with_name(f"{folder.name}.part")
        shutil.rmtree(begun, ignore_errors=True)
        run(step, data, count, begun)
        begun.rename(folder)


def _print_rate(name: str, rounds: list[Figures]) -> None:
    rate = statistics.median(one["documents"] / one["cpu"] for one in rounds)
    last = rounds[-1]
    size = f", {last['documents'] / last['clock']:.0f} per second on the clock" if "clock" in last else ""
    size += f", index {last['bytes'] / 1e6:.0f} MB" if "bytes" in last else ""
    size += f" ({last['bytes'] / last['texts']:.2f} bytes a byte of text)" if "texts" in last else ""
    size += f", memory {last['memory'] / 1e6:.0f} MB" if "memory" in last else ""
    print(f"  {name:24}{rate:8.0f} documents per CPU second{size}", flush=True)


def main() -> int:
    if sys.argv[1:2] == ["--step"]:
        step = next(step for step in STEPS if step.__name__ == sys.argv[2])
        arguments = (int(one) if one.isdecimal() else Path(one) if "/" in one else one for one in sys.argv[3:])
        print(json.dumps(step(*arguments)))
        return 0
    parser = argparse.ArgumentParser(description="Speed of archivist beside its peers, in CPU time.")
    parser.add_argument("data", type=Path, help="JSON Lines file of releases")
    parser.add_argument("--sizes", default="1000,10000", help="how many articles, separated by commas")
    parser.add_argument("--rounds", type=int, default=3, help="how often each engine takes its turn")
    parser.add_argument("--engine", default="whoosh", help="engines of archivist, separated by commas")
    parser.add_argument("--direct", action="store_true", help="write the corpus directly and measure no ingest")
    parser.add_argument("--peers", action="store_true", help="measure stock Whoosh and SQLite FTS5 too")
    parser.add_argument("--folder", type=Path, help="work here and keep the archives (otherwise a temporary folder)")
    parser.add_argument("--record", type=Path, help="add all figures to this JSON Lines file, for benchmarks/plot.py")
    options = parser.parse_args()
    if not options.data.is_file():
        print(f"{options.data} is no file; give a JSON Lines file of releases.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.folder or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        for count in map(int, options.sizes.split(",")):
            print(f"{count:,} articles", flush=True)
            one_size(options.data.resolve(), count, folder, options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
