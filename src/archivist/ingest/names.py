"""One name per issuer and one spelling per place, so that facets meet: editable lists of names that mean the same.

A list has a group a line, the name to use first: ``Technopark = Le Technopark = MITC Technopark``; ``#`` begins a
comment. ``emetteurs.txt`` and ``lieux.txt`` at the root of an archive are its own lists; the towns of Morocco, which
the press spells in many ways, are known without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from archivist.errors import CorpusError
from archivist.french.normalize import fold, normalize
from archivist.ingest.draft import Draft
from archivist.texts import _

ISSUERS = "emetteurs.txt"
PLACES = "lieux.txt"

TOWNS = """
Agadir
Al Hoceïma = El Hoceïma
Azilal
Béni Mellal = Bni Mellal
Benguerir = Bengrir = Ben Grir
Ben Slimane
Berkane
Casablanca = Casa = Dar El Beida = Dar el-Beïda = Ad-Dar al-Bayda
Chefchaouen = Chaouen = Chefchaouène = Xaouen
Dakhla = Ad-Dakhla
El Jadida = Al Jadida
El Kelâa des Sraghna = Kelaat Sraghna = El Kelaa Sraghna = Kalaat Sraghna
Errachidia = Ar-Rachidia = Er-Rachidia = Rachidia
Essaouira = Souira
Fès = Fez
Fquih Ben Salah = Fkih Ben Salah
Guelmim = Goulimine = Goulmim = Guelmime
Guercif = Guersif
Kénitra = Quénitra = Al Kénitra
Ksar El Kébir = Ksar Kébir
Laâyoune = El Aaiún = El Ayoun = Al Aïoun = Laayoun
Marrakech = Marrakesh = Marrakch = Marakech
Meknès = Mekness
M'diq = Mdiek
Mohammédia = Al Mohammadia = Mohammadia
Ouarzazate = Warzazate
Ouezzane = Wazzane
Oujda = Oudjda = Wajda
Rabat
Safi = Asfi
Salé = Slâ
Sidi Slimane
Smara = Es-Semara = Es Smara = As-Smara
Tanger = Tangier = Tangiers = Tandja
Taroudant = Taroudannt
Témara = Tmara
Tétouan = Tétuan = Tetwan
Tiznit = Tiznite
Zagora = Zagoura
"""
"""Towns of Morocco; accents, hyphens, blanks and capitals need no entry of their own."""

_ARTICLE = re.compile(r"^(?:l[ae]s? |l')")
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Names:
    """Spellings by their letters alone -> the name to use."""

    chosen: dict[str, str]

    @classmethod
    def parse(cls, lines: Iterable[str]) -> Names:
        """Read a list; where two groups claim a spelling, the first one has it."""
        chosen: dict[str, str] = {}
        for line in lines:
            spellings = [spelling.strip() for spelling in line.split("#", 1)[0].split("=")]
            spellings = [spelling for spelling in spellings if spelling]
            for spelling in spellings:
                chosen.setdefault(_key(spelling), spellings[0])
        chosen.pop("", None)
        return cls(chosen)

    def of(self, name: str) -> str:
        """Return the name to use for ``name``, which is itself where no list has it."""
        return self.chosen.get(_key(name), name)


@dataclass(frozen=True, slots=True)
class Spellings:
    """The lists of one archive."""

    issuers: Names
    places: Names

    def applied(self, draft: Draft) -> Draft:
        """Return a draft with the issuer and the place called as the lists say."""
        return replace(
            draft,
            issuer=self.issuers.of(draft.issuer) if draft.issuer else draft.issuer,
            place=self.places.of(draft.place) if draft.place else draft.place,
        )


def read_spellings(root: Path) -> Spellings:
    """Return the lists of the archive ``root``; raise CorpusError for one that cannot be read."""
    return Spellings(
        Names.parse(_lines(root / ISSUERS)),
        Names.parse((*_lines(root / PLACES), *TOWNS.splitlines())),
    )


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(
            _("{path} cannot be read ({reason}); save it as UTF-8.").format(path=path, reason=error)
        ) from error


def _key(name: str) -> str:
    text = fold(" ".join(normalize(name).text.split()))
    return _NO_LETTER.sub("", _ARTICLE.sub("", text))
