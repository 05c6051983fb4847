"""The dateline: where and when a release was issued, as its first words say it ("Rabat, le 30 mai 2024 – ")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archivist.article import PartialDate
from archivist.french.dates import FoundDate, find_date

LABELS = re.compile(
    r"(?:communiqués?(?: de presse| conjoint| final| officiel| commun)*|note (?:de presse|aux rédactions|"
    r"d'information)|dossier de presse|cp|"
    r"information presse|info presse|alerte presse|invitation (?:presse|à la presse)|avis (?:de presse|aux médias)|"
    r"point presse|déclaration|"
    r"pour (?:diffusion|publication) immédiate|diffusion immédiate|à diffuser|presse|actualités?|"
    r"document fictif|release|press release)",
    re.IGNORECASE,
)
"""What a masthead says above or before a dateline; the line tells nothing that a field does not."""

NOT_PLACES = frozenset(
    """
    actualité actualités agenda alerte analyse annonce annonces banque bilan bref budget chiffres communication
    communiqué communiqués complément
    conférence contact contacts conseil coopération culture date direct document dossier décryptage
    développement déclaration
    economie éducation emploi énergie entreprise entreprises entretien environnement événement exclusif exclusivité
    fiche finance finances flash focus fondation formation fintech gouvernement groupe industrie info infos
    information innovation international
    interview invitation justice lancement législatif logement madame mesdames messieurs média médias ministère
    mobilité monsieur
    nomination note numérique objet opinion ordre partenariat photo point politique portrait presse programme
    projet publication
    correctif correction erratum embargo mise rectificatif rectification
    rappel rapport recherche référence rencontre rencontres reportage résultats rendez santé sciences sécurité
    sénat signature social société sommet sport sports
    startup startups stratégie succès suite tech technologie tourisme transport transports tribune travaux
    université urgent vidéo voeux vœux
    """.split()
)
"""First words of a line before a dash that name a subject or a kind of text, and no town."""

SHORT_TOWNS = frozenset(
    "paris lyon nice lille metz caen brest nancy tours reims rouen dijon arles laval nîmes rabat fès fes salé sale "
    "oujda safi taza tunis "
    "sfax oran alger dakar lomé lome berne bâle sion liège namur mons niort agen dax rodez gap".split()
)
"""Towns whose name in capitals could be an acronym: "RABAT – " is a dateline, "ONCF – " is not."""

_UPPER = "A-ZÀ-ÖØ-ÞŒ"
_WORD = rf"(?:Ste?\.|[{_UPPER}](?:[\w’'.]*\w|\.)?)(?:-(?:[\w’']+))*"
_LINK = r"(?:(?:de|du|des|la|le|les|sur|sous|en|lès|lez|aux|au|et|und|l['’]|d['’])[ ]?){1,2}"
_PLACE = rf"(?P<place>(?:(?:La|Le|Les|El|Al|L['’]) ?)?{_WORD}(?:(?: ?/ ?|[ ])(?:{_LINK})?{_WORD}){{0,3}})"
_NUMBERED = ("Paris", "Lyon", "Marseille", "Berne", "Genève", "Zurich", "Lausanne", "Bâle", "Bruxelles", "Casablanca")
_QUARTER = rf"(?:(?:{'|'.join(f'(?<={town})' for town in _NUMBERED)})\s\d{{1,2}}(?:er|ème|e)?(?=,))?"  # "Berne 9, "
_ASIDE = r"(?:\s?\((?P<agency>[^()\n]{2,30})\))?"
_COUNTRY = rf"(?:,\s{_WORD}(?:[ ](?:{_LINK})?{_WORD}){{0,3}}){{0,2}}"  # country, region, a second town
_WIRE = r"(?:\s?(?:/\s?[A-Z][\w .&-]{2,40}\s?/|\((?P<agency_after>[^()\n]{2,30})\)))?"
_DASH = r"(?:[—–―]|--|-)"
_END = rf"(?:\s?{_DASH}+(?:\s?\([A-Z][A-Z .]{{2,30}}\)\s?{_DASH}+)?\s*|\s?:\s+|\.\s+(?=[{_UPPER}«\"“])|\s*$)"
_DATE_WORDS = re.compile(r"(?:[,.]?\s*(?:,|[—–|-]|\ble|\ben date du|\bce|\bdu)?\s*)", re.IGNORECASE)

_PLACE_FIRST = re.compile(
    rf"(?:(?:Fait |Donné )?[àÀ] |\d{{4,5}} )?{_PLACE}{_QUARTER}{_ASIDE}{_COUNTRY}{_ASIDE.replace('agency', 'agency2')}"
)
_AFTER_DATE = re.compile(rf"(?:\s?[,:|–—-]?\s?(?:à\s)?){_PLACE}{_ASIDE}{_COUNTRY}{_END}")
_ONLY_DASH = re.compile(rf"{_WIRE}\s?(?:[—–―]|--|(?<=\s)-(?=\s)|(?<=\))\s?[-:])\s*")
_HOUR = r"(?:,?\s(?:à\s)?\d\d?\s?[h:]\s?\d{0,2})?"
_AFTER_PLACE_AND_DATE = re.compile(_HOUR + _WIRE + _END)
_YEAR_ALONE = re.compile(r",\s((?:19|20)\d\d)\s(?:[—–―]|--)\s+")
_WIRE_DASHES = re.compile(r"\s?(?:--|[–—])\s?\([A-Z][A-Za-z .]{2,30}\)\s?(?:--|[–—])\s*")
_AFTER_DATE_ALONE = re.compile(rf"{_HOUR}(?:\s?{_DASH}\s+|\s*$)")
_LABEL_START = re.compile(rf"(?:{LABELS.pattern})\s*(?:[|:•·—–/-]\s*|\n\s*)", re.IGNORECASE)
_SMALL_IN_PLACES = frozenset("de du des la le les sur sous en lès lez aux au et d l".split())
_REACH = 160  # characters of a paragraph in which its dateline stands


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says, and where the text after it begins.

    ``end`` is the offset of the first character that is not dateline; ``alone`` tells that nothing follows.
    """

    place: str | None
    date: PartialDate | None
    end: int
    alone: bool
    doubt: str | None = None


