"""Text in fonts older than Unicode, word by word and page by page."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.page.characters import PageCharacters
from corpus.text_layer.legacy_encodings import DECODERS, decode_tcvn3, decode_vni, detect, to_unicode, with_u_horns

UNICODE = (
    "Báo cáo tình hình kinh tế - xã hội của huyện sáu tháng đầu năm, nhiệm vụ trọng tâm được thực hiện đúng kế hoạch"
)


def page(text: str) -> PageCharacters:
    """A page of one line, each character ten points wide."""
    left = np.arange(len(text), dtype=np.float32) * 10
    box = np.stack([left, np.zeros_like(left), left + 10, np.full_like(left, 12)], axis=1)
    return PageCharacters(1, 595, 842, text, np.array([ord(char) for char in text], np.uint32), box)


def encode(text: str, encoding: str) -> str:
    """``text`` as a font of that encoding would have it: the inverse of the decoder, for letters that have one."""
    from corpus.text_layer.legacy_encodings import _table

    written: dict[str, str] = {}
    for characters, letter in _table({"TCVN3": "tcvn3", "VNI": "vni"}[encoding]).items():
        written.setdefault(letter, characters)
    return "".join(written.get(char, char) for char in text)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("B¸o", "Báo"), ("n−íc", "nước"), ("n\xadíc", "nước"), ("l∙nh", "lãnh"), ("®−îc", "được"), ("§¶ng", "Đảng"),
        # no capitals with tones: told by the letters beside
        ("ñY", "ỦY"), ("HUYÖN", "HUYỆN"), ("KÕT", "KẾT"), ("¡n", "Ăn"), ("Êm", "ấm"), ("tr\ufffeêng", "trường"),
        ("Q§-TTg", "QĐ-TTg"),
    ],
)  # fmt: skip
def test_tcvn3(written: str, read: str) -> None:
    assert decode_tcvn3(written)[0] == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Baùo", "Báo"), ("nöôùc", "nước"), ("ñöôïc", "được"), ("Ñaûng", "Đảng"), ("UYÛ", "UỶ"), ("NHAÂN", "NHÂN"),
        ("QUYEÁT", "QUYẾT"), ("kyø", "kỳ"), ("tæ", "tỉ"), ("vieäc", "việc"), ("hoaëc", "hoặc"),
    ],
)  # fmt: skip
def test_vni(written: str, read: str) -> None:
    letters, origin = decode_vni(written)
    assert letters == read
    assert len(origin) == len(letters)


@pytest.mark.parametrize("encoding", list(DECODERS))
def test_a_page_is_known_by_its_words(encoding: str) -> None:
    written = encode(UNICODE, encoding)
    assert written != UNICODE
    assert detect(written) == encoding
    assert to_unicode(page(written), encoding).text == UNICODE


@pytest.mark.parametrize(
    "text",
    [UNICODE, "", "Total 12.5 % - 2019", "naïve café déjà vu à la carte Zürich Ångström", "ALÁ-KM 5 ¹ ² ® ©"],
)
def test_other_text_is_left_alone(text: str) -> None:
    assert detect(text) is None


def test_words_in_unicode_stay_on_a_legacy_page() -> None:
    mixed = encode(UNICODE, "TCVN3") + " Nghị quyết số 5"
    assert to_unicode(page(mixed), "TCVN3").text == UNICODE + " Nghị quyết số 5"


def test_a_minus_before_a_digit_is_no_letter() -> None:
    assert to_unicode(page("gi¶m \u2212 5,2% vµ \u22123%"), "TCVN3").text == "giảm - 5,2% và -3%"


def test_a_font_of_capitals_makes_capitals() -> None:
    shown = page("b¸o c¸o\nvÒ kinh tÕ")
    loud = PageCharacters(1, 595, 842, shown.text, shown.codes, shown.box, capital_ranges=((0, 7),))
    assert to_unicode(loud, "TCVN3").text == "BÁO CÁO\nvề kinh tế"


def test_a_letter_of_two_characters_spans_both() -> None:
    read = to_unicode(page("Baùo"), "VNI")
    assert read.text == "Báo"
    assert read.box[:, 0].tolist() == [0, 10, 30]
    assert read.box[:, 2].tolist() == [10, 30, 40]
    assert read.source == "legacy"


def test_a_page_without_its_horned_u_gets_it_back_and_says_so() -> None:
    whole = " ".join([UNICODE] * 4)
    read, said = with_u_horns(to_unicode(page(encode(whole, "TCVN3").replace("\xad", "")), "TCVN3"))
    assert read.text == whole
    assert read.source == "legacy"
    assert len(read.box) == len(whole)
    assert said is not None
    assert "put back in 4 words" in said
    untouched, nothing = with_u_horns(to_unicode(page(encode(whole, "TCVN3")), "TCVN3"))
    assert (untouched.text, nothing) == (whole, None)


def test_plain_words_in_a_font_of_capitals_are_capitals_too() -> None:
    shown = page("kinh doanh b¸o c¸o")
    loud = PageCharacters(1, 595, 842, shown.text, shown.codes, shown.box, capital_ranges=((0, 18),))
    assert to_unicode(loud, "TCVN3").text == "KINH DOANH BÁO CÁO"
