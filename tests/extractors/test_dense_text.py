"""A text without full stops, as a bad font map or a broken page leaves it, is read to the end and in bounded memory."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.plain_text import read_text
from extractors.extraction import extract
from extractors.text.spans import SpanIndex

_PIECES = (
    "tăng 5% ", "đạt 93,5% ", "5/7 xã ", "12 vụ, ", "kế hoạch tỉnh giao ", "so với cùng kỳ ", "và ", "; ", "(", ") ",
    "Quyết định số 12/QĐ-UBND ", "ngày 1/2/2023 ", "của UBND huyện ", "lần lượt ", "Luật Đất đai ", "từ 3% xuống ",
)  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
def test_every_offset_of_a_dense_text_is_inside_it(seed: int) -> None:
    chosen = random.Random(seed)
    text = "".join(chosen.choice(_PIECES) for _ in range(3000))
    found = extract(read_text(text))
    citations = [text[item.start : item.end] for item in found.citations]
    assert len(citations) > 300
    assert all(piece.strip() == piece and piece for piece in citations)
    percents = [text[item.start : item.end] for item in found.percentages]
    assert len(percents) > 400
    assert all("%" in piece for piece in percents)


_SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9)).map(lambda pair: (pair[0], sum(pair))))


@given(_SPANS, st.integers(0, 45), st.integers(1, 9))
def test_taken_agrees_with_a_look_at_every_span(spans: list[tuple[int, int]], start: int, length: int) -> None:
    end = start + length
    assert SpanIndex(spans).overlaps(start, end) == any(first < end and start < last for first, last in spans)
