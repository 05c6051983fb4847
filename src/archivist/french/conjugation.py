"""Which verb a form belongs to: one stem for all forms of a verb.

The forms of a verb in -er are told by its endings, where the base is that of a verb that the lexicon knows; the stem is
the base with an e, which a noun of the same action mostly has too (``marche``, ``marcher``). The forms of other verbs
are put together from the classes of ``lexicon.conjugations``; their stem is the infinitive. Words are folded.
"""

from __future__ import annotations

import re
from functools import cache

from archivist.french.lexicon.conjugations import CONJUGATIONS, GROUPS
from archivist.french.lexicon.verbs_in_er import VERBS_IN_ER
from archivist.french.normalize import fold

_FUTURE = ("ai", "as", "a", "ons", "ez", "ont", "ais", "ait", "ions", "iez", "aient")
_AFTER_BASE = frozenset(
    ("er", "ez", "ent", "ons", "ions", "ant", "ante", "ants", "antes", "ais", "ait", "iez", "aient")
)
_ENDINGS = sorted(
    (*_AFTER_BASE, *(f"er{ending}" for ending in _FUTURE), "erent"), key=lambda ending: (len(ending), ending)
)
_ENDINGS_BY_LETTER = {letter: tuple(end for end in _ENDINGS if end[-1] == letter) for letter in "aeirstz"}
"""Last letter -> the endings of verbs in -er that have it, the shortest first: ``générait`` is of ``générer``."""


# Most new verbs are made in -iser and -ifier; -ais and -ois are endings of adjectives.
_NEW_VERB = re.compile(r".*(?:[^aeo]is|ifi)")


@cache
def _bases_in_er() -> frozenset[str]:
    return frozenset(verb[:-2] for verb in fold(VERBS_IN_ER).split())


@cache
def _forms() -> dict[str, str]:
    """Return the stem of every form of ``CONJUGATIONS``; of verbs that share a form, the first has it."""
    verbs: dict[str, str] = {}
    for paragraph in fold(CONJUGATIONS).split("\n\n"):
        infinitives, _, changes = paragraph.partition("=")
        cut, _, forms = changes.partition(":")
        endings = [ending for form in forms.split() for ending in _endings(form)]
        for verb in infinitives.split():
            base = verb.removesuffix(cut.strip())
            # `enverra` is a form of a verb in -er, whose stem is made otherwise.
            stem = verb[:-1] if verb.endswith("oyer") else verb
            for ending in endings:
                verbs.setdefault(base + ending, stem)
    return verbs


def _endings(form: str) -> list[str]:
    """Return the endings that ``form`` stands for: ``ett:PI``, ``PI``, ``ette`` or ``-``."""
    start, colon, groups = form.partition(":")
    if not colon:
        if form not in GROUPS:
            return ["" if form == "-" else form]
        start, groups = "", form
    return [start + ending for group in groups for ending in GROUPS[group].split()]


def verb_of(word: str) -> str | None:
    """Return the infinitive, folded, of a form of a verb that is not one in -er; None for other words."""
    return _forms().get(word)


def base_in_er(base: str) -> str | None:
    """Return the base of the verb in -er that ``base`` is one of, as its forms may write it; None if there is none.

    ``commenc`` (``ç`` is folded), ``mange``, ``emploi``, ``appell``, ``jett`` are bases of forms too.
    """
    bases = _bases_in_er()
    if len(base) < 2:
        return None
    if base in bases or (len(base) > 6 and _NEW_VERB.fullmatch(base)):
        return base
    last = base[-1]
    other = ""
    if last == "e" and base[-2] == "g":
        other = base[:-1]
    elif last == "i":
        other = f"{base[:-1]}y"
    elif base.endswith(("ell", "ett")):
        other = base[:-1]
    return other if other in bases else None


def form_in_er(word: str) -> str | None:
    """Return the stem of ``word`` if its ending is one of a verb in -er; endings that nouns have too are not asked."""
    # The past historic of a verb in -érer is no future: `généra`.
    past = base_in_er(word[:-1]) if word.endswith("era") else None
    if past:
        return f"{past}e"
    for ending in _ENDINGS_BY_LETTER.get(word[-1], ()):
        if word.endswith(ending):
            base = base_in_er(word[: -len(ending)])
            if base:
                return f"{base}e"
    return None
