"""The issuer: who published a release, read from what it says of itself; silent where it is not sure."""

from __future__ import annotations

import re
import unicodedata

_UPPER = "A-ZÀ-ÖØ-ÞŒ"
_BODY = (
    "ministère|secrétariat|groupe|société|entreprise|université|école|institut|fondation|association|fédération|"
    "confédération|syndicat|"
    "office|agence|banque|chambre|conseil|commune|ville|région|province|préfecture|wilaya|mairie|centre|comité|"
    "commission|coopérative|"
    "mutuelle|musée|théâtre|festival|caisse|observatoire|direction|département|académie|laboratoire|hôpital|réseau|"
    "club|cabinet|compagnie|"
    "port|parc|technopole|cluster|collectif|union|ligue|ordre|autorité|haut-commissariat|délégation|parlement|"
    "sénat|gouvernement|start-?up"
)
"""Common nouns that begin the name of an organisation without a capital: "le ministère de la Transition"."""

COUNTRIES = frozenset(
    """
    france maroc algérie tunisie suisse belgique luxembourg canada québec sénégal mali bénin togo cameroun gabon
    madagascar mauritanie
    niger tchad congo guinée liban monaco ue onu otan djibouti comores haïti maurice rwanda burundi allemagne
    espagne italie portugal europe afrique confédération
    """.split()
)
"""Names that are subjects of many first sentences and issuers of none."""

_WORD = rf"(?:[{_UPPER}0-9][\w’'.&+-]*|&)"
_LINK = (
    r"(?:de la|de l['’]|des|du|de|d['’]|et de la|et de l['’]|et des|et du|et|pour la|pour le|pour l['’]|pour|en|à|au|"
    r"aux|sur|la|le|les|l['’])"
)
_KIND = r"[a-zé]+(?:al|ale|aux|ales|el|elle|que|ques|aire|aires|if|ive|ien|ienne|ain|aine|ais|aise)"
"""An adjective after the kind of body: "office national", "conseil régional"."""
_NAME = (
    rf"(?:(?:{_BODY})(?:\s{_KIND}){{0,2}}"
    rf"(?:\s(?:{_LINK}\s?)?{_WORD}|\s(?:{_LINK}\s?)[a-zé]{{4,}}(?=\s(?:{_LINK}|[{_UPPER}]))){{0,7}}"
    rf"|{_WORD}(?:\s(?:{_LINK}\s?)?{_WORD}){{0,6}})"
)
_ARTICLE = r"(?:(?:[Ll]e|[Ll]a|[Ll]es)\s|[Ll]['’])"
_ACRONYM = r"(?:\s\([A-ZÉÈ0-9&.\-]{2,15}\))?"
_APPOSITION = r"(?:,\s[^,.;:]{3,120},)?"
_SAID = (
    "annonce|annoncent|a annoncé|ont annoncé|indique|a indiqué|informe|a informé|fait savoir|a fait savoir|"
    "communique|déclare|a déclaré|"
    "lance|a lancé|publie|a publié|présente|a présenté|organise|a organisé|inaugure|a inauguré|ouvre|dévoile|"
    "a dévoilé|précise|souligne|"
    "confirme|a confirmé|rappelle|invite|tient à|a le plaisir|se félicite|signe|a signé|renforce|célèbre|obtient|"
    "nomme|a nommé|accueille|"
    "propose|remporte|rejoint|met en|a mis|vient de|s'associe|s’associe|a décidé|a procédé|a tenu|crée|a créé|"
    "recrute|soutient|salue"
)
_RELEASE = r"(?:un|son|ce|le) (?:même )?(?:communiqué|note|avis)(?: de presse| conjoint)?"

_ABOUT = r"(?:^|\n)(?:#+ )?(?:\*\*)?(?:À|A) propos"

_NAMED = rf"(?P<name>{_NAME}){_ACRONYM}"
_OF = r"(?:de la |du |des |de l['’]|de |d['’])"

PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), evidence)
    for pattern, evidence in (
        # "Technopark indique, dans un communiqué, que"
        (
            rf"(?:^|[.!?»]\s|\n){_ARTICLE}?{_NAMED}{_APPOSITION}\s(?:{_SAID}|a [a-zé]+é)(?:,? [a-zé]+ment)?,? "
            rf"(?:dans|par|via) {_RELEASE}",
            "text",
        ),
        # "..., a annoncé la Coopérative Exemple dans un communiqué"
        (
            rf"(?:indique|annonce|précise|a indiqué|a annoncé|a précisé|a fait savoir|selon) (?:,? ?\w+ )?"
            rf"{_ARTICLE}?{_NAMED},? dans {_RELEASE}",
            "text",
        ),
        # "selon un communiqué de la Coopérative Exemple"
        (
            rf"(?:indique|annonce|précise|selon|souligne|ajoute|rapporte|"
            rf"d['’]après),? {_RELEASE} {_OF}(?P<name>{_NAME})",
            "text",
        ),
        # "Dans un communiqué, la Coopérative Exemple annonce"
        (rf"(?:[Dd]ans|[Pp]ar|[Ss]elon) {_RELEASE},? {_ARTICLE}{_NAMED} (?:{_SAID})", "text"),
        (rf"{_ABOUT} {_OF}(?P<name>[{_UPPER}][^\n:.]{{2,110}}?)\s?:?(?:\*\*)?(?=\n|$)", "about"),
        (rf"{_ABOUT} {_OF}{_NAMED}\s?(?:\*\*)?\s?(?:[:.–—-]|\n|$)", "about"),
    )
)
"""Phrases in which a release names who speaks, the surest first, with the evidence they are."""

_CONTACT = re.compile(r"[\w.+-]+@(?:[\w-]+\.)*?([\w-]{2,40})\.(?:[a-z]{2,3}\.)?[a-z]{2,8}\b", re.IGNORECASE)
_FREE_MAIL = frozenset(
    """
    gmail yahoo hotmail outlook live orange free laposte wanadoo menara icloud protonmail proton sfr bluewin gmx
    facebook twitter linkedin instagram youtube
    """.split()
)
_CLOSING = 1500  # characters at the end in which the press contact stands
_PROPER = re.compile(rf"(?:(?:L[ae]s?|L['’])\s?)?{_WORD}(?:[ -](?:{_LINK}\s?)?{_WORD}){{0,6}}")
_SELF = re.compile(
    r"\ba-t-(?:il|elle|on) (?:indiqué|annoncé|précisé|fait savoir|déclaré|communiqué|souligné) (?:\w+ )?(?:dans|"
    r"par|via) (?:un|son) (?:communiqué|note)"
)
_SUBJECT = re.compile(rf"{_ARTICLE}?(?P<name>{_NAME}){_ACRONYM}{_APPOSITION}\s(?:{_SAID})\b")
_NOT_IN_NAMES = re.compile(
    r"\b(?:avec|sans|qui|que|dont|sa|son|ses|leur|leurs|cette|ce|est|sont|a|ont|par|selon|dans)\b"
)
_OPENING_NAME = re.compile(rf"{_ARTICLE}?(?P<name>{_NAME})")
_NO_ISSUER = frozenset(
    "il elle ils elles on nous vous cette cet ce ces celui celle cela ceci un une dans lors pour avec après avant "
    "depuis selon ainsi "
    """
    madame monsieur mme mm dr pr m mlle sm mgr communiqué presse source agence-france-presse afp map aps reuters
    """.split()
)
_COMPANY_WORDS = frozenset(
    "sa sarl sas spa ag ltd inc group groupe holding capital invest ventures partners bank banque assurances "
    "technologies tech télécom telecom "
    """
    energy énergie industries labs studio solutions systems consulting airlines airways pharma maroc algérie
    tunisie france sénégal
    """.split()
)
_OPENING = 1500  # characters in which a release says who speaks


def find_issuer(text: str) -> tuple[str, str] | None:
    """Return the issuer that the text names, with the evidence (``"text"``, ``"about"``, ``"contact"``), or None.

    An acronym that the text explains is given in full; an article stays where the name has it ("l'incubateur Les
    Sept Norias").
    """
    found = _find(text)
    return (as_called(found[0], text), found[1]) if found else None


def _find(text: str) -> tuple[str, str] | None:
    """The issuer before its name is made whole.

    Only phrases that say who publishes count; a subject of the first sentence that announces something counts where
    the rest of the text goes on about it.
    """
    for pattern, evidence in PATTERNS:
        for found in pattern.finditer(text if evidence == "about" else text[: 2 * _OPENING]):
            name = tidy_name(found["name"])
            if name:
                return name, evidence
    said_so = _SELF.search(text[:_OPENING])
    opening = _OPENING_NAME.match(text)
    if said_so and opening and "\n" not in text[: said_so.start()]:
        name = tidy_name(opening["name"])
        if name:
            return name, "text"
    contact = _from_contact(text)
    if contact:
        return contact, "contact"
    return None


def find_subject(text: str) -> str | None:
    """Return the organisation that the first sentence is about and says something of its own, or None.

    The weakest sign: it counts where nothing else names an issuer.
    """
    match = _SUBJECT.match(text)
    name = tidy_name(match["name"]) if match else None
    return as_called(name, text) if name and _is_organisation(name, text) else None


