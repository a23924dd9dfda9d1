"""The letter ư where a program that made a PDF has dropped it."""

from __future__ import annotations

import pytest

from corpus.text_layer.restore_u_horn import restore_u_horns


@pytest.mark.parametrize(
    "whole",
    [
        # no Vietnamese syllable without it
        "được các phường hướng dẫn thương mại, nước sạch, tăng cường",
        "vốn đầu tư và kinh phí, cán bộ tư pháp, luật sư giỏi, như sau",
        "ngành hưng thịnh, nhưng chưa được trưng bày",
        # syllables without it, beside the words that call for it
        "chưa có, đưa vào sử dụng, mưa lũ, lượng mưa lớn, trồng dưa hấu",
        "người dân, hai mươi vườn cây, vượt kế hoạch, lượt khách, dưới 5%",
        "lưu trữ, ưu tiên, bưu điện, nghỉ hưu, tham mưu, sưu tầm",
        "tưới tiêu, nước tươi",
        "VỐN ĐẦU TƯ PHÁT TRIỂN, ĐỊA PHƯƠNG, ĐƯỢC",
        # what has none stays: it is no word, or a word of its own
        "đa dạng, tối đa, ma túy, cha mẹ, xã xa, mời họp, tới nay",
        "điểm c khoản 2, điểm d, mục h; a) và đ), 5 h, 12 m, 3 kg, 7 t",
        "Thông báo số 88-TB/HU, 164/BC-UBND, QĐ-TTg, Công ty TNHH H T",
    ],
)
def test_it_is_put_back(whole: str) -> None:
    text, origin = restore_u_horns(whole.replace("ư", "").replace("Ư", ""))
    assert text == whole
    assert len(origin) == len(text)
    assert origin == sorted(origin)


def test_each_letter_keeps_its_place() -> None:
    text, origin = restore_u_horns("đợc t nhân, đầu t.")
    assert text == "được tư nhân, đầu tư."
    cut = "đợc t nhân, đầu t."
    assert [cut[at] for at, char in zip(origin, text, strict=True) if char != "ư"] == list(cut)
