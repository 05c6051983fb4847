"""Words to stems: the lexicon first, then a few endings, then Snowball; accents are folded last.

Source of the algorithm behind it: the Snowball French stemmer, https://snowballstem.org/algorithms/french/stemmer.html
"""

from __future__ import annotations

import Stemmer

from archivist.french import lexicon
from archivist.french.normalize import fold

_snowball = Stemmer.Stemmer("french", 0).stemWord


def _families() -> dict[str, str]:
    stems: dict[str, str] = {}
    lines = [line.split() for line in lexicon.FAMILIES.splitlines()]
    # The mark keeps a family's stem apart from every stem that Snowball makes.
    for forms in lines:
        stems.update((form, f"{fold(forms[0])}+") for form in forms)
    # Typed without its accents, a word still has its family, unless that spelling is a word of another one.
    for forms in lines:
        for form in forms:
            stems.setdefault(fold(form), f"{fold(forms[0])}+")
    for line in lexicon.NAME_VARIANTS.splitlines():
        names = line.split()
        stems.update((name, f"{fold(names[0])}+") for name in (*names, *map(fold, names)))
    return stems


def _accented() -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    words: dict[str, list[str]] = {}
    stems: dict[str, str] = {}
    for line in lexicon.ACCENT_COUNTS.splitlines():
        forms = line.split()
        for form in forms:
            words.setdefault(fold(form), []).append(form)
            stems[form] = f"{forms[0]}+"
    return {plain: tuple(forms) for plain, forms in words.items()}, stems


_FAMILIES = _families()
_ACCENTED, _ACCENTED_STEMS = _accented()
_GRAMMATICAL = lexicon.GRAMMATICAL | frozenset(fold(word) for word in lexicon.GRAMMATICAL)


def is_grammatical(word: str) -> bool:
    """Tell whether ``word`` (lower case, accented or folded) only holds a sentence together."""
    return word in _GRAMMATICAL


def accented_words(plain: str) -> tuple[str, ...]:
    """Return the words that lose their meaning where they are written ``plain``, without their accents."""
    return _ACCENTED.get(plain, ())


def home_stem(form: str) -> str:
    """Return the one stem under which a form (folded, or a word whose accents count) is always indexed."""
    accented = _ACCENTED_STEMS.get(form)
    if accented:
        return accented
    # Grammatical words, numbers and single letters stand for themselves; the mark keeps them from being stems.
    if form in _GRAMMATICAL or len(form) == 1 or not form.isalpha():
        return f"={form}"
    return stem_of(form)


def stem_of(word: str) -> str:
    """Return the stem of a word in lower case, accented or not."""
    family = _FAMILIES.get(word)
    if family:
        return family
    if not word.isalpha():
        return f"={fold(word)}"
    return fold(_snowball(_with_regular_ending(word)))


def _with_regular_ending(word: str) -> str:
    """Give a word whose ending Snowball does not know an ending that it knows."""
    if len(word) < 5:
        return word
    if word.endswith("ent"):
        return _verb_in_ent(word)
    if word.endswith("ons") and word[:-1] not in lexicon.NOUNS_IN_ON and not word.endswith("ions"):
        return word[:-3].removesuffix("e").replace("ç", "c") + "er"
    if word.endswith(("trice", "trices")):
        singular = word.removesuffix("s")
        return word if singular in lexicon.NOT_AGENTS_IN_TRICE else singular[:-4] + "eur"
    if word.endswith(("euse", "euses")):
        singular = word.removesuffix("s")
        return singular[:-2] + "r" if singular in lexicon.AGENTS_IN_EUSE else word
    return word


def _verb_in_ent(word: str) -> str:
    verb = lexicon.VERBS_IN_MENT.get(word)
    if verb:
        return verb
    if word.endswith(("ment", "aient", "issent", "eront", "èrent")) or word in lexicon.NOT_VERBS_IN_ENT:
        return word
    return word[:-3] + "er"
