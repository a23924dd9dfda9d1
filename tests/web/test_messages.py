"""Periods, moments and numbers as the reader's language writes them."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from pipeline.i18n import duration_in, english_marks, moment_in, period_in
from web.presentation.findings import as_read


@pytest.mark.parametrize(
    ("period", "vietnamese", "english"),
    [
        ("2023", "năm 2023", "2023"),
        ("2023-H1", "6 tháng đầu năm 2023", "first half of 2023"),
        ("2023-H2", "6 tháng cuối năm 2023", "second half of 2023"),
        ("2023-9M", "9 tháng năm 2023", "nine months of 2023"),
        ("2023-6M", "6 tháng đầu năm 2023", "first half of 2023"),
        ("2023-11M", "11 tháng năm 2023", "eleven months of 2023"),
        ("2023-Q2", "quý II năm 2023", "second quarter of 2023"),
        ("2023-05", "tháng 5 năm 2023", "May 2023"),
        ("đầu nhiệm kỳ", "đầu nhiệm kỳ", "đầu nhiệm kỳ"),
        (None, "", ""),
    ],
)
def test_periods_are_told_in_words(period: str | None, vietnamese: str, english: str) -> None:
    assert period_in("vi", period) == vietnamese
    assert period_in("en", period) == english


@pytest.fixture
def hanoi(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("hanoi")
def test_moments_are_told_by_the_clock_on_the_wall() -> None:
    assert moment_in("vi", "2026-11-27T18:13:59.001+00:00") == "01:13, 28/11/2026"
    assert moment_in("en", "2026-11-27T18:13:59.001+00:00") == "01:13, 28 Nov 2026"
    assert moment_in("vi", None) == ""


@pytest.mark.parametrize(
    ("seconds", "vietnamese", "english"),
    [(0.4, "1 giây", "1 s"), (59.9, "59 giây", "59 s"), (200, "3 phút 20 giây", "3 min 20 s")],
)
def test_how_long_something_took(seconds: float, vietnamese: str, english: str) -> None:
    assert duration_in("vi", seconds) == vietnamese
    assert duration_in("en", seconds) == english


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("1.234,56", "1,234.56"),
        ("27.840 con ≠ 27.480 con", "27,840 con ≠ 27,480 con"),
        ("(84,62 / 76.350 - 1) × 100 = -10,83 %", "(84.62 / 76,350 - 1) × 100 = -10.83 %"),
        ("95,39 → 93,59.", "95.39 → 93.59."),
        ("1,5-2,0; 45,0%", "1.5-2.0; 45.0%"),
        ("1.234.567,8 đồng, 12 xã", "1,234,567.8 đồng, 12 xã"),
        ("27/QĐ-UBND, 1.234/QĐ-UBND, QĐ-1.234", None),
        ("9.1.2023, 19.01.2023, 9/1/2023, mục 1.2.3", None),
        ("2022-H1: 22 > 2022: 21", None),
    ],
)
def test_numbers_have_the_marks_of_english(printed: str, read: str | None) -> None:
    assert english_marks(printed) == (read or printed)


@pytest.mark.parametrize(
    ("text", "vietnamese", "english"),
    [
        ("2022-H1: 22,68 > 2022: 21,36", "6 tháng đầu năm 2022: 22,68 > 2022: 21,36", None),
        ("“bò 27.840 2022-H1”: 2.840", "“bò 27.840 2022-H1”: 2.840", "“bò 27.840 2022-H1”: 2,840"),
        ("2023-01-19 ≠ 2023-01-09", "19/01/2023 ≠ 09/01/2023", "19 Jan 2023 ≠ 9 Jan 2023"),
    ],
)
def test_what_the_audit_says_is_told_as_it_is_read(text: str, vietnamese: str, english: str | None) -> None:
    assert as_read("vi", text) == vietnamese
    assert as_read("en", text) == (english or "first half of 2022: 22.68 > 2022: 21.36")
