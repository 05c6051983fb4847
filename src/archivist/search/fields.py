"""The fields that a query can name, in French and in English, and what is said of those that do not exist."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, TypeAlias

from archivist.texts import _

FieldName: TypeAlias = Literal["title", "body", "issuer", "place", "source", "tag", "id", "date", "quotation"]

FIELDS: dict[FieldName, tuple[str, ...]] = {
    "title": ("titre", "title"),
    "body": ("corps", "texte", "body", "text"),
    "issuer": ("emetteur", "émetteur", "issuer"),
    "place": ("lieu", "place"),
    "source": ("source",),
    "tag": ("tag", "tags", "étiquette", "etiquette"),
    "id": ("id",),
    "date": ("date",),
    "quotation": ("citation", "citations", "quotation", "quote", "quotes"),
}
"""Canonical field names and what people may type before the colon; the first of each is printed."""

# What people may call a field elsewhere, folded: here spelling alone would not tell which one is meant.
_MEANT: dict[str, FieldName] = {
    **dict.fromkeys(("auteur", "author", "organisme", "organisation", "editeur", "entreprise", "de"), "issuer"),
    **dict.fromkeys(("ville", "city", "region", "pays", "location", "where"), "place"),
    **dict.fromkeys(("contenu", "content", "message"), "body"),
    **dict.fromkeys(("objet", "sujet", "subject", "nom", "name"), "title"),
    **dict.fromkeys(("theme", "categorie", "category", "label", "mot", "motcle", "keyword"), "tag"),
    **dict.fromkeys(("url", "site", "origine", "from", "media", "journal", "lien", "link"), "source"),
    **dict.fromkeys(("annee", "mois", "jour", "year", "month", "day", "depuis", "avant", "apres"), "date"),
}


def fold(word: str) -> str:
    """Return ``word`` in small letters without accents: ``Étiquette`` gives ``etiquette``."""
    letters = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


_BY_ALIAS: dict[str, FieldName] = {fold(alias): name for name, aliases in FIELDS.items() for alias in aliases}


def field_named(typed: str) -> FieldName | None:
    """Return the field that ``typed`` names in French or English, whatever its case and accents, or None."""
    return _BY_ALIAS.get(fold(typed))


def unknown_field(typed: str, rest: str) -> str:
    """Return the sentence on the field ``typed`` that does not exist; ``rest`` is what follows its colon."""
    value = re.match(r'"[^"]{1,40}"|[^\s()"“”„«»]{1,40}', rest)
    shown = value[0] if value else "…"
    name = _nearest_field(typed)
    if name is None:
        fields = ", ".join(f"{aliases[0]}:" for aliases in FIELDS.values())
        return _(
            "There is no field “{typed}:”; the fields are {fields}. "
            "To search for the words, leave a blank: {typed}: {value}"
        ).format(typed=typed[:40], fields=fields, value=shown)
    form = f"{FIELDS[name][0]}:{'2024-05' if name == 'date' else shown}"
    return _(
        "There is no field “{typed}:”; the nearest is {form}. To search for the words, leave a blank: {typed}: {value}"
    ).format(typed=typed[:40], form=form, value=shown)


def _nearest_field(typed: str) -> FieldName | None:
    from difflib import get_close_matches  # only here, where a sentence is worth its time

    folded = fold(typed)
    if folded in _MEANT:
        return _MEANT[folded]
    aliases = [fold(alias) for names in FIELDS.values() for alias in names]
    near = get_close_matches(folded[:40], aliases, n=1, cutoff=0.6)
    return field_named(near[0]) if near else None
