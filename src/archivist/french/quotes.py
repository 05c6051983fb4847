"""Quotations with their speaker, where the text says who speaks: silent where it is not sure.

« … », a souligné Odile Vernay, directrice du port. Odile Vernay, directrice du port, ajoute : « … ». A pronoun
("a-t-elle ajouté"), an organisation or a title alone ("le ministre") names nobody: such quotations are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archivist.french.normalize import fold

VERBS = (
    "affirme affirmé ajoute ajouté analyse analysé annonce annoncé appelle appelé assure assuré avertit averti "
    "commente commenté conclut conclu confie confié confirme confirmé constate constaté déclare déclaré détaille "
    "détaillé dit estime estimé explique expliqué fait-savoir illustre illustré indique indiqué insiste insisté juge "
    "jugé lance lancé martèle martelé met-en-garde note noté observe observé plaide plaidé poursuit poursuivi précise "
    "précisé promet promis rappelle rappelé reconnaît reconnu relève relevé répond répondu résume résumé salue salué "
    "souligne souligné soutient soutenu témoigne témoigné tempère tempéré tient-à-souligner félicite félicité réjouit "
    "réjoui"
).split()
"""Verbs that bring in the words of a person, in the present and as past participles."""

ROLES = (
    "administrateur administratrice ambassadeur ambassadrice adjoint adjointe artiste associé associée avocat avocate "
    "chancelier chancelière chargé chargée chef cheffe co-auteur co-auteure cofondateur cofondatrice co-fondateur co- "
    "fondatrice commissaire commandant commandante conseiller conseillère coordinateur coordinatrice coordonnateur "
    "coordonnatrice coprésident coprésidente curateur curatrice délégué déléguée député députée doyen doyenne "
    "directeur directrice dg dirigeant dirigeante économiste élu élue enseignant enseignante entrepreneur "
    "entrepreneuse expert experte fondateur fondatrice général gérant gérante gouverneur gouverneure haut-commissaire "
    "ingénieur ingénieure inspecteur inspectrice maire médecin membre ministre pdg p.-d.g porte-parole préfet préfète "
    "premier première président présidente professeur professeure procureur procureure rapporteur rapporteuse recteur "
    "rectrice représentant représentante responsable secrétaire sénateur sénatrice scientifique sous-directeur sous- "
    "directrice sous-secrétaire suppléant suppléante syndic trésorier trésorière vice-président vice-présidente vice- "
    "directeur vice-directrice wali chercheur chercheuse ceo"
).split()
"""Nouns that begin what a person is: "directrice générale du port"."""

SHORTEST = 4
"""Words below which what stands between quotation marks is a term and no quotation."""

# Each way begins with its mark, which the search for a match then looks for first.
_QUOTED = re.compile(
    r"«[\s\u00a0\u202f]*(?P<a>[^«»]{10,3000}(?:«[^«»]{0,300}»[^«»]{0,2000})?)[\s\u00a0\u202f]*»"
    r"|“(?P<b>[^“”]{10,3000})”|\"(?<![\w\"]\")(?P<c>[^\"\n]{10,3000})\"(?!\w)"
)
_UPPER = "A-ZÀ-ÖØ-ÞŒ"
_WORD = (
    rf"[{_UPPER}](?:[\w’']*[a-zà-ÿœ][\w’']*|\.(?=[\s-]))(?:-[{_UPPER}][\w’']*\.?(?=[\s-])|-[{_UPPER}][\w’']*)*(?!\w)"
)
_CAPITALS = rf"[{_UPPER}]{{2,}}(?:-[{_UPPER}]{{2,}})*"
_PARTICLE = r"(?:de la|de|d['’]|von|van|der|di|el|al|ben|bin|bint|ibn|aït|ait|ould|le|la)"
_TITLE = r"(?:(?:M\.|MM\.|Mme|Mlle|Dr|Pr|Me|Monsieur|Madame|Maître|Docteur)\s)"
_NAME = rf"(?:{_TITLE}?(?P<name>{_WORD}(?:\s(?:{_PARTICLE}\s?)?(?:{_WORD}|{_CAPITALS})){{1,4}}))"
_ROLE_START = "|".join(sorted(map(re.escape, ROLES), key=len, reverse=True))
_ROLE = (
    rf"(?i:(?:l[ea]\s|l['’]|notre\s|un\s|une\s|actuell?e?(?:ment)?\s|ancien(?:ne)?\s)?"
    rf"(?:{_ROLE_START})(?![\w-]))[^.,;:!?«»()\n]{{0,140}}"
)
_APPOSITION = rf"(?:,\s(?P<role>{_ROLE})|\s\((?P<role2>{_ROLE})\))?"
_VERB = "|".join(sorted((re.escape(verb).replace(r"\-", r"\s") for verb in VERBS), key=len, reverse=True))
_SAYING = rf"(?i:(?:se\s|s['’])?(?:(?:a|est|avait)\s)?(?:également\s|encore\s|aussi\s|ainsi\s)?(?:{_VERB})(?:e|s|es)?)"
_BETWEEN = r"(?:\s(?:quant à (?:lui|elle)|pour sa part|de son côté|à ce sujet|également|ainsi|encore))?"
_SPACE = r"[\s\u00a0\u202f]"

# What follows the closing mark: ", a souligné Odile Vernay, directrice du port."
_AFTER = re.compile(
    rf"{_SPACE}?[.,!?…]*{_SPACE}*[,–—-]?{_SPACE}*(?:comme\s|l['’])?{_SAYING}{_BETWEEN}{_SPACE}(?:(?P<before>{_ROLE}),?\s)?"
    rf"{_NAME}{_APPOSITION}(?={_SPACE}*(?:[.,;:!?…)]|\n|$|«|et\s|lors\s|dans\s|à\s|devant\s|en\s|avant\s|qui\s))"
)
# What stands before the opening mark: "Odile Vernay, directrice du port, ajoute : "
_BEFORE = re.compile(
    rf"(?:^|[.!?»]{_SPACE}+|\n|(?P<pour>(?:Pour|Selon|D['’]après)\s))(?:(?P<before>{_ROLE}),?\s)?{_NAME}{_APPOSITION},?"
    rf"(?(pour),|{_BETWEEN}\s{_SAYING}(?:\s[^.!?«»\n]{{0,80}})?){_SPACE}*:?{_SPACE}*$"
)
_NO_PERSON = frozenset(
    "le la les l un une des ce cet cette ces il elle ils elles on nous vous je mais et or car ni donc pour selon dans "
    "avec sans sur sous entre après avant depuis pendant lors ainsi enfin outre notre nos votre vos son sa ses leur "
    "conseil confédération office ministère groupe société association fondation université institut école banque "
    "agence union commission comité fédération ville commune région département direction secrétariat parlement "
    "gouvernement coopérative port centre chambre royaume république".split()
)
_REACH = 260  # characters before or after a quotation in which its speaker stands


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words of a person: ``text`` is ``article[start:end]``, verbatim, without its marks.

    ``name`` is how the text calls who speaks, ``role`` what it says they are, None where it does not.
    """

    text: str
    start: int
    end: int
    name: str
    role: str | None


