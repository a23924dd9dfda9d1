"""Which text of a page counts: its text layer, the layer read as a legacy encoding, or what can be recognised (OCR).

The measure is the syllable share (tỷ lệ âm tiết, :func:`corpus.syllables.syllable_share`): of the words of a page, how
many could be Vietnamese syllables. A layer can be there and be worthless: one stamp line over a scan, the English
recognition of a Vietnamese page. A page can have neither text nor picture: its letters are drawn as outlines.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.document import Ocr
from corpus.ocr.recognise import recognise
from corpus.ocr.tesseract import OcrLimit, OcrUnavailable
from corpus.page.characters import PageCharacters
from corpus.page.decision import Decision
from corpus.page.rotation import Turn
from corpus.syllables import FEWEST_WORDS, judge_text, syllable_share
from corpus.text_layer.legacy_encodings import detect, to_unicode, with_horns

#: Fewer letters and digits than this are no text layer; on a page that is a picture, a stamp line has more.
FEW, FEW_ON_A_PICTURE = 25, 220
#: A picture over this part of a page makes it a scan.
COVERED = 0.5
#: So many drawn paths on a page without text are letters in outline.
OUTLINES = 150
#: How much better what is recognised must read than the layer that it replaces.
BETTER = 0.1


@dataclass(frozen=True, slots=True)
class Layer:
    """A page with the text that counts and why it does, and what has to be said of it."""

    page: PageCharacters
    said: str | None = None


def choose(page: pdfium.PdfPage, layer: PageCharacters, ocr: Ocr) -> Layer:
    """The text that counts for ``page``, whose own text layer is ``layer``."""
    encoding = detect(layer.text)
    if encoding is not None:
        turned, said = with_horns(to_unicode(layer, encoding))
        return _decided(turned, layer, f"reads as Vietnamese when taken for {encoding}", said)
    reason = "asked for" if ocr == "always" else _reason(page, layer)
    if reason is None:
        few = syllable_share(layer.text)[1] < FEWEST_WORDS
        return _decided(layer, layer, "too few words to judge" if few else "the text layer reads as Vietnamese")
    if ocr == "never":
        return _decided(layer, layer, f"{reason}, but recognition was turned off")
    try:
        recognised = recognise(page, layer.number)
    except OcrUnavailable as error:
        said = f"{reason}. {error}" if ocr != "always" else str(error)
        return _decided(layer, layer, f"{reason}, but nothing to recognise it with is installed", said)
    except OcrLimit as error:
        said = f"{reason}, and it {error}. What stands there is not read."
        return _decided(layer, layer, f"{reason}, and it {error}", said)
    if not _reads_better(recognised.text, layer.text):
        return _decided(layer, layer, f"{reason}, but what was recognised reads no better")
    return _decided(replace(recognised, bold={}), layer, reason)


def _decided(page: PageCharacters, layer: PageCharacters, reason: str, said: str | None = None) -> Layer:
    share, words = syllable_share(layer.text)
    sure = None
    if page.confidence is not None and not np.isnan(page.confidence).all():
        sure = round(float(np.nanmean(page.confidence)), 3)
    turn = page.turn or Turn(page.width, page.height)
    encoding = detect(layer.text) if page.source == "legacy" else None
    made = Decision(reason, round(share, 3), words, encoding, sure, turn.quarter, turn.degrees)
    return Layer(replace(page, decision=made), said)


def _reason(page: pdfium.PdfPage, layer: PageCharacters) -> str | None:
    """Why the text layer of a page does not do; None when it does."""
    letters = sum(map(str.isalnum, layer.text))
    if letters >= FEW_ON_A_PICTURE and judge_text(layer.text) is None:
        return None
    pictured, paths = _drawn(page)
    if letters < FEW and (pictured > 0 or paths >= OUTLINES):
        return "no text layer (a scan or outlined letters)"
    if letters < FEW_ON_A_PICTURE and pictured > COVERED:
        return "next to no text over a picture of the page"
    return "a text layer that does not read as Vietnamese" if judge_text(layer.text) else None


def _drawn(page: pdfium.PdfPage) -> tuple[float, int]:
    """The part of the page that its largest picture covers, and how many paths are drawn."""
    width, height = page.get_size()
    pictured, paths = 0.0, 0
    left, bottom, right, top = (pdfium_c.c_float() for _ in range(4))
    for item in page.get_objects(max_depth=2):
        if item.type == pdfium_c.FPDF_PAGEOBJ_PATH:
            paths += 1
        elif item.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            pdfium_c.FPDFPageObj_GetBounds(item.raw, left, bottom, right, top)
            area = max(0.0, right.value - left.value) * max(0.0, top.value - bottom.value)
            pictured = max(pictured, area / max(1.0, width * height))
    return pictured, paths


def _reads_better(recognised: str, layer: str) -> bool:
    """Whether what was recognised says more than the layer, or says it in more possible words."""
    share, words = syllable_share(recognised)
    before, words_before = syllable_share(layer)
    if not words:
        return False
    return words_before < 0.3 * words or share > before + BETTER
