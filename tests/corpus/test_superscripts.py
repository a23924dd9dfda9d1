"""Which digits are superscripts: by the ink in its own font, and by the baseline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
import typst

from corpus.page.characters import read_characters
from corpus.page.superscripts import find_baseline_digits, find_superscript_digits

_PAGE = """
#set page(paper: "a4", margin: 2cm)
#set text(font: "Libertinus Serif", size: 14pt, lang: "vi", hyphenate: false, ligatures: false)
An Sơn, ngày 18 tháng 9 năm 2019, UBND huyện có 31 xã#super[7] và 45 trường#super(typographic: false)[6], đạt 87%.
"""


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Any]:
    (tmp_path / "a.typ").write_text(_PAGE, encoding="utf-8")
    typst.compile(tmp_path / "a.typ", output=tmp_path / "a.pdf", ignore_system_fonts=True)
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as printed:
        yield printed[0]


def test_digits_of_a_font_with_looser_boxes_are_not_raised(page: Any) -> None:
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    loose = np.asarray([textpage.get_charbox(at, loose=True) for at in range(len(text))], np.float32)
    loose = loose[:, [0, 3, 2, 1]]
    for char in range(text.index("18"), text.index("2019") + 4):
        loose[char, 1] += 4
        loose[char, 3] -= 4
    assert {text[at] for at in find_superscript_digits(textpage, text, loose)} == {
        "7"
    }  # drawn small by the font itself


def test_digits_on_the_line_are_level_and_marks_are_not(page: Any) -> None:
    characters = read_characters(page, 1)
    level = "".join(characters.text[at] for at in sorted(characters.baseline_digits - characters.superscript_digits))
    assert level == "18" + "9" + "2019" + "31" + "45" + "87"
    assert find_baseline_digits(page.get_textpage(), "", characters.box) == frozenset()