def quotations(text: str) -> Iterator[Quotation]:
    """Yield the quotations of a text whose speaker it names, in their order."""
    for quoted in _QUOTED.finditer(text):
        group = quoted.lastgroup or "a"
        words = quoted[group].rstrip()
        if len(re.findall(r"\w+", words)) < SHORTEST:
            continue
        speaker = _speaker(text, quoted)
        if speaker:
            start = quoted.start(group)
            yield Quotation(words, start, start + len(words), *speaker)


def is_called(name: str, asked: str) -> bool:
    """Tell whether ``name`` has all the words of ``asked``, whatever their accents and capitals."""
    return set(_folded(asked)) <= set(_folded(name))


def _speaker(text: str, quoted: re.Match[str]) -> tuple[str, str | None] | None:
    after = _AFTER.match(text[quoted.end() : quoted.end() + _REACH])
    if after:
        return _named(after)
    start = max(0, quoted.start() - _REACH)
    line = max(text.rfind("\n", 0, quoted.start()) + 1, start)
    before = None
    for found in _BEFORE.finditer(text[line : quoted.start()]):
        before = found
    return _named(before) if before else None


def _named(found: re.Match[str]) -> tuple[str, str | None] | None:
    name = " ".join(found["name"].split())
    first = _folded(name)[:1]
    if not first or first[0] in _NO_PERSON:
        return None
    before = found["before"]
    if before and re.match(rf"(?i:{_PARTICLE})\b", name) and re.search(rf"\s{_WORD}$", before):
        # "le directeur Idriss Ben Achour": a name goes on before its particle.
        before, given = before.rsplit(maxsplit=1)
        name = f"{given} {name}"
    role = found["role"] or found["role2"] or before
    return name, " ".join(role.split()).rstrip(" ,") if role else None


def _folded(name: str) -> list[str]:
    return re.findall(r"\w+", fold(name).lower())
