"""Who a page or a release says sends it: labelled lines ("Expéditeur : Office des Ponts"), and the name of its site.

A portal and a newspaper name themselves as publishers too. Their name counts only where it is the name of an
institution, or where the text knows it (``metadata.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from archivist.ingest.issuers import tidy_name

SURE = r"expéditeurs?|[ée]metteurs?|organismes? [ée]metteurs?|service [ée]metteur|[ée]mis par|communiqué (?:émis )?par"
"""Labels after which only the issuer stands."""
AUTHORS = r"auteurs?|éditeurs?(?: du site)?|publi[ée]e? par|diffusée? par"
"""Labels after which the issuer may stand, and a person too: they count where an institution is named."""
OTHERS = (
    r"organisations?|organismes?|institutions?|entreprises?|sociétés?|contacts?(?: (?:de )?presse| m[ée]dias?)?|"
    r"(?:renseignements|informations)(?: complémentaires)?"
)
"""The same for labels of lines that say more than a field does: they stay in the text."""

INSTITUTIONS = (
    "ministère|secrétariat|département|direction|office|agence|administration|chancellerie|préfecture|sous-préfecture|"
    "wilaya|commune|mairie|ville|métropole|agglomération|région|province|conseil|commission|comité|haut-commissariat|"
    "université|école|institut|faculté|académie|rectorat|laboratoire|observatoire|hôpital|chambre|banque|caisse|"
    "fondation|fédération|confédération|association|syndicat|autorité|délégation|parlement|sénat|assemblée|cour|"
    "tribunal|groupe|groupement|société|compagnie|mutuelle|coopérative|bureau|service|régie|ambassade|consulat|"
    "présidence|gouvernement|cabinet|musée|théâtre|établissement|centre|organisation"
)
"""Words that begin the name of a body that publishes releases of its own."""

STARTS_WITH_LABEL = re.compile(rf"\s*(?:{SURE}|{AUTHORS}|{OTHERS})\s*(?::|$)|\s*[ÀA] propos d", re.IGNORECASE)
"""A text that may be such a label, with or without what it labels, or a heading "À propos de ..."."""

_MEDIA = re.compile(
    r"\b(?:presse|news|newswire|journal|journaux|médias?|media|infos?|actus?|actualités?|radios?|télé\w*|tv|magazine|"
    r"hebdo|quotidien|gazette|courrier|dépêches?|blog|portail|annuaire)\b",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(rf"(?:{INSTITUTIONS})s?\b[ -]\S", re.IGNORECASE)
_LABEL = re.compile(rf"(?P<label>(?P<sure>{SURE})|(?P<author>{AUTHORS})|{OTHERS})\s?(?P<colon>:)?\s*", re.IGNORECASE)
_ABOUT = re.compile(r"[ÀA] propos (?:de la |du |des |de l['’]|de |d['’])(?P<name>[^:.!?]{3,120}?)\s?:?", re.IGNORECASE)
_WIRE = re.compile(r"SOURCE:? (?P<name>[A-ZÀ-Þ][^.!?]{1,80})")
"""How the wires of companies end a release: "SOURCE Exemplia", in capitals."""

_ACRONYM_FIRST = re.compile(r"^[A-ZÀ-Þ]{2,10}\s[–—-]\s(?=[A-ZÀ-Þ])")
_MORE = re.compile(
    r"\s?[;|•·\n]\s?|,\s(?!(?:de|du|des|à|au|aux|et|en|pour|sur)\s|d['’]|l['’])|\s[–—-]\s|\.\s|\s(?=https?://|www\.|\S+@)"
)
"""What ends the name of a body on its line: "Département de l'économie, de la formation" goes on after its comma."""

_PRESS_SERVICE = re.compile(
    r"^(?:service|direction|bureau|section|département|pôle|cellule) "
    r"(?:(?:de )?(?:la )?(?:presse|communication)|d['’]information|médias?|de presse)(?: et \w+)? "
    r"(?:de la |du |des |de l['’]|de |d['’])",
    re.IGNORECASE,
)
_LONGEST = 160  # characters of a name; a line may name several bodies
_SENTENCE = 60  # characters from which a line that ends with a full stop is a sentence
_MARKS = " *_#>-"


def labelled_sender(lines: Iterable[str]) -> str | None:
    """Return the body that follows a label on its line, or on the next one, or None.

    Of several bodies the first counts; a person that follows a label is no issuer.
    """
    return next((name for name, _ in _labelled([line.strip(_MARKS) for line in lines])), None)


def without_sender(blocks: Sequence[str]) -> list[str]:
    """Return ``blocks`` without the lines that only name a sender: the field says the same."""
    bare = [block.strip(_MARKS) for block in blocks]
    gone = {at for _, places in _labelled(bare) for at in places}
    return [block for at, block in enumerate(blocks) if at not in gone]


def _labelled(lines: Sequence[str]) -> Iterable[tuple[str, tuple[int, ...]]]:
    """Each sender that is named, with the places of the lines that only say so."""
    for at, line in enumerate(lines):
        wire = _WIRE.fullmatch(line)
        name = first_body(wire["name"]) if wire else None
        if name:
            yield name, (at,)
            continue
        match = _LABEL.match(line) if len(line) <= 4 * _LONGEST else None
        if match is None:
            continue
        alone = match.end() == len(line)
        value = lines[at + 1] if alone and at + 1 < len(lines) else line[match.end() :]
        name = _name(value.strip(_MARKS), sure=bool(match["sure"])) if alone or match["colon"] else None
        if name:
            says_no_more = match["sure"] or match["author"]
            yield name, ((at, at + 1) if alone else (at,)) if says_no_more else ()


def about(line: str) -> str | None:
    """Return the institution that a heading "À propos de l'Office des Ponts" is about, None for other lines."""
    match = _ABOUT.fullmatch(line.strip(_MARKS))
    name = tidy_name(match["name"]) if match else None
    return name if name and is_institution(name) else None


def is_institution(name: str) -> bool:
    """Tell whether a name begins with the word for a body and is not that of a medium: "Office des Ponts"."""
    return bool(_INSTITUTION.match(name)) and not _MEDIA.search(name) and name[:1].isupper()


def site_owner(name: str) -> str | None:
    """Return the institution whose site has the name ``name`` ("Office des Ponts | Accueil"), None for other sites."""
    owners = map(tidy_name, re.split(r"\s[|–—:•·-]\s", name))
    return next((owner for owner in owners if owner and len(owner.split()) > 1 and is_institution(owner)), None)


def first_body(value: str) -> str | None:
    """Return the first of the bodies that a line names: "Conseil fédéral; Office des Ponts", None where none can be.

    The press service of a body is the body.
    """
    value = _PRESS_SERVICE.sub("", _ACRONYM_FIRST.sub("", value.strip()))
    return tidy_name(_MORE.split(value, maxsplit=1)[0])


def _name(value: str, *, sure: bool) -> str | None:
    if len(value) > _SENTENCE and value.rstrip().endswith((".", "!", "?", "…")):
        return None
    name = first_body(value)
    if not name or len(name) > _LONGEST or name.endswith((".", ":", "?", "!")) or "@" in name:
        return None
    if any(map(str.isdigit, name)) or _LABEL.fullmatch(name) or (sure and len(name.split()) > 15):
        return None
    return name if sure or is_institution(name) else None
