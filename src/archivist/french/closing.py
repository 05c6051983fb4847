"""Where a press release has said what it has to say, and goes on with what stands under all its kin.

"À propos de ..." says who the issuer is, a press contact who can be asked: the same paragraphs under every release of
an issuer. They stay part of the text and are found; in the ranking they count less (``engine.schema``).
"""

from __future__ import annotations

import re

HEADINGS = (
    r"[àa] propos (?:de la|de l['’]|du|des|de|d['’])\s?[^\n.,;:!?]{2,80}?",
    r"[àa] propos",
    r"qui sommes[- ]nous",
    r"contacts?(?: (?:pour la )?(?:presse|médias?|des médias|relations presse))?",
    r"contacts? (?:de|avec la|à la) presse",
    r"(?:service(?: de)?|relations?(?: avec la)?|informations?|renseignements?)[ -](?:presse|médias?)",
    r"(?:pour (?:tout |plus d['’]|de plus amples ))?(?:informations?|renseignements?)(?: complémentaires?)?",
    r"adresse pour l['’]envoi de questions",
    r"notes? (?:aux|à l['’]attention des) (?:rédactions?|rédacteurs|éditeurs|journalistes)",
)
"""What opens such a part, alone on its line or before a colon, whatever its capitals."""

FIRST = 0.4
"""Share of a text before which nothing is taken for its closing part: a release may begin with its contact."""

_OPENING = re.compile(
    rf"^(?:#{{1,6}} |[-*•] )?[*_]{{0,3}}(?:{'|'.join(HEADINGS)})\s?(?:[*_]{{0,3}}\s?:[*_]{{0,3}}|[*_]{{0,3}}$)",
    re.IGNORECASE | re.MULTILINE,
)


def closing_start(text: str) -> int:
    """Return the offset at which the closing part of ``text`` begins, its length where it has none."""
    opening = _OPENING.search(text, int(len(text) * FIRST))
    return opening.start() if opening else len(text)
