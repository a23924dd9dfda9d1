"""What a ratio counts: ``16/19 tiêu chí`` of a commune, ``8/11 xã``, ``28/38 trường đạt chuẩn quốc gia``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus import Document
from extractors.lexicon.indicator_matching import match_indicator
from extractors.records import Observation, Ratio
from extractors.temporal.reference import time_reference
from extractors.text.sentences import Sentences

#: How much of a sentence is looked at, before and behind.
_MAX_DISTANCE_CHARS = 400
#: Words behind a ratio that may still say what it counts.
_BEHIND = re.compile(r"(?: [^\W\d]+){1,6}")
_NEW_RURAL = re.compile(r"nông thôn mới|NTM", re.IGNORECASE)
_OTHER_RANK = re.compile(r"nâng cao|kiểu mẫu", re.IGNORECASE)
_MET = re.compile(r"công nhận|đạt chuẩn|nâng tổng số|về đích|hoàn thành", re.IGNORECASE)
_COMMUNE = re.compile(r"(?:xã|thị trấn|phường) ", re.IGNORECASE)


def observe_ratios(
    document: Document, period: str | None, ratios: Sequence[Ratio], sentences: Sentences
) -> tuple[Observation, ...]:
    """One data point for each ratio whose count is a known indicator; its value is the number above the stroke."""
    observations = []
    for ratio in ratios:
        named = _named(document.text, ratio, sentences)
        if named is None:
            continue
        indicator, code, place = named
        floor = max(sentences.bounds(ratio.start)[0], ratio.start - _MAX_DISTANCE_CHARS)
        reference = time_reference(document, ratio.start, document.text[floor : ratio.start], period)
        observations.append(
            Observation(
                indicator=indicator,
                indicator_code=code,
                measure="value",
                basis=None,
                value=ratio.num,
                unit=ratio.what or "",
                source="ratios",
                record_id=ratio.id,
                place=place,
                **reference.fields(),
            )
        )
    return tuple(observations)


def _named(text: str, ratio: Ratio, sentences: Sentences) -> tuple[str, str, str | None] | None:
    """The indicator of a ratio in words, its code, and the commune that it is of."""
    if ratio.what is None:
        return None
    what = ratio.what.casefold()
    floor, end = sentences.bounds(ratio.start)
    floor, end = max(floor, ratio.start - _MAX_DISTANCE_CHARS), min(end, ratio.end + _MAX_DISTANCE_CHARS)
    around = text[max(0, floor - 200) : end]
    if what == "tiêu chí" and ratio.subject and _NEW_RURAL.search(around):
        place = ratio.subject if _COMMUNE.match(ratio.subject) else f"xã {ratio.subject}"
        return "Số tiêu chí nông thôn mới đạt", "new_rural_criteria_met", place[:1].lower() + place[1:]
    behind = _BEHIND.match(text, ratio.end)
    words = (behind[0] if behind else "").split()
    for count in range(len(words), 0, -1):
        phrase = f"{what} {' '.join(words[:count])}"
        code = match_indicator(f"số {phrase}") or match_indicator(phrase)
        if code is not None:
            return f"Số {phrase}", code, None
    sentence = text[floor:end]
    if what == "xã" and _NEW_RURAL.search(sentence) and _MET.search(sentence) and not _OTHER_RANK.search(sentence):
        return "Số xã đạt chuẩn nông thôn mới", "new_rural", None
    return None
