"""Mails: which part is the release, what the header gives, what is attached."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from archivist.ingest.containers import Enclosed, expand
from archivist.ingest.containers.headers import day_of, decoded, sender_of, title_of
from archivist.ingest.draft import Draft
from archivist.ingest.pipeline import read_release
from archivist.ingest.sources import Unreadable

TITLE = "Le Moulin Bleu ouvre un atelier de verre"
PROSE = (
    "Le Moulin Bleu, fabrique fictive de Valombre, ouvre un atelier de verre soufflé où vingt apprentis travailleront dès "
    "la rentrée. L’atelier occupe l’ancienne minoterie, que la commune a rénovée à ses frais."
)
MORE = "Il accueillera aussi les écoles du canton, deux jours par semaine, pour des visites et des essais de soufflage."
PAGE = f"<html><body><p>{PROSE}</p><ul><li>vingt apprentis</li><li>deux fours</li></ul><p>{MORE}</p></body></html>"


def mail(text: str | None = None, page: str | None = None, **header: str) -> EmailMessage:
    message = EmailMessage()
    header = {"subject": f"CP - {TITLE}", "from": "Moulin Bleu <presse@moulin.example>", **header}
    header = {"date": "Tue, 14 May 2024 23:30:00 +0200", "message_id": "<1@moulin.example>", **header}
    for name, value in header.items():
        message[name.replace("_", "-")] = value
    if text is not None:
        message.set_content(text)
    if page is not None:
        (message.add_alternative if text is not None else message.set_content)(page, subtype="html")
    return message


def releases(data: bytes, name: str = "envoi.eml") -> list[Enclosed | Unreadable]:
    found = expand(data, name, f"dossier/{name}", Path(f"dossier/{name}"))
    assert found is not None
    return list(found)  # type: ignore[arg-type]


def read(release: Enclosed | Unreadable) -> Draft:
    assert isinstance(release, Enclosed), release
    return read_release(release.read(), release.name, release.said)


def test_a_plain_mail() -> None:
    data = mail(f"{PROSE}\n\n{MORE}").as_bytes(policy=SMTP)
    (release,) = releases(data)
    draft = read(release)
    assert isinstance(release, Enclosed)
    assert (release.location, release.inside, release.original) == ("dossier/envoi.eml", "", data)
    assert (draft.title, str(draft.date), draft.issuer) == (TITLE, "2024-05-14", "Moulin Bleu")
    assert {draft.evidence[name] for name in ("title", "date", "issuer")} == {"mail header"}
    assert "only the sender" in draft.doubts["issuer"]
    assert draft.text == f"{PROSE}\n\n{MORE}"


@pytest.mark.parametrize(
    ("sender", "doubted"),
    [
        ("Moulin Bleu <a@b.example>", True),
        ("Jeanne Modèle <a@b.example>", True),
        ("Office des Ponts <a@b.example>", False),
    ],
)
def test_a_sender_that_is_an_institution_is_no_doubt(sender: str, doubted: bool) -> None:
    draft = read(releases(mail(PROSE, **{"from": sender}).as_bytes())[0])
    assert draft.issuer == sender.split(" <")[0]
    assert ("issuer" in draft.doubts) is doubted


def test_the_release_is_believed_before_the_header() -> None:
    draft = read(releases(mail(f"Valombre, le 12 mai 2024 – {PROSE}\n\n{MORE}").as_bytes())[0])
    assert (str(draft.date), draft.place, draft.evidence["date"]) == ("2024-05-12", "Valombre", "dateline")


def test_of_alternatives_html_is_read_where_it_is_richer() -> None:
    draft = read(releases(mail(f"{PROSE} {MORE}", PAGE).as_bytes())[0])
    assert "- vingt apprentis\n- deux fours" in draft.text
    assert draft.title == TITLE
    thin = mail(f"{PROSE}\n\n{MORE}", "<p>Voir en ligne</p>")
    assert read(releases(thin.as_bytes())[0]).text == f"{PROSE}\n\n{MORE}"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "cp1252", "utf-16"])
@pytest.mark.parametrize("coding", ["base64", "quoted-printable"])
def test_encodings(charset: str, coding: str) -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["MIME-Version"] = TITLE, "a@b.example", "1.0"
    text = PROSE.replace("’", "'") if charset == "iso-8859-1" else PROSE
    if charset == "utf-16":
        message.set_content(text.encode("utf-16"), "text", "plain", cte="base64", params={"charset": charset})
    else:
        message.set_content(text, charset=charset, cte=coding)
    assert read(releases(message.as_bytes())[0]).text == text


@pytest.mark.parametrize("declared", ["utf-8", "us-ascii", "iso-8859-1", "x-unknown", ""])
def test_wrong_encodings(declared: str) -> None:
    head = f"Subject: {TITLE}\nFrom: a@b.example\nMIME-Version: 1.0\nContent-Type: text/plain; charset={declared}\n"
    for actual in ("utf-8", "cp1252"):
        data = f"{head}Content-Transfer-Encoding: 8bit\n\n".encode() + PROSE.encode(actual)
        assert read(releases(data)[0]).text == PROSE


def test_flowed_lines_are_joined() -> None:
    head = b"From: a@b.example\nSubject: Titre fictif ici\nContent-Type: text/plain; format=flowed\n\n"
    draft = read(releases(head + PROSE.replace(" ", " \n", 12).encode())[0])
    assert draft.text == PROSE


def test_attachments_are_releases_and_a_cover_note_is_none() -> None:
    message = mail("Bonjour,\n\nVeuillez trouver ci-joint notre communiqué.\n\nCordialement,\nOdile")
    message.add_attachment(f"{PROSE}\n\n{MORE}".encode(), "text", "plain", filename="communiqué.txt")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", "image", "png", filename="logo.png")
    message.add_attachment(PAGE.encode(), "text", "html", filename="../page.html")
    text, page = releases(message.as_bytes())
    assert isinstance(text, Enclosed)
    assert isinstance(page, Enclosed)
    assert (text.location, text.inside) == ("dossier/envoi.eml#communiqué.txt", "#communiqué.txt")
    assert page.location == "dossier/envoi.eml#page.html"
    assert text.original == text.content == f"{PROSE}\n\n{MORE}".encode()
    draft = read(text)
    assert (draft.title, str(draft.date), draft.evidence["date"]) == (TITLE, "2024-05-14", "mail header")


def test_body_and_attachment_are_both_releases_where_the_body_is_one() -> None:
    message = mail(f"{PROSE}\n\n{MORE}\n\n{PROSE}")
    message.add_attachment(b"%PDF-1.7 fictif", "application", "pdf", filename="cp.pdf")
    body, attached = releases(message.as_bytes())
    assert read(body).title == TITLE
    assert attached.location.endswith("#cp.pdf")


def test_a_forwarded_message_counts_instead_of_the_one_around_it() -> None:
    outer = mail("Pour info, voir le message ci-joint.", subject=f"TR: {TITLE}", date="Mon, 20 May 2024 08:00:00 +0200")
    outer.add_attachment(mail(f"{PROSE}\n\n{MORE}"))
    data = outer.as_bytes()
    (release,) = releases(data)
    draft = read(release)
    assert (draft.title, str(draft.date), draft.text) == (TITLE, "2024-05-14", f"{PROSE}\n\n{MORE}")
    assert isinstance(release, Enclosed)
    assert release.original == data


def test_a_digest_gives_each_message() -> None:
    digest = mail("Les envois de la semaine.")
    for number in (1, 2):
        digest.add_attachment(mail(f"{PROSE}\n\n{MORE}", subject=f"Envoi fictif numéro {number}"))
    found = releases(digest.as_bytes())
    assert [read(release).title for release in found] == ["Envoi fictif numéro 1", "Envoi fictif numéro 2"]
    assert [release.location[-10:] for release in found] == ["#message-1", "#message-2"]


def test_a_quoted_forward_has_the_date_of_the_release() -> None:
    text = (
        f"De : Moulin Bleu <presse@moulin.example>\nEnvoyé : mardi 14 mai 2024 10:12\nObjet : CP : {TITLE}\n\n{PROSE}"
    )
    outer = mail(
        text, subject=f"Tr : CP : {TITLE}", date="Mon, 20 May 2024 08:00:00 +0200", **{"from": "Bo <b@c.example>"}
    )
    draft = read(releases(outer.as_bytes())[0])
    assert (str(draft.date), draft.issuer, draft.title) == ("2024-05-14", "Moulin Bleu", TITLE)


def test_a_forward_without_its_header_makes_the_date_doubtful() -> None:
    draft = read(releases(mail(PROSE, subject=f"Fwd: {TITLE}").as_bytes())[0])
    assert "passed on" in draft.doubts["date"]


def test_a_saved_page_is_a_page_and_no_mail() -> None:
    page = mail(None, f"<title>{TITLE}</title>{PAGE}", subject="Autre chose", **{"from": "<Saved by Blink>"})
    page["Snapshot-Content-Location"] = "https://moulin.example/atelier"
    draft = read(releases(page.as_bytes(), "page.mhtml")[0])
    assert (draft.source_url, draft.date, draft.issuer) == ("https://moulin.example/atelier", None, None)


def test_what_is_kept_of_a_mail_gives_it_again() -> None:
    message = mail(f"{PROSE}\n\n{MORE}\n\n{PROSE}")
    message.add_attachment(b"Un texte fictif.", "text", "plain", filename="a.txt")
    (body, _attached) = releases(message.as_bytes())
    assert isinstance(body, Enclosed)
    assert releases(body.original)[0] == body


def test_a_mailbox() -> None:
    texts = [f"{PROSE}\n\nFrom là, on voit la mer {number}.\n\n{MORE}" for number in range(3)]
    box = b""
    for number, text in enumerate(texts):
        message = mail(text, subject=f"Envoi fictif numéro {number}", message_id=f"<{number}@moulin.example>")
        lines = message.as_bytes().replace(b"\nFrom l", b"\n>From l")
        box += b"From presse@moulin.example Tue May 14 10:12:00 2024\n" + lines + b"\n"
    found = releases(box, "inbox")
    assert [release.location for release in found] == [f"dossier/inbox#{n}@moulin.example" for n in range(3)]
    assert [read(release).text for release in found] == texts
    assert [release.name for release in found] == [f"{n}@moulin.example.eml" for n in range(3)]


def test_a_mailbox_of_one_message_is_that_message() -> None:
    box = b"From a@b.example Tue May 14 10:12:00 2024\n" + mail(PROSE).as_bytes()
    assert [release.location for release in releases(box)] == ["dossier/envoi.eml"]


@pytest.mark.parametrize(
    "text",
    [
        f"Date : 14 mai 2024\nLieu : Valombre\nObjet : {TITLE}\n\n{PROSE}",
        f"Date: 14 mai 2024\nSubject: {TITLE}\nFrom: Moulin Bleu\n\n{PROSE}",
        f"From Valombre with love\n\n{PROSE}",
        PROSE,
        "",
    ],
)
def test_what_is_no_mail(text: str) -> None:
    assert expand(text.encode(), "a.txt", "a.txt") is None


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        (f"CP - {TITLE}", TITLE),
        (f"TR: Re: [Externe] CP : {TITLE}", TITLE),
        (f"Communiqué de presse : {TITLE}", TITLE),
        (f"Communiqué de presse du 14 mai 2024 – {TITLE}", TITLE),
        (f"[moulin-presse] COMMUNIQUÉ | {TITLE}", TITLE),
        (f"Pour diffusion immédiate - {TITLE}", TITLE),
        ("Communiqué commun des deux fabriques de Valombre", "Communiqué commun des deux fabriques de Valombre"),
        ("Presse et liberté : un colloque à Valombre", "Presse et liberté : un colloque à Valombre"),
        ("Important programme de rénovation à Valombre", "Important programme de rénovation à Valombre"),
        ("Communiqué de presse", None),
        ("CP du 14 mai 2024", None),
        ("TR: Communiqué", None),
        ("", None),
        ("Fwd:", None),
    ],
)
def test_titles_of_subjects(subject: str, title: str | None) -> None:
    assert title_of(subject) == title


@pytest.mark.parametrize(
    ("sender", "issuer"),
    [
        ("Moulin Bleu <presse@moulin.example>", "Moulin Bleu"),
        ('"Moulin Bleu, Valombre" <presse@moulin.example>', "Moulin Bleu, Valombre"),
        ("Service de presse - Moulin Bleu <a@b.example>", "Moulin Bleu"),
        ("Service communication du Moulin Bleu <a@b.example>", "Moulin Bleu"),
        ("Odile Ferrandin (Moulin Bleu) <a@b.example>", "Moulin Bleu"),
        ("Moulin Bleu via Envoitout <a@b.example>", "Moulin Bleu"),
        ("Moulin Bleu [mailto:presse@moulin.example]", "Moulin Bleu"),
        ("Moulin Bleu - Presse <a@b.example>", "Moulin Bleu"),
        ("Service Presse <a@b.example>", None),
        ("presse@moulin.example", None),
        ("contact <contact@moulin.example>", None),
        ("", None),
    ],
)
def test_issuers_of_senders(sender: str, issuer: str | None) -> None:
    assert sender_of(sender) == issuer


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("Tue, 14 May 2024 23:30:00 +0200", "2024-05-14"),
        ("14 May 2024 23:30", "2024-05-14"),
        ("Tue, May 14, 2024 at 10:12 AM", "2024-05-14"),
        ("mardi 14 mai 2024 10:12", "2024-05-14"),
        ("mar. 14 mai 2024 à 10:12", "2024-05-14"),
        ("14/05/2024 10:12", "2024-05-14"),
        ("2024-05-14 10:12", "2024-05-14"),
        ("Tue, 31 Feb 2024 10:00:00 +0000", "None"),
        ("Thu, 1 Jan 1903 00:00:00", "None"),
        ("hier", "None"),
        ("", "None"),
    ],
)
def test_days_of_dates(value: str, day: str) -> None:
    assert str(day_of(value)) == day


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=?utf-8?q?D=C3=A9fense?= du verre", "Défense du verre"),
        ("=?utf-8?b?w4k=?= =?utf-8?b?dMOp?=", "Été"),
        ("=?iso-8859-1?q?=C9t=E9?=", "Été"),
        ("=?utf-8?b?w?=", None),
        ("=?x-unknown?q?=E9t=E9?=", "été"),
        ("\udcc3\udc89t\udcc3\udca9", "Été"),
        ("\udcc9t\udce9", "Été"),
        ("a\r\n b", "a b"),
    ],
)
def test_headers_are_decoded(value: str, text: str | None) -> None:
    assert decoded(value) == text if text else isinstance(decoded(value), str)


def test_no_control_character_comes_out_of_a_header() -> None:
    mail = (
        b"From: =?utf-8?q?Moulin=00_=1b[31mBleu?= <presse@moulin.example>\nSubject: =?utf-8?q?Un_envoi=00_fictif=9b?=\n"
        b"Message-ID: <1@moulin.example>\nDate: Tue, 14 May 2024 10:00:00 +0200\n\n"
    )
    (release,) = expand(mail + b"Un texte fictif sur un atelier de verre.", "a.eml", "a.eml") or ()
    assert isinstance(release, Enclosed)
    draft = read_release(release.content, release.name, release.said)
    said = f"{draft.title}{draft.issuer}{''.join(draft.doubts.values())}"
    assert "Moulin" in said and not any(ord(mark) < 32 or 127 <= ord(mark) < 160 for mark in said)
