"""What the reader sees: characters, spaces, paragraphs and boilerplate; str to str, the same for every format.

Every function gives the same again when it is applied to its own result.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_MOJIBAKE = re.compile(
    "(?<![A-ZÀ-Þ])[\u00c2-\u00c5\u00e2\u00ef\u0192\u0152\u0153\u0160\u0161]"
    "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022"
    "\u2026\u2030\u2039\u203a\u20ac\u2122]{1,2}"
)
_LOST_BLANK = re.compile("Ã(?= {1,2}[a-zéàè])")
_EXPECTED = frozenset(
    "àâäæçéèêëîïôöœùûüÿñáíóúãõåøÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸÑÁÍÓÚÃÂ\u00a0\u202f«»“”„‘’‚–—…•€™°·©®²³½¼¾ªº¿¡§±×\u00ad\ufeff\u2009\u200b"
)
"""Characters that may come out of a repair: others are left as they are."""

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffc]"
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028]")
_WIDE_BLANKS = re.compile("[\u1680\u2000-\u2008\u200a\u205f\u3000\t]")
_HARD_BLANK = "\u00a0\u202f\u2009"
_LOOSE_BLANK = re.compile(f"(?<![«\\d.])[{_HARD_BLANK}](?![:;!?»%€$£°\\d–—])")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})

_BULLET = re.compile(r"^[ \t]*(?:[•●◦▪▫■□‣⁃➢➤✓✔·]+[ \t]*|[*+][ \t]+|[-–][ \t]+)(?=\S)")
_NUMBER = re.compile(r"^\d{1,2}[.)] \S")
_STRUCTURE = re.compile(r"^(?:- |#{1,6} |> |\||\d{1,2}[.)] )")
_BROKEN = re.compile(r"[^\W\d_]-$")
_SENTENCE_END = re.compile(r"[.!?…:;»\"”)]$")
_NARROWEST, _WIDEST = 50, 130  # characters of a line that was broken by a mail program or an editor
_TOLERANCE = 4  # characters by which the lines of one margin differ: programs count marks and blanks differently

BOILERPLATE: tuple[str, ...] = (
    r"(?:à |a )?(?:lire|voir|écouter|découvrir) (?:aussi|également|encore)\b.{0,200}",
    (
        r"(?:sur le même (?:sujet|thème)|articles? (?:liés?|similaires?|connexes?|récents?)|à lire|plus d'infos?|"
        r"en savoir plus|lire la suite)"
    ),
    r"(?:les )?plus lus|les \+ lus|dans la même rubrique|nos autres (?:articles|communiqués)|autres communiqués",
    r"(?:partager|partagez)(?: (?:sur|cet?|cette|l'|via|par).{0,60})?|(?:\d+ )?partages?",
    r"(?:envoyer|partager|recommander) (?:par|à) (?:e-?mail|mail|courriel|un ami).{0,20}",
    r"(?:facebook|twitter|x|linkedin|whatsapp|instagram|pinterest|telegram|e-?mail|messenger|tweeter|tweet|"
    r"imprimer|copier le lien)"
        r"(?:[ |,/·•]+(?:facebook|twitter|x|linkedin|whatsapp|instagram|pinterest|telegram|e-?mail|messenger|"
        r"tweeter|imprimer|copier le lien))*",
    r"(?:suivez|retrouvez|rejoignez)-nous(?: (?:sur|aussi)\b.{0,80})?",
    (
        r"(?:imprimer|télécharger|enregistrer|écouter|agrandir|réagir|commenter|signaler)(?: (?:la page|cette page|"
        r"cet article|l'article|le communiqué|le pdf|en pdf|au format pdf|l'image|une erreur|la photo)"
        r"(?: ?[(,] ?.{0,30})?)?"
    ),
    r"version (?:imprimable|pdf)|format pdf|pdf(?: \(?[\d.,]+ ?[kmo]+\)?)?",
    (
        r"(?:retour|revenir)(?: (?:à|au|en|aux)\b.{0,40})?|haut de (?:la )?page|(?:page |article )?(?:précédente?|"
        r"suivante?)|aller au contenu(?: principal)?|passer au contenu.{0,20}"
    ),
    (
        r"accueil(?: ?[>›/»] ?.{0,120})?|menu(?: principal)?|rechercher|fermer|connexion|se connecter|s'identifier|"
        r"mon compte|plan du site|mentions légales.{0,80}|contactez-nous"
    ),
    (
        r"(?:ce site|notre site|nous|ce site web)\b.{0,60}\bcookies?\b.{0,400}|"
        r".{0,40}\bcookies?\b.{0,60}\b(?:navigation|consentement|vie privée|audience|préférences|"
        r"expérience)\b.{0,400}"
    ),
    r"en poursuivant (?:votre|la) navigation.{0,300}",
    (
        r"(?:tout |j')?(?:accepter|accepte|refuser|tout refuser|continuer sans accepter|personnaliser|"
        r"paramétrer)(?: (?:tout|les cookies|et fermer|et continuer|mes choix))?"
    ),
    r"(?:gérer|politique de|gestion des) (?:les |mes )?(?:cookies|confidentialité).{0,60}",
    (
        r"(?:inscrivez-vous|abonnez-vous|s'inscrire|s'abonner|je m'abonne|recevez|"
        r"recevoir)\b.{0,60}\b(?:newsletter|lettre d'information|infolettre|alertes?|fil rss)s?\b.{0,120}"
    ),
    r"(?:s'abonner|je m'abonne|newsletter|publicité|annonce|advertisement)",
    r"(?:temps|durée) de lecture.{0,30}|\d+ min(?:utes?)? de lecture|lecture (?:de )?\d+ min.{0,10}",
    r"(?:©|\(c\)|copyright).{0,160}|.{0,60}tous droits réservés.{0,60}",
    r"(?:crédits?|photo|illustration)s? ?(?:photos?)? ?[:©] ?.{0,100}",
    r"(?:page|p\.) ?\d{1,3}(?: ?(?:/|sur|de) ?\d{1,3})?|- ?\d{1,3} ?-",
    (
        r"imprimé le.{0,60}|document généré.{0,60}|dernière (?:mise à jour|modification).{0,60}|(?:mis à jour|"
        r"modifié) le.{0,40}"
    ),
    r"\d* ?commentaires?|laisser un commentaire|aucun commentaire|réagissez.{0,60}",
)  # fmt: skip
"""Whole lines that belong to a page or a mail program: patterns for a line in lower case with plain apostrophes."""

_IS_BOILERPLATE = re.compile("|".join(f"(?:{pattern})" for pattern in BOILERPLATE))
_LONGEST_BOILERPLATE = 500

_HYPHEN_BEFORE = frozenset(
    """
    peut sous vice non demi mi semi ex co porte rendez celui celle ceux celles quatre vingt avant après contre
    entre là outre au ci par tout haut bas petit grand nord sud est ouest auto multi post
    """.split()
)
_HYPHEN_AFTER = frozenset("être ci là même mêmes vous il elle on ils elles je tu nous ce t moi".split())


def clean_text(text: str) -> str:
    """Return ``text`` as Markdown blocks separated by one blank line, as a reader expects them.

    Characters are repaired, hard-wrapped lines are joined into paragraphs (lines that are paragraphs already stay
    apart), and the lines of ``BOILERPLATE`` are dropped. Headings, lists, quotations and tables keep their lines.
    """
    text = clean_characters(text)
    blocks = [block for block in re.split(r"\n[ \t]*\n\s*", text) if block.strip()]
    margin = _margin(blocks)
    paragraphs = [part for block in blocks for part in _paragraphs(block, margin)]
    kept = ["\n".join(line for line in part.split("\n") if not is_boilerplate(line)) for part in paragraphs]
    return "\n\n".join(part for part in kept if re.search(r"\w", part))


def clean_line(text: str) -> str:
    """Return ``text`` as one line with clean characters: a title, a name."""
    return re.sub("[ \n]+", " ", clean_characters(text)).strip(" " + _HARD_BLANK)


def clean_characters(text: str) -> str:
    """Return ``text`` in NFC with mojibake repaired, and without controls and characters that nobody sees."""
    while True:
        cleaned = _clean_characters_once(text)
        if cleaned == text:
            return cleaned
        text = cleaned


def is_boilerplate(line: str) -> bool:
    """Tell whether a whole line (with its list mark) belongs to the page around a text."""
    line = line.strip().removeprefix("- ").removeprefix("> ").lstrip("#| ").rstrip("| :.!>»›")
    if not line or len(line) > _LONGEST_BOILERPLATE:
        return False
    line = line.lower().replace("’", "'").replace("\u00a0", " ")
    return all(_IS_BOILERPLATE.fullmatch(part.strip()) for part in line.split(" | "))


def _clean_characters_once(text: str) -> str:
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    text = repair_mojibake(text)
    text = "".join(map(_from_cp1252, text)) if re.search("[\x80-\x9f]", text) else text
    text = _CONTROLS.sub("", _UNSEEN.sub("", text)).translate(_LIGATURES)
    text = unicodedata.normalize("NFC", text)
    text = _LOOSE_BLANK.sub(" ", _WIDE_BLANKS.sub(" ", text))
    text = re.sub(f"[ {_HARD_BLANK}]{{2,}}", " ", text)
    text = re.sub(f"[ {_HARD_BLANK}]*\n[ {_HARD_BLANK}]*", "\n", text)
    return text.strip(f" \n{_HARD_BLANK}")


def repair_mojibake(text: str) -> str:
    """Undo UTF-8 that was read as Windows-1252: "Ã©" becomes "é", but "SÃO" stays.

    A pair or triple of characters is repaired only where it gives a character that French texts have.
    """
    repaired = _MOJIBAKE.sub(_repair, text)
    if repaired != text and "Ã " in repaired:
        repaired = _LOST_BLANK.sub("à", repaired)  # the second half of "à" is a blank that others have normalised
    return repaired


def _repair(match: re.Match[str]) -> str:
    for end in range(len(match[0]), 1, -1):
        try:
            better = bytes(map(_cp1252_byte, match[0][:end])).decode("utf-8")
        except (UnicodeError, ValueError):
            continue
        if len(better) == 1 and better in _EXPECTED:
            return better + match[0][end:]
    return match[0]


def _cp1252_byte(character: str) -> int:
    if ord(character) < 256:
        return ord(character)
    return character.encode("cp1252")[0]


def _from_cp1252(character: str) -> str:
    """A C1 control is a Windows character that was read as Latin-1."""
    if "\x80" <= character <= "\x9f" and character != "\x85":
        return bytes((ord(character),)).decode("cp1252", "ignore")
    return character


def _margin(blocks: list[str]) -> int:
    """The column at which a program broke the lines of the whole text, or 0 where nobody did.

    Most lines that another follows must end where the next word would not have fitted.
    """
    breaks = []
    for block in blocks:
        lines = [line.strip(" ") for line in block.split("\n")]
        breaks += [
            (len(line), len(following.split(" ", 1)[0]))
            for line, following in pairwise(lines)
            if line
            and following
            and not _BROKEN.search(line)
            and not line.startswith(("#", "|"))
            and not _STRUCTURE.match(_BULLET.sub("- ", following))
        ]
    if len(breaks) < 2:
        return 0
    margin = sorted(length for length, word in breaks)[int(0.95 * (len(breaks) - 1))]
    full = sum(length + 1 + word > margin - _TOLERANCE for length, word in breaks)
    return margin if _NARROWEST <= margin <= _WIDEST and full > 0.6 * len(breaks) else 0


def _paragraphs(block: str, margin: int) -> list[str]:
    """The Markdown blocks of some lines that no blank line separates."""
    lines = [_BULLET.sub("- ", line.strip(" \t")) for line in block.split("\n") if line.strip(" \t" + _HARD_BLANK)]
    lines = [line for line in lines if not is_boilerplate(line)]
    paragraphs: list[list[str]] = []
    for number, line in enumerate(lines):
        if number and not _STRUCTURE.match(line) and _goes_on(lines[number - 1], line, margin):
            start, between = seam(paragraphs[-1][-1], line)
            paragraphs[-1][-1] = start + between
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    parts: list[list[str]] = []
    for line in (_BULLET.sub("- ", "".join(pieces)) for pieces in paragraphs):
        if parts and _kind(line) and _kind(line) == _kind(parts[-1][-1]):
            parts[-1].append(line)
        else:
            parts.append([line])
    return ["\n".join(part) for part in parts]


def _kind(block: str) -> str:
    """What neighbouring lines must share to stay in one block: list, quotation or table."""
    if _NUMBER.match(block):
        return "1"
    return block[0] if block.startswith(("- ", "> ", "|")) else ""


def _goes_on(last: str, line: str, margin: int) -> bool:
    """Tell whether a line continues the paragraph of the line before it."""
    if last.startswith(("#", "|")):
        return False
    if line[0].islower() and not _SENTENCE_END.search(last):
        return True
    if _BROKEN.search(last) and line[0].isalpha():
        return True
    if not margin:
        return False
    first_word = line.split(" ", 1)[0]
    return len(last) + 1 + len(first_word) > margin - _TOLERANCE


def seam(start: str, rest: str) -> tuple[str, str]:
    """What stays of a line before another is joined to it, and what comes between the two.

    A word that was broken at the hyphen becomes whole, a compound keeps its hyphen.
    """
    if not start.endswith("-"):
        return start, " "
    broken = re.search(r"\w+$", start[-60:-1])
    following = re.match(r"\w+", rest)
    if not broken or not following:
        return start, " "
    compound = not following[0][0].islower() or broken[0].lower() in _HYPHEN_BEFORE or following[0] in _HYPHEN_AFTER
    return (start if compound else start[:-1]), ""
