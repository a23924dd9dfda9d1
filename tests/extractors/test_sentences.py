"""Where a sentence ends: abbreviations, labels of items and numbers with dots end none."""

from __future__ import annotations

import itertools
import re

import pytest

from extractors.text.characters import proper_name
from extractors.text.sentences import Sentences, clause_start, clauses, same_sentence, sentence_start


def sentences(text: str) -> list[str]:
    starts = [*Sentences(text).starts, len(text)]
    return [text[start:end].strip() for start, end in itertools.pairwise(starts)]


@pytest.mark.parametrize(
    "text",
    [
        "Mục tiêu của TP. Bến Tre là giảm nghèo",
        "Tại TX. Kỳ Anh và TT. Phước An thu đạt khá",
        "Báo cáo do ThS. Nguyễn An và PGS. TS. Lê Bình lập",
        "Thu 1.234 tỷ đồng, đạt 12.5 phần trăm",
        "Các chợ, trường, trạm v.v. được sửa chữa",
        "Theo QĐ.UBND và NQ.TW đã ban hành",
        "2. Nông nghiệp phát triển ổn định",
        "Ông Đ. Minh, Chương II. Quy định chung",
    ],
)
def test_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Thu đạt khá. Chi tăng.", ["Thu đạt khá.", "Chi tăng."]),
        ("Theo chỉ đạo của UBND. Trong năm 2023, thu tăng", ["Theo chỉ đạo của UBND.", "Trong năm 2023, thu tăng"]),
        ("Sửa chợ, trường v.v. Trong năm, thu tăng", ["Sửa chợ, trường v.v.", "Trong năm, thu tăng"]),
        (
            "I. KẾT QUẢ\n1. Thu đạt khá. Chi tăng\nIV. Kiến nghị",
            ["I. KẾT QUẢ", "1. Thu đạt khá.", "Chi tăng", "IV. Kiến nghị"],
        ),
        ("HTX. Thu đạt khá", ["HTX.", "Thu đạt khá"]),
    ],
)
def test_several_sentences(text: str, wanted: list[str]) -> None:
    assert sentences(text) == wanted


def test_the_functions_agree_with_the_class() -> None:
    text = "Thu của TP. Sa Đéc đạt 5 tỷ đồng; chi 4 tỷ đồng. Nợ thuế 1,5 tỷ đồng"
    debt, spent = text.index("1,5"), text.index("4 tỷ")
    assert sentence_start(text, 0, debt) == Sentences(text).bounds(debt)[0] == text.index("Nợ")
    assert sentence_start(text, 0, spent) == 0
    assert text[clause_start(text, 0, spent) : spent] == " chi "
    assert same_sentence(text, 0, spent)
    assert not same_sentence(text, spent, debt)
    assert clauses("Thu 1,5 tỷ đồng, chi 2; nợ ") == ["Thu 1,5 tỷ đồng", " chi 2", " nợ "]


@pytest.mark.parametrize("name", ["An Lão", "Cư M'gar", "A Lưới", "K’Nớ", "Đắk"])
def test_proper_names(name: str) -> None:
    assert re.fullmatch(proper_name(), name)


@pytest.mark.parametrize("text", ["NTM", "tân lập", "TP"])
def test_no_proper_names(text: str) -> None:
    assert re.match(proper_name(), text) is None
