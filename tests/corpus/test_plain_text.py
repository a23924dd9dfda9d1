"""Plain text keeps the place of every character in the file as it stands."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus

WRAPPED = (
    "Trong quý, các xã đã gieo trồng đủ diện tích theo kế hoạch số 03-\nNQ/TU của huyện giao và chăm sóc tốt các vườn\n"
    "cây ăn quả mới trồng từ đầu năm đến nay trên toàn địa bàn."
)


@given(st.text(alphabet="aăâĐđ1. -*¹[]\n\r\u0301\u0302\u00a0\u00ad/;:A", max_size=120))
def test_each_character_comes_from_its_place(raw: str) -> None:
    document = corpus.read_text(raw)
    assert document.offsets is not None
    assert len(document.offsets) == len(document.text)
    places = document.offsets.tolist()
    for block in document.blocks:
        inside = places[block.start : block.end]
        assert inside == sorted(inside)
        for char, place in zip(document.text[block.start : block.end], inside, strict=True):
            source = raw[place]
            same = source == char or (char == " " and not source.isalnum())
            assert same or unicodedata.normalize("NFD", char).startswith(unicodedata.normalize("NFD", source))


@pytest.mark.parametrize(
    ("raw", "blocks"),
    [
        (WRAPPED, [WRAPPED.replace("03-\n", "03-").replace("\n", " ")]),
        ("Số xã: 12\nSố hộ: 3.400", ["Số xã: 12", "Số hộ: 3.400"]),
        ("**Kết quả** *chung*", ["Kết quả chung"]),
        ("a\u0302\u0301m va\u0300\u00a0sa\u00adng", ["ấm và sang"]),
    ],
)
def test_blocks(raw: str, blocks: list[str]) -> None:
    document = corpus.read_text(raw)
    assert [document.text[block.start : block.end] for block in document.blocks] == blocks


def test_footnote_mark_leaves_the_text() -> None:
    document = corpus.read_text("Theo kế hoạch của huyện Vân Hồ¹.\n\n¹ Kế hoạch số 5/KH-UBND.")
    assert document.text.startswith("Theo kế hoạch của huyện Vân Hồ.")
    (note,) = document.footnotes
    assert note.anchor == document.text.index(".")


def test_sections_make_a_tree() -> None:
    document = corpus.read_text(
        "I. KẾT QUẢ\n\n1. Nông nghiệp:\n\nĐạt 12 ha.\n\n1.1. Lúa\n\nII. NHIỆM VỤ\n\n1. Thu ngân sách"
    )
    found = [(section.label, section.title, section.level, section.parent) for section in document.sections]
    assert found == [
        ("I", "KẾT QUẢ", 1, None),
        ("1", "Nông nghiệp", 2, 0),
        ("1.1", "Lúa", 3, 1),
        ("II", "NHIỆM VỤ", 1, None),
        ("1", "Thu ngân sách", 2, 3),
    ]
