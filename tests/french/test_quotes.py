"""Quotations and who speaks. All the people and organisations are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.french.quotes import is_called, quotations

SAID = "Cet atelier est une école autant qu'une fabrique"

NAMED = [
    (
        f"« {SAID} », a souligné Odile Vernay, directrice du port de Valombre.",
        "Odile Vernay",
        "directrice du port de Valombre",
    ),
    (f"«\xa0{SAID}.\xa0» Odile Vernay, directrice, conclut.", None, None),
    (f"« {SAID} », explique Odile Vernay.", "Odile Vernay", None),
    (f"« {SAID} », se félicite le directeur général Idriss Ben Achour.", "Idriss Ben Achour", "le directeur général"),
    (f"« {SAID} », s’est réjouie Odile Vernay.", "Odile Vernay", None),
    (f"« {SAID} », dit le président de la CDV Odile Vernay.", "Odile Vernay", "le président de la CDV"),
    (f"“{SAID}”, a déclaré M. Karim Aït Valombre, président.", "Karim Aït Valombre", "président"),
    (f'"{SAID}", précise Jean-Marc D’Orvel (cofondateur).', "Jean-Marc D’Orvel", "cofondateur"),
    (f"Odile Vernay, présidente de Tizerine, ajoute : « {SAID} ».", "Odile Vernay", "présidente de Tizerine"),
    (f"Le chantier avance. Pour Odile Vernay, directrice du port, « {SAID} ».", "Odile Vernay", "directrice du port"),
    (f"La directrice Odile Vernay a indiqué : « {SAID} ».", "Odile Vernay", "La directrice"),
    # Nobody is named, or nobody who is a person.
    (f"« {SAID} », a-t-elle ajouté.", None, None),
    (f"« {SAID} », a souligné le ministre.", None, None),
    (f"« {SAID} », indique Port de Valombre.", None, None),
    (f"« {SAID} », annonce Groupe Sept Norias.", None, None),
    (f"« {SAID} » est le thème du salon de Valombre.", None, None),
    (f"« {SAID} ». Odile Vernay a ouvert la séance.", None, None),
    ("Le programme « Premier sillon », a souligné Odile Vernay, grandit.", None, None),
]


@pytest.mark.parametrize(("text", "name", "role"), NAMED, ids=[text[:60] for text, _n, _r in NAMED])
def test_who_speaks(text: str, name: str | None, role: str | None) -> None:
    found = list(quotations(text))
    assert [(one.name, one.role) for one in found] == ([] if name is None else [(name, role)])
    for one in found:
        assert one.text.rstrip(".") == SAID
        assert text[one.start : one.end] == one.text


def test_each_quotation_has_its_own_speaker() -> None:
    text = (
        f"« {SAID} », a souligné Odile Vernay. « Nous formerons soixante apprenties », a-t-elle dit.\n\n"
        "« Le port aidera les familles de pêcheurs », a répondu Idriss Ben Achour."
    )
    assert [one.name for one in quotations(text)] == ["Odile Vernay", "Idriss Ben Achour"]


@given(st.text(alphabet="«»“”\"' ,.\nAbcé", max_size=300))
def test_offsets_are_verbatim_whatever_the_marks(text: str) -> None:
    for one in quotations(text + " a souligné Odile Vernay."):
        assert (text + " a souligné Odile Vernay.")[one.start : one.end] == one.text


def test_names_are_asked_for_by_a_part_of_them() -> None:
    assert is_called("Étienne Marsolac", "etienne marsolac") and is_called("Étienne Marsolac", "MARSOLAC")
    assert not is_called("Étienne Marsolac", "Marso") and not is_called("Étienne Marsolac", "Odile Marsolac")
