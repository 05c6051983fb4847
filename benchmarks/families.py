"""Measure how releases that repeat one another are told from those that are only alike.

    python benchmarks/families.py FOLDER [--sample 400] [--wrong 5]

FOLDER (or the environment variable ``ARCHIVIST_DATA``) holds ``press/communiques.jsonl.gz``, real press releases. Of a
sample, copies are made: 1 to 20 % of the words replaced here and there, or whole sentences rewritten or left out; a
paragraph added; a header and a footer added. Each copy is dated up to ten days later, or not dated at all. All other
releases are in the archive too, the series among them. Precision is also measured on pairs of real releases that share
half of their words (those that a look-up of common passages finds), dated and with their dates hidden.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from archivist.article import Article, PartialDate
from archivist.corpus import Corpus
from archivist.french import passages
from archivist.twins import Texts, kinship_of

EDITS = (0.01, 0.02, 0.05, 0.1, 0.15, 0.2)
HEADER = "Service de presse. Pour diffusion immédiate. Merci de citer la source."
FOOTER = "Imprimer cette page. Retour à la liste des communiqués. Tous droits réservés."


def releases(file: Path) -> list[Article]:
    """Return the real releases with a text of some length, those that are there twice only once."""
    found: dict[str, Article] = {}
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            one = json.loads(line)
            text = one["text"].replace("\n", "\n\n")
            words = passages.words(text)
            if len(words) >= 60:
                article = Article(f"r{number}", one["title"], text, PartialDate.parse(one["date"]))
                found.setdefault(passages.digest(words), article)
    return list(found.values())


def scattered(text: str, share: float, words: list[str], chance: random.Random) -> str:
    """Replace a share of the words by others of the language, here and there."""
    return re.sub(r"\w+", lambda word: chance.choice(words) if chance.random() < share else word[0], text)


def rewritten(text: str, share: float, words: list[str], chance: random.Random) -> str:
    """Rewrite or leave out whole sentences until a share of the words has changed."""
    sentences = re.split(r"(?<=[.!?])(\s+)", text)
    total, changed = len(text.split()), 0
    order = list(range(0, len(sentences), 2))
    chance.shuffle(order)
    for at in order:
        size = len(sentences[at].split())
        if changed + size > share * total:
            continue
        changed += size
        sentences[at] = " ".join(chance.choices(words, k=size)) + "." if chance.random() < 0.7 else ""
    return "".join(sentences)


def copies(article: Article, other: Article, words: list[str], chance: random.Random) -> dict[str, tuple[Article, str]]:
    """Return copies of an article by the name of what was done, each with the kinship that is right."""
    day = article.date and date(article.date.year, article.date.month or 1, article.date.day or 1)
    assert day
    later = day + timedelta(days=chance.randrange(0, 11))
    made: dict[str, tuple[Article, str]] = {}
    for share in EDITS:
        for name, edit in (("scattered", scattered), ("sentences", rewritten)):
            title = chance.choice([article.title, f"Rectificatif : {article.title}"])
            text = edit(article.text, share, words, chance)
            dated = PartialDate(later.year, later.month, later.day)
            copy = replace(article, title=title, text=text, date=dated)
            made[f"{name} {share:.0%}"] = (copy, "family")
            made[f"{name} {share:.0%}, undated"] = (replace(copy, date=None), "family")
    paragraph = other.text[:700]
    made["paragraph added"] = (replace(article, text=f"{article.text}\n\n{paragraph}"), "family")
    made["header and footer"] = (replace(article, text=f"{HEADER}\n\n{article.text}\n\n{FOOTER}"), "same")
    made["other typography"] = (replace(article, text=article.text.upper().replace("'", "’"), date=None), "same")
    return made


def made_families(articles: list[Article], sample: int, wrong: int) -> None:
    chance = random.Random(5)
    vocabulary = [word for article in articles[:500] for word in re.findall(r"\w+", article.text)]
    with tempfile.TemporaryDirectory() as folder:
        texts = Texts(Path(folder), Corpus(Path(folder)))
        for article in articles:
            texts.add(article)
        figures: dict[str, Counter[str]] = {}
        found = right = total = 0
        for article in chance.sample(articles, sample):
            for name, (copy, wanted) in copies(article, chance.choice(articles), vocabulary, chance).items():
                if passages.words(copy.text) == passages.words(article.text):
                    wanted = "any"  # nothing happened to be edited
                twin = texts.twin_of(replace(copy, id="copy"))
                counts = figures.setdefault(name, Counter())
                good = twin is not None and twin.id == article.id
                counts["found"] += good
                counts["kind"] += good and twin is not None and (twin.kinship == wanted or wanted == "any")
                counts["other"] += twin is not None and not good
                counts["all"] += 1
                found += twin is not None
                right += good
                total += 1
                if wrong and not good and counts["all"] - counts["found"] <= wrong:
                    print("    ", name, article.title[:60], "->", twin)
    for name, counts in figures.items():
        share, named = counts["found"] / counts["all"], counts["kind"] / counts["all"]
        print(f"  {name:28} found {share:.3f}  rightly named {named:.3f}  another {counts['other']}")
    print(f"made families: recall {right / total:.4f}, precision {right / found:.4f} ({total} copies)")


def series(articles: list[Article], wrong: int) -> None:
    """Count the pairs of one series that are taken for a family; real corrections and reposts among them are listed."""
    texts = [passages.words(article.text) for article in articles]
    having: dict[int, list[int]] = {}
    for number, text in enumerate(texts):
        for value in passages.sketch(text):
            having.setdefault(value, []).append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in having.values():
        if len(numbers) <= 60:
            shared.update((a, b) for at, a in enumerate(numbers) for b in numbers[at + 1 :])
    pairs = [pair for pair in shared if passages.common_share(texts[pair[0]], texts[pair[1]]) >= 0.5]
    for name, hidden in (("dated", False), ("dates hidden", True)):
        taken = []
        for a, b in pairs:
            one, other = articles[a], articles[b]
            if hidden:
                one, other = replace(one, date=None), replace(other, date=None)
            if kinship_of(one, texts[a], other, texts[b]):
                taken.append((a, b))
        print(f"series, {name}: {len(taken)} of {len(pairs)} pairs taken for a family ({len(taken) / len(pairs):.4f})")
        for a, b in random.Random(1).sample(taken, min(wrong, len(taken))):
            share = passages.resemblance(texts[a], texts[b])
            told = " | ".join(f"{articles[one].date} {articles[one].title[:60]}" for one in (a, b))
            print(f"     {share:.2f} {told}")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", default=os.environ.get("ARCHIVIST_DATA"), type=Path)
    arguments.add_argument("--sample", type=int, default=400, help="releases of which copies are made")
    arguments.add_argument("--wrong", type=int, default=0, help="examples of what went wrong, for each kind")
    options = arguments.parse_args()
    if options.folder is None or not (Path(options.folder) / "press" / "communiques.jsonl.gz").is_file():
        print("Give the folder with the real press releases, or set ARCHIVIST_DATA.", file=sys.stderr)
        return 2
    articles = releases(Path(options.folder) / "press" / "communiques.jsonl.gz")
    print(f"{len(articles)} releases")
    series(articles, options.wrong)
    made_families(articles, options.sample, options.wrong)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
