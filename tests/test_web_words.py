"""Periods, moments and numbers as the reader's language writes them."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from web.words import moment_in, period_in


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
