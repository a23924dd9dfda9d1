"""How a page was read, and the measure behind it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """Why the text of a page is what it is.

    ``layer_share`` is the syllable share (tỷ lệ âm tiết) of the text layer that the file brought along, from 0 to 1,
    over ``layer_words`` words; see :func:`corpus.syllables.syllable_share`. ``encoding`` is ``TCVN3`` or ``VNI``
    where the layer was turned into Unicode. ``confidence``, from 0 to 1, is the mean of the recognised words;
    ``quarter`` times 90 degrees, and ``degrees`` more, is how a page was turned (counter-clockwise) to be read.
    """

    reason: str
    layer_share: float
    layer_words: int
    encoding: str | None = None
    confidence: float | None = None
    quarter: int = 0
    degrees: float = 0.0
