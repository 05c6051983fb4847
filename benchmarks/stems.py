"""Where our French stems join words that do not belong together, or split one word in several.

Usage: python benchmarks/stems.py DATA [--joins N] [--splits N] [--least N] [--stemmer ours|snowball]

DATA is a folder; every ``*.jsonl`` and ``*.jsonl.gz`` under it is read, and of each line the values of
``title`` and ``text``. The judge of what one word is, is the lexicon of the package ``simplemma``
(pip install simplemma), which nothing else here needs. It knows no context and no meaning: the two lists are
candidates for a person to read, not a verdict. Both are ordered by the frequency of what falls outside the
main part: of the other lexemes that a stem holds, and of the other stems that a lexeme has. A verb and the noun of its
action share a stem on purpose, and are among the joins.

``--stemmer snowball`` judges the Snowball stemmer in the same way (pip install PyStemmer), to compare the two counts.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from archivist.french.normalize import fold, normalize
from archivist.french.stem import is_grammatical, stems_of

WORD = re.compile(r"[^\W\d_]+")
Group = tuple[int, str, list[tuple[int, str, list[str]]]]


def ours(word: str) -> tuple[str, ...]:
    """The stems under which the index keeps a word, the one that it is always found by first."""
    found = stems_of(word)
    return (*found.wanted, *found.also)


def snowball() -> Callable[[str], tuple[str, ...]]:
    """The Snowball stemmer, its stems folded."""
    stemmer = importlib.import_module("Stemmer").Stemmer("french")
    return lambda word: (fold(stemmer.stemWord(word)),)


def texts(folder: Path) -> Iterator[str]:
    """Titles and texts of every line of every JSON Lines file under `folder`."""
    for path in sorted([*folder.rglob("*.jsonl"), *folder.rglob("*.jsonl.gz")]):
        reader = gzip.open if path.suffix == ".gz" else open
        with reader(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                if isinstance(record, dict):
                    yield from (v for k in ("title", "text") if isinstance(v := record.get(k), str))


def vocabulary(folder: Path, least: int) -> dict[str, int]:
    """Small-letter words that mean something, and how often they occur; what always has a capital is a name."""
    counts: Counter[str] = Counter()
    for text in texts(folder):
        found = WORD.findall(normalize(text).text)
        counts.update(word for word in found if word.islower() and len(word) > 1 and not is_grammatical(word))
    return {word: count for word, count in counts.items() if count >= least}


def group(words: dict[str, int], outer: Callable[[str], str], inner: Callable[[str], str]) -> list[Group]:
    """Words by `outer`, within it by `inner`, where that makes several; the heaviest second part first."""
    nested: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for word in words:
        nested[outer(word)][inner(word)].append(word)
    groups = []
    for key, parts in nested.items():
        if len(parts) < 2:
            continue
        weighed = [
            (sum(words[w] for w in forms), name, sorted(forms, key=lambda w: -words[w]))
            for name, forms in parts.items()
        ]
        weighed.sort(reverse=True)
        groups.append((sum(weight for weight, _, _ in weighed[1:]), key, weighed))
    return sorted(groups, reverse=True)


def show(title: str, groups: list[Group], limit: int) -> None:
    """Print the first `limit` groups, one a line: key, then each part with its frequency and forms."""
    print(f"# {title}: {len(groups)}, the first {min(limit, len(groups))}")
    for _, key, parts in groups[:limit]:
        told = (f"{name} {weight} ({', '.join(forms[:5])})" for weight, name, forms in parts[:6])
        print(key, " | ".join(told), sep="\t")


def main() -> int:
    parser = argparse.ArgumentParser(description="Words that the stems may join or split wrongly.")
    parser.add_argument("data", type=Path, help="folder with JSON Lines files (title, text)")
    parser.add_argument("--joins", type=int, default=250, help="how many joins to print")
    parser.add_argument("--splits", type=int, default=400, help="how many splits to print")
    parser.add_argument("--least", type=int, default=4, help="leave out words that are rarer than this")
    parser.add_argument("--stemmer", choices=("ours", "snowball"), default="ours", help="whose stems are judged")
    options = parser.parse_args()
    try:
        simplemma = importlib.import_module("simplemma")
    except ImportError:
        print(
            "The judge is missing: pip install simplemma, then run this again.",
            file=sys.stderr,
        )
        return 2
    if not options.data.is_dir():
        print(f"{options.data} is not a folder; give one that has JSON Lines files.", file=sys.stderr)
        return 2
    words = vocabulary(options.data, options.least)
    if not words:
        print(f"No text under {options.data}; it needs *.jsonl or *.jsonl.gz files.", file=sys.stderr)
        return 1
    all_stems = ours if options.stemmer == "ours" else snowball()
    stems = {word: all_stems(word) for word in words}
    lexemes = {word: str(simplemma.lemmatize(word, lang="fr")) for word in words}
    usual: dict[str, Counter[str]] = defaultdict(Counter)
    for word, lexeme in lexemes.items():
        usual[lexeme].update(dict.fromkeys(stems[word], words[word]))

    def met(word: str) -> str:
        """The stem of most forms of the word's lexeme, if that finds it, or its own."""
        home = usual[lexemes[word]].most_common(1)[0][0]
        return home if home in stems[word] else stems[word][0]

    joins = group(words, lambda word: stems[word][0], lexemes.__getitem__)
    show("joins (stem, lexemes that share it)", joins, options.joins)
    show("splits (lexeme, its stems)", group(words, lexemes.__getitem__, met), options.splits)
    return 0


if __name__ == "__main__":
    sys.exit(main())
