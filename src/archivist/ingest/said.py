"""What comes with a release and is not in it: the header of its mail, its entry in a feed, the address of its page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from archivist.article import PartialDate
from archivist.ingest.draft import Draft

_POOR_TITLES = frozenset(("first sentence", "file name", "title element", "page title"))
_POOR_DATES = frozenset(("file name", "file time"))


@dataclass(frozen=True, slots=True)
class Said:
    """What a container says of one release.

    ``evidence`` is what a Draft has as evidence for the fields that are taken from here: ``"mail header"``,
    ``"feed"``, ``"web archive"``, ``"address"``. Fields named in ``weak`` (``"title"``, ``"date"``, ``"issuer"``)
    count only where the release itself says nothing, the others unless it declares better. ``doubts`` has a sentence
    for the fields that are uncertain if they are taken from here.
    """

    evidence: str
    title: str | None = None
    date: PartialDate | None = None
    issuer: str | None = None
    address: str | None = None
    tags: tuple[str, ...] = ()
    weak: frozenset[str] = frozenset(("date", "issuer"))
    doubts: Mapping[str, str] = field(default_factory=dict)

    def before(self, draft: Draft) -> Draft:
        """Return ``draft``, just read from its file, with what is said for sure; its lines are not read yet."""
        if self.title and "title" not in self.weak:
            poor = draft.title is None or draft.evidence.get("title") in _POOR_TITLES
            if poor or _letters(draft.title or "") == _letters(self.title):
                draft = self._with(draft, "title", self.title)
        if self.date and "date" not in self.weak and draft.date is None:
            draft = self._with(draft, "date", self.date)
        if self.address and not draft.source_url:
            draft = self._with(draft, "source_url", self.address)
        return replace(draft, tags=tuple(dict.fromkeys((*draft.tags, *self.tags))))

    def after(self, draft: Draft) -> Draft:
        """Return ``draft``, with all that could be read from it, filled up with what is said weakly."""
        if self.title and (not draft.title or draft.evidence.get("title") in _POOR_TITLES):
            draft = self._with(draft, "title", self.title)
        if self.date and (draft.date is None or draft.evidence.get("date") in _POOR_DATES):
            draft = self._with(draft, "date", self.date)
        if self.issuer and not draft.issuer:
            draft = self._with(draft, "issuer", self.issuer)
        if "text" in self.doubts:
            draft = replace(draft, doubts={"text": self.doubts["text"], **draft.doubts})
        return draft

    def _with(self, draft: Draft, name: str, value: object) -> Draft:
        doubts = {key: sentence for key, sentence in draft.doubts.items() if key != name}
        if name in self.doubts:
            doubts[name] = self.doubts[name]
        changes: dict[str, object] = {
            name: value,
            "evidence": {**draft.evidence, name: self.evidence},
            "doubts": doubts,
        }
        return replace(draft, **changes)  # type: ignore[arg-type]


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
