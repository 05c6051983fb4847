"""Titles: which lines above the text are one, and one made of the first sentence where there is none."""

from __future__ import annotations

import re

LONGEST = 110
"""Characters of a title that is made of a sentence."""
SHORTEST = 50

_REACH = 2000  # characters of a paragraph in which its first sentence ends

_ABBREVIATIONS = frozenset(
    """
    m mm mme mmes mlle dr pr prof me st ste mgr cf art al etc vol fig env av bd tel tél ex p pp no n ltd inc sa
    janv févr avr juil sept oct nov déc
    """.split()
)
_SENTENCE = re.compile(r"(?<=[.!?…])(?:\s?[»\"”)])?\s+(?=[«\"“(]?\s?[A-ZÀ-ÖØ-ÞŒ0-9])")
_STRONG = re.compile(
    r"[,;]\s(?=(?:visant|permettant|afin|qui|dont|où|lequel|laquelle|avec|pour|dans|lors|sous|en|au|aux|à|par|"
    r"selon|indique|annonce|"
    r"a[- ](?:annoncé|indiqué|déclaré|précisé|souligné)|ainsi|soit|et|ce|notamment|portant|destiné|marquant|"
    r"offrant|grâce|\w+ant)\b)"
    r"|\s[–—-]\s|\s?[;:]\s"
)
_COMMA = re.compile(r",\s")
_CLAUSE = re.compile(
    r"\s(?=(?:afin|pour|qui|dont|où|lors|avec|grâce|ainsi|visant|permettant|destinée?s?|dans|après|avant|depuis|"
    r"pendant|sous|en vue|en présence|en marge|entre|auprès|et|à l['’]occasion|à travers|sur|par|aux?|au cours|"
    r"au sein|au profit|à (?:un|une|des|la|l['’]|plus))\b)"
)
_INFINITIVE = re.compile(r"(?<![\w-])[a-zéèêîôûç]+(?:[^\Wi]er|(?:f|publ|étud|négoc|assoc|bénéfic)ier)$")
_ASIDE = re.compile(r",\s(?:pour|dans|en|avec|dès|lors|après|avant|depuis|pendant|sur|sous|selon|aux?|à)\b[^,]*$")
_DANGLING = frozenset(
    """
    a à afin ainsi au aux avec ce ces cet cette chaque comme contre d dans de depuis des du dès en entre et eu
    est été être leur leurs
    la le les lors l mais même mes mon ne ni nos notre nous on ont ou où par pas plus pour près puis qu que quel
    quelle qui sa sans se selon
    ses si son sont sous sur très un une vers via vos votre dont lequel laquelle notamment grâce entre jusqu jusque
    """.split()
)
_VERB = re.compile(
    r"\b(?:a|ont|est|sont|va|vont|peut|peuvent|doit|doivent|fait|font|sera|seront|était|avait|vient|viennent|annonce|annoncent|lance|lancent|signe|signent|"
    r"ouvre|ouvrent|"
    r"organise|organisent|publie|publient|présente|présentent|inaugure|inaugurent|\w+(?:era|eront|ira|iront|ait|"
    r"aient))\b"
)


def first_sentence(text: str) -> str:
    """Return the first sentence of the first paragraph of prose, without marks of Markdown."""
    for block in text.split("\n\n"):
        line = re.sub(r"^(?:#{1,6} |> |- |\d{1,2}[.)] )", "", block.split("\n", 1)[0]).strip()[:_REACH]
        if sum(map(str.isalpha, line)) < 15 or block.startswith(("|", "#")):
            continue
        start = 0
        for end in _SENTENCE.finditer(line):
            word = re.search(r"(\w+)\.$", line[start : end.start()])
            if word and (word[1].lower() in _ABBREVIATIONS or (len(word[1]) == 1 and word[1].isupper())):
                continue
            return line[: end.start() + len(end[0].rstrip())]
        return line
    return ""


def title_from(sentence: str) -> str:
    """Return ``sentence`` as a title: whole where it is short, else cut where a clause ends.

    A title has at most about 110 characters, ends with no article, preposition or conjunction, and with no
    punctuation. A sentence without any seam is cut between two words.
    """
    sentence = " ".join(sentence[:_REACH].split(" "))
    whole = _trim(sentence)
    if len(whole) <= LONGEST:
        return whole
    for seam, shortest in ((_STRONG, SHORTEST), (_COMMA, SHORTEST), (_CLAUSE, SHORTEST + 10)):
        for match in reversed(list(seam.finditer(sentence, 0, LONGEST + 2))):
            cut = sentence[: match.start()]
            if len(cut) < shortest or _is_open(cut) or not _VERB.search(cut):
                continue
            return _trim(cut)
    for seam in (_STRONG, _CLAUSE):
        for match in reversed(list(seam.finditer(sentence, 0, LONGEST + 2))):
            if match.start() >= SHORTEST + 10 and not _is_open(sentence[: match.start()]):
                return _trim(sentence[: match.start()])
    cut = sentence[: LONGEST + 1]
    return _trim(cut.rsplit(" ", 1)[0] if " " in cut else cut[:LONGEST])


def is_title(line: str) -> bool:
    """Tell whether the first line of a text looks like its title: short, begun in capitals, no sentence."""
    if not 12 <= len(line) <= 220 or "\n" in line or line.startswith(("- ", "> ", "|")):
        return False
    if re.search(r"[.;:,]$", line) and not line.endswith(("...", "…")):
        return False
    first = re.search(r"\w", line)
    return bool(first) and not first[0].islower() and len(line.split()) >= 3 if first else False


def _is_open(cut: str) -> bool:
    """Tell whether a cut falls inside a quotation or a parenthesis, or leaves an infinitive without its object.

    A circumstance between two commas closes nothing: "vont confier, pour deux campagnes" still wants its object.
    """
    cut = cut.rstrip(" ,")
    if _INFINITIVE.search(cut):
        return True
    aside = _ASIDE.search(cut)
    if aside and _INFINITIVE.search(cut[: aside.start()]):
        return True
    return cut.count("(") > cut.count(")") or cut.count("«") > cut.count("»") or cut.count('"') % 2 == 1


def _trim(text: str) -> str:
    """Take punctuation and words that announce more off the end."""
    while True:
        text = re.sub(r"[\s,;:.…–—-]+$", "", text)
        match = re.search(r"(?:^|[\s'’])(\w+)['’]?$", text)
        if not match or match[1].lower() not in _DANGLING or match.start() == 0 or match[1].isupper():
            return text
        text = text[: match.start(1)].rstrip("'’ ")
