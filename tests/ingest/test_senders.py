"""Who sends a release, as pages and texts say it: bodies and people that do not exist."""

from __future__ import annotations

import pytest

from archivist.ingest.pipeline import read_release
from archivist.ingest.senders import first_body, labelled_sender, site_owner, without_sender

PROSE = (
    "La passerelle imaginaire des Anses rouvre lundi aux piétons, après deux ans de travaux que personne n’a vus. "
    "Elle relie deux rives inventées, et quarante mille personnes fictives l’empruntent chaque jour."
)


@pytest.mark.parametrize(
    ("lines", "sender"),
    [
        (["Expéditeur : Régie des Ponts"], "Régie des Ponts"),
        (["Expéditeur", "Moulin Bleu"], "Moulin Bleu"),
        (["## Expéditeur", "- Office fédéral des ponts OFP"], "Office fédéral des ponts OFP"),
        (["**Émetteur :** Conseil des Anses; Office des Ponts"], "Conseil des Anses"),
        (["Auteur : Office des ponts, de la marine et des quais"], "Office des ponts, de la marine et des quais"),
        (["Contact presse : Office des Ponts, service de presse, 01 00 00 00"], "Office des Ponts"),
        (["Éditeur : Ministère des Ponts https://ponts.example"], "Ministère des Ponts"),
        (["Émetteur : ODP - Office des Ponts"], "Office des Ponts"),
        (["Auteur : Jeanne Modèle"], None),
        (["Auteur : Jeanne Modèle", "Expéditeur : Régie des Ponts"], "Régie des Ponts"),
        (["Contact : Jeanne Modèle, 01 00 00 00"], None),
        (["Contact presse : presse@ponts.example"], None),
        (["Organisation : la fête commence à neuf heures."], None),
        (["Publié par Jeanne Modèle"], None),
        (["Contact presse : Direction de la communication du Groupe Exemplia"], "Groupe Exemplia"),
        (["Renseignements : Service d’information de l’Office des ponts"], "Office des ponts"),
        (["Expéditeur :", PROSE], None),
        (["SOURCE Exemplia"], "Exemplia"),
        (["Source : Agence imaginaire"], None),
        (["SOURCES DE LA LOIRE. Un pont"], None),
        (["Organisation des transports : trois navettes"], None),
        (["Expéditeur"], None),
        (["Expéditeur :", "Expéditeur :"], None),
        ([], None),
    ],
)
def test_labelled_sender(lines: list[str], sender: str | None) -> None:
    assert labelled_sender(lines) == sender


@pytest.mark.parametrize(
    ("blocks", "left"),
    [
        (["Un pont.", "Expéditeur : Régie des Ponts"], ["Un pont."]),
        (["Un pont.", "### Expéditeur", "- Régie des Ponts", "Annexe"], ["Un pont.", "Annexe"]),
        (["Un pont.", "Contact presse : Office des Ponts"], ["Un pont.", "Contact presse : Office des Ponts"]),
        (["Un pont.", "Auteur : Jeanne Modèle"], ["Un pont.", "Auteur : Jeanne Modèle"]),
    ],
)
def test_lines_that_only_name_the_sender_are_no_text(blocks: list[str], left: list[str]) -> None:
    assert without_sender(blocks) == left


@pytest.mark.parametrize(
    ("site", "owner"),
    [
        ("Ministère des Ponts", "Ministère des Ponts"),
        ("Accueil | Office des Ponts", "Office des Ponts"),
        ("ODP - Office fédéral des ponts", "Office fédéral des ponts"),
        ("Le Courrier des Anses", None),
        ("Agence de presse des Anses", None),
        ("Groupe Radio Anses", None),
        ("Office", None),
        ("Exemplia", None),
        ("", None),
    ],
)
def test_whose_site_it_is(site: str, owner: str | None) -> None:
    assert site_owner(site) == owner


def test_the_first_body_of_several() -> None:
    assert first_body("Département des ponts, de la marine et des quais; Office des Ponts") == (
        "Département des ponts, de la marine et des quais"
    )
    assert first_body("Régie des Ponts, Office des Anses") == "Régie des Ponts"


def page(head: str, before: str = "", after: str = "", site: str = "") -> bytes:
    title = f"<title>La passerelle rouvre{site}</title>"
    return (
        f"<html><head>{title}{head}</head><body><header>{before}</header><h1>La passerelle rouvre</h1><div><p>{PROSE}</p>"
        f"<p>{PROSE}</p></div>{after}</body></html>"
    ).encode()


MEDIUM = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "publisher": {"@type": "NewsMediaOrganization", '
    '"name": "%s"}}</script>'
)
PUBLISHER = '<script type="application/ld+json">{"@type": "NewsArticle", "publisher": {"name": "%s"}}</script>'


@pytest.mark.parametrize(
    ("data", "issuer", "evidence"),
    [
        (page("", after='<div class="meta"><h3>Expéditeur</h3><p>Régie des Ponts</p></div>'), "Régie des Ponts",
         "header line"),
        (page("", after="<dl><dt>Organisation</dt><dd>Office des Ponts</dd></dl>"), "Office des Ponts", "header line"),
        (page("", after="<p><b>Expéditeur</b><br>Régie des Ponts</p>"), "Régie des Ponts", "header line"),
        (page(PUBLISHER % "Office des Ponts"), "Office des Ponts", "json-ld"),
        (page(PUBLISHER % "Le Courrier des Anses"), None, None),
        (page(PUBLISHER % "Régie des Anses"), "Régie des Anses", "json-ld"),
        (page(MEDIUM % "Régie des Anses"), None, None),
        (page(MEDIUM % "Anses", '<p>Les Anses</p>') + PROSE.encode(), None, None),
        (page('<meta property="og:site_name" content="Anses">'), "Anses", "site"),
        (page('<meta property="og:site_name" content="Passerelle">'), None, None),
        (page("", site=" | Anses"), None, None),
        (page('<meta property="og:site_name" content="Office des Ponts">'), "Office des Ponts", "site"),
        (page("", site=" | Office des Ponts"), "Office des Ponts", "site"),
        (page("", site=" | Le Courrier des Anses"), None, None),
        (page("", site=" - Une passerelle de la ville"), None, None),
        (page("", after='<div class="bas"><h3>À propos de l’Office des Ponts</h3><p>Il en tient dix.</p></div>'),
         "Office des Ponts", "about"),
        (page(PUBLISHER % "Le Courrier des Anses", before="Le Courrier des Anses"), None, None),
        (page("", after="<p>Auteur : Jeanne Modèle</p>"), None, None),
    ],
)  # fmt: skip
def test_the_issuer_of_a_page(data: bytes, issuer: str | None, evidence: str | None) -> None:
    draft = read_release(data, "page.html")
    assert (draft.issuer, draft.evidence.get("issuer")) == (issuer, evidence)


def test_a_long_line_of_senders_hides_no_dateline() -> None:
    senders = "; ".join(
        f"Office imaginaire des ponts de la région {n}" for n in ("nord", "sud", "est", "ouest", "Anses")
    )
    draft = read_release(
        f"La passerelle rouvre\n\nÉmetteur : {senders}\n\nValombre, le 3 mars 2023 — {PROSE}".encode(), "a"
    )
    assert (draft.place, str(draft.date)) == ("Valombre", "2023-03-03")
    assert draft.issuer == "Office imaginaire des ponts de la région nord"
