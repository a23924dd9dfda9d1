"""Imported once by the fork server: compiles the grammars and loads the tagger, so that no worker has to."""

from __future__ import annotations

import gc
import logging

from corpus import Document
from extractors.extraction import extract
from extractors.text.word_segmentation import first_noun

# One of each kind, so that every grammar is compiled: that takes longer than reading a whole report.
_SENTENCE = (
    "Thực hiện Quyết định số 19/QĐ-UBND ngày 04/01/2023 của UBND tỉnh, tổng thu ngân sách đạt 12,5 tỷ đồng, "
    "đạt 53,04% so với KH tỉnh giao, tăng 7% so với cùng kỳ; xã An Thử đạt 15/19 tiêu chí."
)

try:
    extract(Document(text=_SENTENCE))
    first_noun("phóng sự")  # nearly every report counts something that no list has, and needs the tagger's model
except Exception as error:  # noqa: BLE001  # see below
    # No file is to blame, and none is lost: each that meets the same fault will say so under its own name.
    logging.getLogger(__name__).warning("the workers start cold: %s", error)

# What is there now stays as it is in every worker: shared by all of them, and never looked through for garbage.
gc.collect()
gc.freeze()
