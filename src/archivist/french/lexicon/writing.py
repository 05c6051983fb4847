"""How French is written: elision, grammatical words, inclusive writing, ordinals."""

from __future__ import annotations

# --- Elision ------------------------------------------------------------------------------------------------

ELIDED = frozenset("l d j m t s n c qu jusqu lorsqu puisqu quoiqu".split())

# Words that keep their apostrophe: written `aujourd'hui`, indexed `aujourdhui`.
WHOLE_WITH_APOSTROPHE = frozenset(
    "aujourd'hui presqu'île presqu'ile presqu'îles presqu'iles prud'homme prud'hommes prud'homal prud'homale "
    "prud'homales prud'homaux prud'homie quelqu'un quelqu'une entr'acte entr'aide grand'mère grand'rue "
    "m'diq n'djamena s'gravenhage".split()
)

# The aspirated h is not elided, so `l'h...` before one of these is a name, not an article.
ELISION_BEFORE = frozenset("aàâäæeéèêëiîïoôöœuùûüyh0123456789")

# --- Grammatical words: alone they neither make nor break a match of several words ----------------------------

GRAMMATICAL = frozenset(
    (
        "le la les l' un une des du de d' au aux et ou où à a en dans par pour sur avec sans sous chez vers entre "
        "ce c' cet cette ces son sa ses leur leurs notre nos votre vos mon ma mes ton ta tes il elle ils elles on "
        "nous vous je j' tu se s' me m' te t' ne n' pas que qu' qui quoi dont lequel laquelle lesquels lesquelles "
        "duquel auquel est sont suis es sommes êtes être ai as avons avez ont avoir ait soit ceci cela ça y si ni "
        "mais donc or car lorsque lorsqu' puisque puisqu' jusque jusqu' quoique quoiqu' comme quand comment "
        "combien pourquoi quel quelle quels quelles là celui celle ceux celles lui eux moi toi soi"
    ).split()
)

# --- Words that a question is made of beside its subject, and elided articles that lost their apostrophe: in a query
# --- they are like grammatical words; in texts they are words like others ------------------------------------

ASKING = frozenset(
    (
        "peut peux peuvent pouvez pouvons puis pourrait pourraient pourrais pourrions pourriez puisse "
        "doit dois doivent devez devons devrait devraient devrais faut faudrait veux voudrais aimerais "
        "faire fais savoir d l n s j t qu"
    ).split()
)

# The subject of a question, after its verb: `peut-il`, `existe-t-elle`. Not `nous` and `vous`: rendez-vous.
INVERTED = frozenset("je tu il elle on ils elles ce".split())

# --- Inclusive writing: suffix -> how the feminine is made from the masculine (cut, then add) ------------------

INCLUSIVE = {
    "e": ("", "e"),
    "ne": ("", "ne"),
    "le": ("", "le"),
    "te": ("", "te"),
    "he": ("c", "che"),
    "trice": ("teur", "trice"),
    "rice": ("eur", "rice"),
    "ice": ("eur", "rice"),
    "euse": ("eur", "euse"),
    "se": ("", "se"),
    "ère": ("er", "ère"),
    "ere": ("er", "ère"),
    "ière": ("ier", "ière"),
    "ve": ("f", "ve"),
    "esse": ("e", "esse"),
    "ienne": ("ien", "ienne"),
    "enne": ("en", "enne"),
    "elle": ("el", "elle"),
    "ale": ("al", "ale"),
    "ante": ("ant", "ante"),
    "ente": ("ent", "ente"),
}

# --- Ordinals ---------------------------------------------------------------------------------------------------

_UNITS = (
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
)
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}


def _ordinal_words() -> dict[str, str]:
    """Return the ordinals in words, with their accents and without: `troisième` and `troisieme` are `3e`."""
    units = _UNITS.split()
    cardinals = dict(enumerate(units, start=1)) | _TENS | {100: "cent", 1000: "mille"}
    for ten, word in _TENS.items():
        last = 19 if ten in (60, 80) else 9
        cardinals |= {ten + unit: f"{word}-{units[unit - 1]}" for unit in range(1, last + 1)}
    words: dict[str, str] = {}
    for number, cardinal in cardinals.items():
        stem = cardinal.removesuffix("e")
        stem = {"cinq": "cinqu", "neuf": "neuv"}.get(stem.rpartition("-")[2], stem.rpartition("-")[2])
        start = cardinal.rpartition("-")[0]
        ordinal = f"{start}-{stem}ième" if start else f"{stem}ième"
        spellings = [ordinal, ordinal.replace("-un", "-et-un")] if number > 1 else []
        words |= {f"{spelling}{plural}": f"{number}e" for spelling in spellings for plural in ("", "s")}
    words |= dict.fromkeys(("premier", "première", "premiers", "premières"), "1e")
    words |= dict.fromkeys(("second", "seconds"), "2e")
    return words | {word.replace("è", "e"): ordinal for word, ordinal in words.items()}


ORDINAL_WORDS = _ordinal_words()

ORDINALS_IN_WORDS = {
    f"{ten} et {unit}": f"{number}e"
    for ten, unit, number in (
        ("vingt", "unième", 21),
        ("trente", "unième", 31),
        ("quarante", "unième", 41),
        ("cinquante", "unième", 51),
        ("soixante", "unième", 61),
        ("soixante", "onzième", 71),
    )
}
"""Ordinals that are written in three words, and the same in figures."""