def tidy_name(name: str) -> str | None:
    """Return a name without its article and trailing words, or None where it cannot be an organisation."""
    name = re.sub(r"\s+", " ", name).strip(" ,.;:–—-")
    name = re.sub(r"^(?:(?:[Ll]e|[Ll]a|[Ll]es)\s+|[Ll]['’]\s?)", "", name)
    name = re.sub(r"(?:\s(?:de|du|des|la|le|les|et|en|à|au|aux|pour|sur|d['’]|l['’]))+$", "", name)
    if not 2 <= len(name) <= 120 or name.split()[0].lower().strip(".") in _NO_ISSUER:
        return None
    if not any(letter.isalpha() for letter in name) or name.lower() in _BODY.split("|"):
        return None
    return name[0].upper() + name[1:]


def _is_organisation(name: str, text: str) -> bool:
    """Tell whether the subject of the first sentence, which announces something, is a body and not a person.

    It must begin with the word for a body, be one word or an acronym to which the text comes back, or end with a word
    of companies: two capitalised words may as well be a person.
    """
    if name.lower().removesuffix(" suisse") in COUNTRIES:
        return False
    if re.match(rf"(?:{_BODY})\b", name, re.IGNORECASE):
        return True
    words = name.split()
    if len(words) == 1:
        return _mentions(name, text) >= 3
    return words[-1].lower() in _COMPANY_WORDS and _mentions(name, text) >= 2


def _mentions(name: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE))


def _from_contact(text: str) -> str | None:
    """The name in the text that the address of the press contact is made of: presse@dar-exemple.org, Dar Exemple.

    Two addresses of two organisations decide nothing.
    """
    labels = {_letters(match[1]) for match in _CONTACT.finditer(text[-_CLOSING:]) if match[1].lower() not in _FREE_MAIL}
    if len(labels) != 1:
        return None
    label = labels.pop()
    for match in _PROPER.finditer(text):
        if "\n" in match[0]:
            continue
        for name in _parts(match[0]):
            if _letters(re.sub(r"^(?:L[ae]s?\s|L['’])", "", name)) == label or _letters(name) == label:
                return tidy_name(name)
    return None


def _parts(name: str) -> list[str]:
    """A run of capitalised words and its ends: "Fondation Dar Exemple" may be called "Dar Exemple"."""
    words = name.split(" ")
    return [" ".join(words[start:end]) for start in range(len(words)) for end in range(len(words), start, -1)]


def as_called(name: str, text: str) -> str:
    """The whole name: an acronym in full, a capital kind of body before it, an article that belongs to it."""
    if name.isupper() and len(name) <= 12:
        full = _explained(name, text)
        if full:
            return full
    kinds = "|".join(kind.capitalize() for kind in _BODY.split("|"))
    longer = re.search(rf"\b(?:{kinds}) {re.escape(name)}(?!\w)", text)
    if longer:
        return longer[0]
    article = re.search(rf"[\w,] (?P<article>L[ae]s? |L['’]){re.escape(name)}(?!\w)", text)
    return article["article"] + name if article else name


def _explained(acronym: str, text: str) -> str | None:
    """The words before "(SECO)" that the acronym is made of: "Secrétariat d'État à l'économie"."""
    letters = _letters(acronym)
    for match in re.finditer(
        rf"([^.,;:!?()«»\n]{{8,120}}?)\s(?:\({re.escape(acronym)}\)|{re.escape(acronym)}(?!\w))", text
    ):
        starts = [m.start() for m in re.finditer(r"(?<![\w-])[\w-]+", match[1])]
        for start in reversed(starts[-12:]):
            phrase = match[1][start:]
            if len(phrase.split()) < 2 or _NOT_IN_NAMES.search(phrase) or not _spells(letters, phrase):
                continue
            if phrase[0].isupper() or re.match(rf"(?:{_BODY})\b", phrase):
                return tidy_name(phrase)
    return None


def _spells(letters: str, phrase: str) -> bool:
    """Tell whether an acronym is made of a phrase: its letters in order, half of them at the start of words.

    Or its letters are the capitals in another order, as in acronyms of another language.
    """
    folded = [_letters(word) for word in re.findall(r"\w+", phrase)]
    capitals = [_letters(word)[:1] for word in re.findall(rf"\b[{_UPPER}]\w*", phrase)]
    if sorted(capitals) == sorted(letters):
        return True
    rest = iter("".join(folded))
    initials = [word[0] for word in folded if word]
    in_order = initials[:1] == [letters[0]] and all(letter in rest for letter in letters)
    return in_order and 2 * sum(map(initials.__contains__, letters)) >= len(letters)


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.casefold().replace("œ", "oe"))
    return re.sub(r"[\W_\u0300-\u036f]", "", plain)