def read_dateline(paragraph: str) -> Dateline | None:
    """Read the dateline that opens ``paragraph``, or return None where it opens with anything else.

    A place without a date needs a dash or an agency after it ("Rabat (MAP) - "), and must not be a subject.
    """
    start = 0
    while label := _LABEL_START.match(paragraph, start):
        start = label.end()
    reach = paragraph[start : start + _REACH]
    found = find_date(reach)
    for reader in (_place_then_date, _date_then_place, _place_alone, _date_alone):
        line = reader(reach, found)
        if line:
            end = start + line.end
            return Dateline(line.place, line.date, end, not paragraph[end:].strip(), line.doubt)
    return None


def _place_then_date(text: str, found: FoundDate | None) -> Dateline | None:
    """ "Paris, France, le jeudi 30 mai 2024 /PRNewswire/ -- " """
    place = _PLACE_FIRST.match(text)
    if not place:
        return None
    year = _YEAR_ALONE.match(text, place.end())
    if year:  # "Salé, 2017 — "
        name = _as_place(place["place"])
        return Dateline(name, PartialDate(int(year[1])), year.end(), False) if name else None
    if not found:
        return None
    gap = text[place.end() : found.start]
    if found.start < place.end() or not _DATE_WORDS.fullmatch(gap):
        return None
    end = _AFTER_PLACE_AND_DATE.match(text, found.end)
    name = _as_place(place["place"])
    if not end or not name:
        return None
    if ":" in end.group() and not gap.strip(" "):  # "Budget 2024 : ..." has no comma before its date
        return None
    return Dateline(name, found.date, end.end(), False, found.doubt)


def _date_then_place(text: str, found: FoundDate | None) -> Dateline | None:
    """ "date 2024-05 Casablanca — ", "Le 30 mai 2024, Rabat – " """
    if not found or not re.fullmatch(r"\s*(?:le\s|ce\s|date\s?:?\s?)?", text[: found.start], re.IGNORECASE):
        return None
    place = _AFTER_DATE.match(text, found.end)
    name = _as_place(place["place"]) if place else None
    if not place or not name or place.group().rstrip()[-1:] == ".":
        return None
    return Dateline(name, found.date, place.end(), False, found.doubt)


def _place_alone(text: str, found: FoundDate | None) -> Dateline | None:
    """ "Casablanca — ", "Rabat (MAP) - ", "PARIS--(BUSINESS WIRE)--" """
    place = _PLACE_FIRST.match(text)
    if not place:
        return None
    end = _WIRE_DASHES.match(text, place.end()) or _ONLY_DASH.match(text, place.end())
    if not end:
        return None
    agency = place["agency"] or place["agency2"] or "/" in end.group() or "(" in end.group()
    name = _as_place(place["place"])
    following = text[end.end() : end.end() + 1]
    if not name or not following or not (following.isupper() or following in "«\"“'’0123456789"):
        return None
    if not agency:
        hyphen = "-" in end.group() and "--" not in end.group()
        written = place["place"]
        acronym = written.isupper() and len(written) <= 5 and written.lower() not in SHORT_TOWNS
        numeral = not written.isupper() and any(word.isupper() for word in written.split()[1:])
        if acronym or numeral or (hyphen and " " in name and "-" not in name) or len(name.split()) > 3:
            return None
    return Dateline(name, None, end.end(), False)


def _date_alone(text: str, found: FoundDate | None) -> Dateline | None:
    """ "Le 30 mai 2024 – ", "30/05/2024" on a line of its own."""
    if not found or not re.fullmatch(
        (
            r"\s*(?:le\s|ce\s|date\s?:?\s?(?:de (?:publication|parution|diffusion)\s?:?\s?)?|(?:publié|diffusé|"
            r"mis en ligne|paru)e?(?: le)?\s?:?\s?)?"
        ),
        text[: found.start],
        re.IGNORECASE,
    ):
        return None
    end = _AFTER_DATE_ALONE.match(text, found.end)
    return Dateline(None, found.date, end.end(), False, found.doubt) if end else None


def _as_place(written: str) -> str | None:
    """The name of a town as people write it, or None for what is a subject or a country with nothing else."""
    name = re.sub(r"\s+", " ", written.replace("’", "'")).strip(" .,/-")
    words = re.split(r"[ /]", name.lower())
    if words[0] in NOT_PLACES or words[-1] in NOT_PLACES or words[-1] in _SMALL_IN_PLACES or not 2 <= len(name) <= 50:
        return None
    if LABELS.fullmatch(name) or find_date(name) or any(map(str.isdigit, name)):
        return None
    letters = [letter for letter in name if letter.isalpha()]
    if len(letters) > 3 and all(letter.isupper() for letter in letters):
        name = re.sub(r"[^\W\d_]+", _capital, name)
        name = name[0].upper() + name[1:]
    return name


def _capital(word: re.Match[str]) -> str:
    small = word[0].lower()
    return small if small in _SMALL_IN_PLACES else small.capitalize()
