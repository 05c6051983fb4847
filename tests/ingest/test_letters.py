"""The text of mails: what forwarded them, greetings, signatures and notices go, the release stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.ingest.containers.letters import read_letter

TITLE = "Le Moulin Bleu ouvre un atelier de verre"
PROSE = (
    "Valombre, le 14 mai 2024 – Le Moulin Bleu, fabrique fictive de Valombre, ouvre un atelier de verre soufflé où "
    "vingt apprentis travailleront dès la rentrée. L'atelier occupe l'ancienne minoterie, que la commune a rénovée. "
    "Il accueillera aussi les écoles du canton, deux jours par semaine, pour des visites et des essais.\n"
    "« Le verre revient à Valombre », se réjouit Odile Ferrandin, directrice de la fabrique."
)
RELEASE = f"{TITLE}\n\n{PROSE}"
HTML = f"<h1>{TITLE}</h1><p>{PROSE}</p>"

HEADER = """\
De : Moulin Bleu <presse@moulin.example>
Envoyé : mardi 14 mai 2024 10:12
À : Rédaction <redaction@journal.example>
Objet : CP - Le Moulin Bleu ouvre un atelier de verre"""

FORWARDED = {
    "Gmail": f"""FYI

---------- Forwarded message ---------
De : Moulin Bleu <presse@moulin.example>
Date: mar. 14 mai 2024 à 10:12
Subject: CP - {TITLE}
To: <redaction@journal.example>


{RELEASE}""",
    "Apple Mail": f"""
Début du message réexpédié :

> De: Moulin Bleu <presse@moulin.example>
> Objet: CP - {TITLE}
> Date: 14 mai 2024 à 10:12:03 UTC+1
> À: redaction@journal.example
>
> {RELEASE.replace(chr(10), chr(10) + "> ")}""",
    "Thunderbird": f"""Pour information.

-------- Message transféré --------
Sujet : \tCP - {TITLE}
Date : \tTue, 14 May 2024 10:12:00 +0100
De : \tMoulin Bleu <presse@moulin.example>
Pour : \tredaction@journal.example


{RELEASE}""",
    "Outlook": f"Bonjour,\nVoir ci-dessous.\n\n{HEADER}\n\n{RELEASE}",
    "twice": f"""Tr.

De : Nadia Oulmès <n.oulmes@journal.example>
Envoyé : mercredi 15 mai 2024 09:00
À : Bureau
Objet : TR: CP - {TITLE}

Bonjour, est-ce pour nous ?

{HEADER}

{RELEASE}""",
    "wrapped recipients": f"""{HEADER.replace("Objet", "Cc : a@b.example; c@d.example;" + chr(10) + " e@f.example" + chr(10) + "Objet")}

