"""Chooses the text of a page: its text layer, that layer converted from a legacy encoding, or the result of OCR.

The measure is the syllable share (tỷ lệ âm tiết, :func:`corpus.syllables.syllable_share`): the part of the words of a
page that could be Vietnamese syllables. A text layer can be present and unusable: one stamp line over a scan, or an
English OCR of a Vietnamese page. A page can also have neither text nor picture: its letters are drawn as outlines.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.document import Ocr, TextLayerDecision
from corpus.ocr.recognise import recognise
from corpus.ocr.tesseract import OcrLimit, OcrUnavailable
from corpus.page.characters import PageCharacters
from corpus.page.rotation import PageRotation
from corpus.syllables import MIN_WORDS_TO_JUDGE, judge_text, syllable_share
from corpus.text_layer.legacy_encodings import detect, to_unicode, with_u_horns
from corpus.text_layer.missing_glyphs import with_missing_glyphs

#: Fewer letters and digits than this are no text layer; on a page that is a picture, a stamp line has more.
MIN_TEXT_LAYER_CHARS, MIN_CHARS_OVER_PICTURE = 25, 220
#: A picture over more than this part of a page makes it a scan.
MAX_PICTURE_SHARE = 0.5
#: So many drawn paths on a page without text are letters in outline.
MIN_OUTLINE_PATHS = 150
#: How much higher the syllable share of what is recognised must be than that of the layer that it replaces.
MIN_SHARE_GAIN = 0.1


@dataclass(frozen=True, slots=True)
class ChosenText:
    """A page with the text that counts, its ``decision`` set; and a warning about how it was got, or None."""

    page: PageCharacters
    warning: str | None = None


def choose_text(page: pdfium.PdfPage, own_layer: PageCharacters, ocr: Ocr) -> ChosenText:
    """The text that counts for ``page``: ``own_layer``, the layer converted or with its gaps filled, or OCR's.

    Args:
        page: the open page; it is rendered where something on it has to be recognised.
        own_layer: the characters of its text layer, without hidden text.
        ocr: when pages are recognised.
    """
    chosen = _choose_layer(page, own_layer, ocr)
    if chosen.page.source == "text" and ocr != "never" and chosen.warning is None:
        return ChosenText(*with_missing_glyphs(page, chosen.page))
    return chosen


def _choose_layer(page: pdfium.PdfPage, own_layer: PageCharacters, ocr: Ocr) -> ChosenText:
    encoding = detect(own_layer.text)
    if encoding is not None:
        converted, warning = with_u_horns(to_unicode(own_layer, encoding))
        return _decided(converted, own_layer, f"reads as Vietnamese when taken for {encoding}", warning)
    reason = "asked for" if ocr == "always" else _why_unusable(page, own_layer)
    if reason is None:
        too_few = syllable_share(own_layer.text)[1] < MIN_WORDS_TO_JUDGE
        verdict = "too few words to judge" if too_few else "the text layer reads as Vietnamese"
        return _decided(own_layer, own_layer, verdict)
    if ocr == "never":
        return _decided(own_layer, own_layer, f"{reason}, but recognition was turned off")
    try:
        recognised = recognise(page, own_layer.number)
    except OcrUnavailable as error:
        warning = f"{reason}. {error}" if ocr != "always" else str(error)
        return _decided(own_layer, own_layer, f"{reason}, but nothing to recognise it with is installed", warning)
    except OcrLimit as error:
        warning = f"{reason}, and it {error}. What stands there is not read."
        return _decided(own_layer, own_layer, f"{reason}, and it {error}", warning)
    if not _reads_better(recognised.text, own_layer.text):
        return _decided(own_layer, own_layer, f"{reason}, but what was recognised reads no better")
    return _decided(replace(recognised, bold={}), own_layer, reason)


def _decided(page: PageCharacters, own_layer: PageCharacters, reason: str, warning: str | None = None) -> ChosenText:
    """``page`` with its decision: ``reason`` and what was measured on ``own_layer``, the layer that the file has."""
    share, words = syllable_share(own_layer.text)
    confidence = None
    if page.confidence is not None and not np.isnan(page.confidence).all():
        confidence = round(float(np.nanmean(page.confidence)), 3)
    rotation = page.rotation or PageRotation(page.width, page.height)
    encoding = detect(own_layer.text) if page.source == "legacy" else None
    decision = TextLayerDecision(
        reason, round(share, 3), words, encoding, confidence, rotation.quarters, rotation.degrees
    )
    return ChosenText(replace(page, decision=decision), warning)


def _why_unusable(page: pdfium.PdfPage, own_layer: PageCharacters) -> str | None:
    """Why the text layer of a page is not usable; None when it is."""
    letters = sum(map(str.isalnum, own_layer.text))
    if letters >= MIN_CHARS_OVER_PICTURE and judge_text(own_layer.text) is None:
        return None
    picture_share, paths = _pictures_and_paths(page)
    if letters < MIN_TEXT_LAYER_CHARS and (picture_share > 0 or paths >= MIN_OUTLINE_PATHS):
        return "no text layer (a scan or outlined letters)"
    if letters < MIN_CHARS_OVER_PICTURE and picture_share > MAX_PICTURE_SHARE:
        return "next to no text over a picture of the page"
    return "a text layer that does not read as Vietnamese" if judge_text(own_layer.text) else None


def _pictures_and_paths(page: pdfium.PdfPage) -> tuple[float, int]:
    """The part of the page that its largest picture covers, and how many paths are drawn."""
    width, height = page.get_size()
    picture_share, paths = 0.0, 0
    left, bottom, right, top = (pdfium_c.c_float() for _ in range(4))
    for item in page.get_objects(max_depth=2):
        if item.type == pdfium_c.FPDF_PAGEOBJ_PATH:
            paths += 1
        elif item.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            pdfium_c.FPDFPageObj_GetBounds(item.raw, left, bottom, right, top)
            area = max(0.0, right.value - left.value) * max(0.0, top.value - bottom.value)
            picture_share = max(picture_share, area / max(1.0, width * height))
    return picture_share, paths


def _reads_better(recognised: str, own_layer: str) -> bool:
    """Whether what was recognised has far more words than the layer, or a higher share of possible syllables."""
    share, words = syllable_share(recognised)
    before, words_before = syllable_share(own_layer)
    if not words:
        return False
    return words_before < 0.3 * words or share > before + MIN_SHARE_GAIN
