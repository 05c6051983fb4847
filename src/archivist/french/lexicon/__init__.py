"""The tables of French: what no rule of spelling tells. Each has its test table in ``tests/french/cases``."""

from archivist.french.lexicon.writing import ASKING, INVERTED, ORDINALS_IN_WORDS

__all__ = ["ASKING", "INVERTED", "ORDINALS_IN_WORDS"]