{RELEASE}""",
    "bold": f"*De :* Moulin Bleu <presse@moulin.example>\n*Date :* 14 mai 2024\n*Objet :* CP - {TITLE}\n\n{RELEASE}",
}


@pytest.mark.parametrize("program", FORWARDED)
def test_the_innermost_release_counts(program: str) -> None:
    letter = read_letter(FORWARDED[program], is_html=False)
    assert letter.content.strip() == RELEASE
    assert "presse@moulin.example" in letter.header["from"]
    assert "14" in letter.header["date"]
    assert letter.header["subject"] == f"CP - {TITLE}"


FORWARDED_HTML = {
    "Gmail": (
        '<div dir="ltr">FYI<br><br><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message '
        "---------<br>De : <strong>Moulin Bleu</strong> &lt;presse@moulin.example&gt;<br>Date: mar. 14 mai 2024 à "
        f"10:12<br>Subject: CP - {TITLE}<br>To: &lt;r@journal.example&gt;<br></div><br><br>{HTML}</div></div>"
    ),
    "Outlook": (
        '<p class="MsoNormal">Bonjour,</p><div style="border-top:solid"><p><b>De :</b> Moulin Bleu '
        "&lt;presse@moulin.example&gt;<br><b>Envoyé :</b> mardi 14 mai 2024 10:12<br><b>À :</b> Rédaction<br>"
        f"<b>Objet :</b> CP - {TITLE}</p></div><p>&nbsp;</p>{HTML}"
    ),
    "Thunderbird": (
        "<p>Voir.</p><div class=moz-forward-container>-------- Message transféré --------<table><tr><th>Sujet&nbsp;: "
        f"</th><td>CP - {TITLE}</td></tr><tr><th>Date&nbsp;: </th><td>Tue, 14 May 2024 10:12:00 +0100</td></tr><tr><th>"
        f"De&nbsp;: </th><td>Moulin Bleu &lt;presse@moulin.example&gt;</td></tr></table><br>{HTML}</div>"
    ),
}


@pytest.mark.parametrize("program", FORWARDED_HTML)
def test_the_innermost_release_of_html_keeps_its_markup(program: str) -> None:
    letter = read_letter(FORWARDED_HTML[program], is_html=True)
    assert HTML in letter.content
    assert "@" not in letter.content
    assert letter.header["subject"] == f"CP - {TITLE}"
    assert "presse@moulin.example" in letter.header["from"]


AROUND = {
    "signature": ("", "\n\n-- \nOdile Ferrandin\n06 00 00 00 00"),
    "closing": ("", "\n\nCordialement,\n\nOdile Ferrandin\nMoulin Bleu"),
    "greeting": ("Bonjour,\n\nVeuillez trouver ci-dessous notre communiqué.\n\nBien cordialement,\n\n", ""),
    "colleagues": ("Chères consœurs, chers confrères,\n\n", ""),
    "confidential": (
        "",
        "\n\nCe message et ses pièces jointes sont confidentiels et destinés aux seules\npersonnes désignées ci-dessus.",
    ),
    "english notice": ("", "\n\nThis email may contain confidential information for the intended recipient."),
    "trees": ("", "\n\nPensez à l’environnement avant d’imprimer ce courriel."),
    "unsubscribe": ("", "\n\nVous recevez ce courriel car vous êtes inscrit.\nPour vous désabonner, cliquez ici."),
    "telephone": ("", "\n\nEnvoyé de mon iPhone"),
}


@pytest.mark.parametrize("name", AROUND)
def test_what_is_around_the_release_goes(name: str) -> None:
    before, after = AROUND[name]
    assert read_letter(before + RELEASE + after, is_html=False).content.strip() == RELEASE


def test_notices_of_html_go_and_leave_the_tags() -> None:
    page = (
        f"<div>{HTML}<p>Ce message est <i>confidentiel</i> et réservé à ses destinataires.</p><p>Fin fictive.</p></div>"
    )
    content = read_letter(page, is_html=True).content
    assert "confidentiel" not in content
    assert HTML in content
    assert "Fin fictive." in content


KEPT = (
    "Contact presse : Odile Ferrandin, presse@moulin.example",
    "À propos du Moulin Bleu\nFabrique fictive de Valombre.",
    "Date : 14 mai 2024\nLieu : Valombre\nDe : 9 h\nÀ : 18 h",
    "Une campagne pour l'information des habitants commence demain.",
    "Le message de la fabrique est clair : le verre revient.",
    "De : la minoterie\nà : l'atelier, un siècle d'histoire",
)


@pytest.mark.parametrize("line", KEPT)
def test_what_belongs_to_the_release_stays(line: str) -> None:
    text = f"{RELEASE}\n\n{line}\n\nFin."
    assert read_letter(text, is_html=False).content.strip() == text
    text = f"{line}\n\n{RELEASE}"
    assert read_letter(text, is_html=False).content.strip() == text


def test_a_contact_for_the_press_below_a_closing_stays() -> None:
    text = f"{RELEASE}\n\nCordialement\n\nContact presse : Odile Ferrandin"
    assert read_letter(text, is_html=False).content.strip() == text


@given(
    st.lists(
        st.sampled_from(
            [HEADER, "Bonjour,", "-- ", "De : a@b.example", "Objet : x", "Date : 14 mai 2024", "", "Cordialement", PROSE,
             "<p>", "</p>", "<br>", "<!--", "<script>", "&lt;", "> ", "---------- Forwarded message ---------", "x" * 300]
        ),
        max_size=25,
    ),
    st.booleans(),
)  # fmt: skip
def test_nothing_is_invented(lines: list[str], is_html: bool) -> None:
    text = "\n".join(lines)
    content = read_letter(text, is_html).content
    assert all(line.strip("> ") in text for line in content.split("\n"))
