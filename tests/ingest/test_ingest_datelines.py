"""Datelines as they are written, and first words that are none."""

from __future__ import annotations

import pytest

from archivist.ingest.dateline import read_dateline

DATELINES = [
    ("Casablanca — Le programme", "Casablanca", None, "Le programme"),
    ("MARRAKECH – Le programme", "Marrakech", None, "Le programme"),
    ("RABAT - Le programme", "Rabat", None, "Le programme"),
    ("Abidjan -- Le programme", "Abidjan", None, "Le programme"),
    ("Casablanca, le 30 mai 2024 – Le programme", "Casablanca", "2024-05-30", "Le programme"),
    ("Casablanca, le 30 mai 2024", "Casablanca", "2024-05-30", ""),
    ("Casablanca le 30 mai 2024 : Le programme", "Casablanca", "2024-05-30", "Le programme"),
    ("Rabat (MAP) - Le programme", "Rabat", None, "Le programme"),
    ("Rabat, 14 nov. 2016 (MAP) - Le programme", "Rabat", "2016-11-14", "Le programme"),
    ("PARIS, 30 mai 2024 (AFP) - Le programme", "Paris", "2024-05-30", "Le programme"),
    ("Paris, France, 1er juin 2023 /PRNewswire/ -- Le programme", "Paris", "2023-06-01", "Le programme"),
    ("PARIS--(BUSINESS WIRE)--Le programme", "Paris", None, "Le programme"),
    ("Montréal, QC, le 3 juin 2024 /CNW/ - Le programme", "Montréal", "2024-06-03", "Le programme"),
    ("Communiqué de presse | Marrakech, jeudi 30/05/2024", "Marrakech", "2024-05-30", ""),
    ("COMMUNIQUÉ DE PRESSE – Rabat, le 30 mai 2024 – Le programme", "Rabat", "2024-05-30", "Le programme"),
    ("date 2024-05 Casablanca — Le programme", "Casablanca", "2024-05", "Le programme"),
    (" date 2022-09 Agadir — Le programme", "Agadir", "2022-09", "Le programme"),
    ("Berne, 12.03.2019 - Le programme", "Berne", "2019-03-12", "Le programme"),
    ("3001 Berne, 12.03.2019 - Le programme", "Berne", "2019-03-12", "Le programme"),
    ("Berne 9, 12.03.2019 - Le programme", "Berne", "2019-03-12", "Le programme"),
    ("Paris 2e, le 12 mars 2019 – Le programme", "Paris", "2019-03-12", "Le programme"),
    ("Biel/Bienne, 03.06.2024 - L’Office", "Biel/Bienne", "2024-06-03", "L’Office"),
    ("Dakar (Sénégal), le 22 novembre 2018 – Le programme", "Dakar", "2018-11-22", "Le programme"),
    ("Dakar, Sénégal, jeudi 9 octobre 2025 – Le programme", "Dakar", "2025-10-09", "Le programme"),
    ("Rabat, le 30 mai 2024. Le ministère", "Rabat", "2024-05-30", "Le ministère"),
    ("Fait à Rabat, le 3 juin 2024", "Rabat", "2024-06-03", ""),
    ("N’Djamena, le 3 juin 2024 — Le programme", "N'Djamena", "2024-06-03", "Le programme"),
    ("LA ROCHE-SUR-YON, le 3 juin 2024 – Le programme", "La Roche-sur-Yon", "2024-06-03", "Le programme"),
    ("Aix-en-Provence, lundi 3 juin 2024 – « Nous", "Aix-en-Provence", "2024-06-03", "« Nous"),
    ("Le Caire, le 3 juin 2024 – Le programme", "Le Caire", "2024-06-03", "Le programme"),
    ("Rabat, 3 juin 2024, 10h00 – Le programme", "Rabat", "2024-06-03", "Le programme"),
    ("Paris, mai 2024 – Le programme", "Paris", "2024-05", "Le programme"),
    ("Salé, 2017 — Le programme", "Salé", "2017", "Le programme"),
    ("Le 30 mai 2024 – Le programme", None, "2024-05-30", "Le programme"),
    ("Lundi 3 juin 2024 – Le programme", None, "2024-06-03", "Le programme"),
    ("30/05/2024", None, "2024-05-30", ""),
]
NONE = [
    "",
    "Le programme commence.",
    "Rabat : le ministère",
    "Budget 2024 : le ministère",
    "Innovation – Le groupe",
    "Résultats annuels – Le groupe",
    "RECTIFICATIF – La coopérative",
    "Complément du 18.02.2010",
    "COVID-19 – Le point",
    "ONCF — Le train",
    "CP - Le texte",
    "En bref — Le texte",
    "Jean Exemple - Le directeur",
    "Mohammed VI – Le texte",
    "Paris 2024 – Les Jeux",
    "Paris 24, une course",
    "Étape 9, 12 mars 2019 - Le programme",
    "L’été 2024 – une saison",
    "Rapport du 30 mai 2024 – Le texte",
    "Le 30 mai 2024, le ministère a annoncé",
    "À Casablanca, le 30 mai 2024, le centre a signé",
    "Casablanca, le 30 mai, la société",
    "Casablanca accueille le 30 mai 2024 - le salon",
    "Madame, Monsieur, le 3 juin 2024",
    "Technopark – le centre",
]


@pytest.mark.parametrize(("text", "place", "date", "rest"), DATELINES)
def test_dateline(text: str, place: str | None, date: str | None, rest: str) -> None:
    line = read_dateline(text)
    assert line is not None
    assert (line.place, str(line.date) if line.date else None, text[line.end :]) == (place, date, rest)
    assert line.alone is (rest == "")


@pytest.mark.parametrize("text", NONE)
def test_no_dateline(text: str) -> None:
    assert read_dateline(text) is None


def test_a_wrong_day_is_a_doubt() -> None:
    line = read_dateline("Rabat, vendredi 30 mai 2024 – Le programme")
    assert line is not None
    assert line.doubt
