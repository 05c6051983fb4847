"""Words to stems: what the lexicon says first, then the forms of verbs, then the endings of nouns and adjectives.

A stem stands for the inflections of one word, for a verb and the noun of its action where spelling tells (``innover``,
``innovation``), for an adjective and its adverb, and for nothing else: ``organe`` and ``organisation``, ``porte`` and
``port``, ``dur`` and ``durable`` stay apart. (The Snowball stemmer for French takes off derivations too, and so joins
them; it also splits what spelling hides: ``travaux``, ``peut``, ``directrice``.) Accents are folded at the end.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from archivist.french.conjugation import base_in_er, form_in_er, verb_of
from archivist.french.lexicon import accents, adjectives, families, names, nouns, writing
from archivist.french.normalize import fold


class Stems(NamedTuple):
    """The stems of a word: ``wanted`` is what it is found by, the first one its home; ``also`` what else finds it."""

    wanted: tuple[str, ...]
    also: tuple[str, ...] = ()


def _words(*tables: str) -> frozenset[str]:
    return frozenset(fold(" ".join(tables)).split())


def _pairs(table: str) -> dict[str, str]:
    return {first: second for first, _, second in (line.partition(" ") for line in table.splitlines())}


def _known() -> dict[str, str]:
    """Return the words whose stem the lexicon tells, with their accents and without."""
    known: dict[str, str] = {}
    lines = [line.split() for line in (*families.FAMILIES.splitlines(), *names.NAME_VARIANTS.splitlines())]
    # The mark keeps a family's stem apart from every stem that the rules make.
    for forms in lines:
        known.update((form, f"{fold(forms[0])}+") for form in forms)
    # Typed without its accents, a word still has its family, unless that spelling is a word of another one.
    for forms in lines:
        for form in forms:
            known.setdefault(fold(form), f"{fold(forms[0])}+")
    return known


def _accented() -> tuple[dict[str, tuple[str, ...]], dict[str, str], frozenset[str]]:
    """Return the accented words of each plain spelling, their stems, and those that are participles."""
    words: dict[str, list[str]] = {}
    stems: dict[str, str] = {}
    participles: set[str] = set()
    for line in accents.ACCENT_COUNTS.splitlines():
        forms = line.split()
        for form in forms:
            words.setdefault(fold(form), []).append(form)
            stems[form] = f"{forms[0]}+"
        if any(form.endswith("ée") for form in forms):
            participles.update(forms)
    for line in accents.FORMS_OF_VERBS.splitlines():
        verb, *forms = line.split()
        for form in forms:
            words.setdefault(fold(form), []).append(form)
            stems[form] = fold(verb)
    return {plain: tuple(forms) for plain, forms in words.items()}, stems, frozenset(participles)


_KNOWN = _known()
_NAMES = _words(names.FIRST_NAMES, names.PLACES)
_ALSO = {form: fold(verb) for form, verb in _pairs(nouns.ALSO).items()}
_ACCENTED, _ACCENTED_STEMS, _PARTICIPLES = _accented()
_GRAMMATICAL = writing.GRAMMATICAL | frozenset(fold(word) for word in writing.GRAMMATICAL)
_APART = _words(
    nouns.NOUNS_IN_ENT,
    nouns.NOUNS_IN_ANT,
    nouns.NOUNS_IN_ONS,
    nouns.APART_IN_MENT,
    nouns.APART_IN_ER,
    nouns.APART_IN_ATION,
    adjectives.NOT_FEMININE,
)
_MASCULINES = _words(nouns.NOUNS_IN_ENT, nouns.NOUNS_IN_ANT)
_NOUNS_IN_ER = _words(nouns.NOUNS_IN_ER)
_FEMININE_ADDS_E = _words(adjectives.FEMININE_ADDS_E)
_SHORT_PLURALS = frozenset(f"{noun}s" for noun in _words(nouns.SHORT_NOUNS))
_PARTICIPLE = re.compile(r"(.+)ée?s?")
_GRAVE_BEFORE_ENT = re.compile(r".*è[^aeiouy]{1,3}ent")
_PAST_WITH_CIRCUMFLEX = re.compile(r"(.+)([âîû])(?:mes|tes|t)")
_THIRD_PERSON = {"î": "irent", "û": "urent"}
_NOUNS_IN_ONS = re.compile(r".*[tsx]ions")

_FEMININES = (
    # ending, what it becomes, least letters of the word
    ("trice", "teur", 6),
    ("elle", "el", 6),
    ("enne", "en", 6),
    ("onne", "on", 7),
    ("ive", "if", 5),
    ("ere", "er", 6),
    ("eure", "eur", 7),
    ("ale", "al", 5),
    ("ante", "ant", 6),
    ("ente", "ent", 6),
    ("aine", "ain", 6),
    ("ine", "in", 6),
    ("aise", "ai", 6),
    ("oise", "oi", 6),
    ("ate", "at", 6),
)
"""Feminines of one ending each; ``adjectives.NOT_FEMININE`` has the nouns that only look like one."""


def is_grammatical(word: str) -> bool:
    """Tell whether ``word`` (lower case, accented or folded) only holds a sentence together."""
    return word in _GRAMMATICAL


def is_acronym(plain: str) -> bool:
    """Tell whether ``plain``, a short word that looks like a plural, is none where it is written in capitals."""
    return (
        plain.endswith("s")
        and 3 < len(plain) <= 5
        and plain.isalpha()
        and plain not in _SHORT_PLURALS
        and plain not in _KNOWN
        and plain not in _GRAMMATICAL
        and plain not in _NAMES
    )


def accented_words(plain: str) -> tuple[str, ...]:
    """Return the words that lose their meaning where they are written ``plain``, without their accents."""
    return _ACCENTED.get(plain, ())


def participle_of(plain: str) -> str | None:
    """Return the participle that ``plain`` would be with its accent, where a noun is apart from the verb: `cadré`."""
    base = plain.removesuffix("s").removesuffix("e")
    if plain in _KNOWN and len(base) < len(plain.removesuffix("s")) and base_in_er(base):
        return f"{base}é{'s' if plain.endswith('s') else ''}"
    return None


def home_stem(form: str) -> str:
    """Return the one stem under which a form (folded, or a word whose accents count) is always indexed."""
    return stems_of(form).wanted[0]


def stems_of(word: str) -> Stems:
    """Return the stems of a word in lower case, accented or not."""
    accented = _ACCENTED_STEMS.get(word)
    if accented:
        participle = _PARTICIPLE.fullmatch(word) if word in _PARTICIPLES else None
        return Stems((accented,), (_participle(fold(participle[1]), fold(word)),) if participle else ())
    known = _KNOWN.get(word)
    if known:
        also = _ALSO.get(word)
        return Stems((known,), _rules(also).wanted) if also else Stems((known,))
    # Grammatical words, numbers and single letters stand for themselves; the mark keeps them from being stems.
    if word in _GRAMMATICAL or len(word) == 1 or not word.isalpha():
        return Stems((f"={fold(word)}",))
    if word.isascii():
        return _rules(word)
    plain = fold(word)
    participle = _PARTICIPLE.fullmatch(word)
    if participle:
        return Stems((_participle(fold(participle[1]), plain),))
    verb = _told_by_accent(word, plain)
    if verb:
        return Stems((verb,))
    known = _KNOWN.get(plain)
    return Stems((known,)) if known else _rules(plain)


def _told_by_accent(word: str, plain: str) -> str | None:
    """Return the stem of a form that nothing but its accent tells from a noun: `précèdent`, `primes` and `prîmes`."""
    if _GRAVE_BEFORE_ENT.fullmatch(word):
        return form_in_er(plain)
    past = _PAST_WITH_CIRCUMFLEX.fullmatch(word)
    if not past:
        return None
    base, vowel = fold(past[1]), past[2]
    if vowel == "â":
        known = base_in_er(base)
        return f"{known}e" if known else None
    return verb_of(base + _THIRD_PERSON[vowel])


def _participle(base: str, plain: str) -> str:
    """Return the stem of ``publié``, of a noun in -é, or of ``crée``, whose é is of the base."""
    known = base_in_er(base) or (base_in_er(f"{base}e") if "ee" in plain[-3:] else None)
    return f"{known}e" if known else verb_of(plain) or f"{base}e"


def _rules(word: str) -> Stems:
    """Return the stems of a folded word that the lexicon does not list."""
    if word in _NAMES or word in _FEMININE_ADDS_E:
        also = _ALSO.get(word)
        return Stems((word,), _rules(also).wanted if also else ())
    if len(word) < 4:
        return Stems((verb_of(word) or word,))
    singular = _singular(word)
    if singular in _SAME_AS:
        return stems_of(_SAME_AS[singular])
    if singular in _KNOWN:
        return Stems((_KNOWN[singular],))
    if singular in _APART:
        return Stems((singular,))
    masculine = singular[:-1] if singular.endswith("e") else ""
    if masculine in _MASCULINES or (masculine in _APART and singular.endswith("ere")):
        return Stems((masculine,))
    verb = verb_of(word) or (None if _NOUNS_IN_ONS.fullmatch(word) else form_in_er(word))
    if masculine in _FEMININE_ADDS_E:
        return _with_verb(masculine, base_in_er(masculine))
    if singular in _NOUNS_IN_ER or (singular.endswith("ere") and masculine in _NOUNS_IN_ER):
        noun = singular.removesuffix("e")
        return Stems((noun, verb)) if verb else Stems((noun,))
    if verb:
        return Stems((verb,))
    return _noun(word, singular, masculine)


def _with_verb(stem: str, base: str | None) -> Stems:
    return Stems((stem,), (f"{base}e",)) if base else Stems((stem,))


def _noun(word: str, singular: str, masculine: str) -> Stems:
    action = _action(singular)
    if action:
        return Stems((action,))
    if singular.endswith("ement") and len(singular) > 8:
        # The adverb of an adjective, from its feminine: `rapidement`, `actuellement`.
        return Stems((_rules(singular[:-4]).wanted[0],))
    if masculine:
        base = base_in_er(masculine) or base_in_er(masculine.removesuffix("e"))
        if base:
            return Stems((f"{base}e",))
        if masculine.endswith("e") and len(masculine) > 4:
            return Stems((masculine,))
        return _feminine(singular)
    if word.endswith("a") and len(word) > 5 and word not in nouns.NOT_PAST_HISTORIC:
        base = base_in_er(word[:-1])
        if base:
            return Stems((f"{base}e",))
    return Stems((singular,))


def _feminine(singular: str) -> Stems:
    if singular.endswith("euse") and len(singular) > 5:
        # Of -eur or of -eux: the other of the two is no word.
        return Stems((f"{singular[:-2]}r", f"{singular[:-2]}x"))
    for ending, instead, least in _FEMININES:
        if singular.endswith(ending) and len(singular) >= least:
            return Stems((singular.removesuffix(ending) + instead,))
    return Stems((singular,))


def _action(singular: str) -> str | None:
    """Return the stem of the verb of which ``singular``, in -ation or -ement, is the act; None for other words."""
    bases: tuple[str, ...] = ()
    if singular.endswith("ement"):
        bases = (singular[:-5],)
    elif singular.endswith("cation"):
        bases = (singular[:-5], f"{singular[:-6]}qu", singular[:-6] if singular.endswith("ication") else "")
    elif singular.endswith("ation"):
        bases = (singular[:-5], f"{singular[:-5]}u" if singular.endswith("gation") else "")
    for base in bases:
        if base_in_er(base) in (base, f"{base[:-1]}y"):
            return f"{base_in_er(base)}e"
    return None


def _singular(word: str) -> str:
    if word.endswith("aux"):
        return word[:-1] if word.endswith("eaux") else f"{word[:-3]}al"
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


_SAME_AS = {_singular(fold(noun)): fold(verb) for noun, verb in _pairs(nouns.SAME_AS).items()}
