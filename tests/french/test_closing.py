"""Where the closing part of a release begins. All organisations are invented."""

from __future__ import annotations

import pytest

from archivist.french.closing import closing_start

BODY = "Le port fictif de Valombre ouvre un bassin d'essai pour les bateaux à hydrogène, une première imaginaire."


@pytest.mark.parametrize(
    "line",
    [
        "À propos du port de Valombre",
        "## À propos de la Compagnie des Anses",
        "**À propos d'Anselme & Fils**",
        "A PROPOS DES ATELIERS BLEUS :",
        "À propos de Valombre : le port emploie quarante personnes.",
        "Contact presse",
        "**Contact presse :** Odile Vernay, 05 00 00 00 00",
        "### Contacts médias",
        "Contact : presse@valombre.example",
        "CONTACTS",
        "Relations presse : Odile Vernay",
        "Renseignements",
        "Pour plus d’informations :",
        "Adresse pour l'envoi de questions",
    ],
)
def test_a_closing_part(line: str) -> None:
    text = f"{BODY}\n\n{line}\n\nUne suite qui se répète."
    assert closing_start(text) == len(BODY) + 2


@pytest.mark.parametrize(
    "line",
    [
        "À propos de ce bassin, la présidente a parlé d'un pari.",
        "Le contact presse du port est joignable.",
        "Informations sur le bassin et sur ses usages",
        "Les contacts entre les deux rives : une longue histoire.",
        "Contacter le port",
    ],
)
def test_what_goes_on_with_the_matter(line: str) -> None:
    text = f"{BODY}\n\n{line}\n\nUne suite."
    assert closing_start(text) == len(text)


def test_a_release_may_begin_with_its_contact() -> None:
    text = f"Contact presse : Odile Vernay\n\n{BODY}\n\n{BODY}"
    assert closing_start(text) == len(text)
    assert closing_start("") == 0
