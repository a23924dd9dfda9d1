"""Documents and extractions made by hand, for tests of what comes after the extractors."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np

from corpus import Box, Cell, Document, Footnote, Page, Places, Section, Table, read_text
from db.bundle import Bundle, make_bundle
from extractors.extraction import extract
from extractors.records import (
    Citation,
    Extraction,
    Figure,
    Observation,
    Percentage,
    Ratio,
    ReportHeader,
)
from pipeline.workers.contract import contract_object

TEXT = "Tổng thu ngân sách đạt 12,5 tỷ đồng, bằng 53,04 % KH. Quyết định số 19/QĐ-UBND của UBND tỉnh. 15/19 tiêu chí"


def span(part: str) -> tuple[int, int]:
    start = TEXT.index(part)
    return start, start + len(part)


def made_document() -> Document:
    """One page; the figure stands on line 1, all else on line 0."""
    count = len(TEXT)
    line = np.zeros(count, np.int32)
    start, end = span("12,5 tỷ đồng")
    line[start:end] = 1
    box = np.stack([np.arange(count), line * 20.0, np.arange(count) + 1, line * 20.0 + 10], axis=1).astype(np.float32)
    cells = (Cell(0, 0, *span("Tổng thu"), True), Cell(0, 1, 0, 0, True))
    return Document(
        text=TEXT,
        pages=(Page(1, 595.0, 842.0, TEXT, "text"),),
        sections=(
            Section("I", "KẾT QUẢ", 1, None, 0, count, False),
            Section("2", "Ngân sách", 2, 0, 0, count, False),
            Section("2.1", None, 3, 1, 0, count, True),
        ),
        footnotes=(Footnote("1", *span("Quyết định"), 4),),
        tables=(
            Table("Biểu 1", 1, 1, 2, cells, Box(1, 0, 0, 10, 10)),
            Table(None, 1, 0, 2, (), Box(1, 0, 20, 10, 30), continues=0),
        ),
        places=Places(np.ones(count, np.int32), line, box, np.full(count, np.nan, np.float32)),
        warnings=("page 1: odd",),
    )


def made_citation(**fields: Any) -> Citation:
    start, end = span("Quyết định số 19/QĐ-UBND của UBND tỉnh")
    usual = Citation(start, end, TEXT[start:end], "Quyết định", "19/QĐ-UBND", None, "UBND tỉnh", None)
    return replace(usual, **fields)


def made_extraction(
    *,
    number: str = "164/BC-UBND",
    period: str | None = "2023",
    district: str | None = "An Thử",
    province: str | None = "Bình Thử",
    date: str | None = "2023-12-05",
    value: str = "12.5",
    unit: str = "tỷ đồng",
    base: str | None = "12500000000",
    code: str | None = None,
    citations: tuple[Citation, ...] | None = None,
) -> Extraction:
    """One of each record; an observation of the figure and one of the percentage."""
    header = ReportHeader(
        number=number,
        type="Báo cáo",
        issuer=f"UBND huyện {district}",
        date=date,
        district=district,
        province=province,
        period=period,
        period_start=f"{period[:4]}-01-01" if period else None,
        period_end=f"{period[:4]}-{'06-30' if period.endswith('H1') else '12-31'}" if period else None,
        recipients=("Như trên",),
    )
    figure = Figure(
        *span("12,5 tỷ đồng"), "12,5 tỷ đồng", Decimal(value), None, unit, Decimal(base) if base else None,
        "VND" if base else None, "Tổng thu ngân sách",
    )  # fmt: skip
    percentage = Percentage(
        *span("53,04 %"),
        "53,04 %",
        Decimal("53.04"),
        None,
        "đạt",
        None,
        "KH",
        "Tổng thu ngân sách",
        figure=figure.id,
    )
    ratio = Ratio(*span("15/19 tiêu chí"), "15/19 tiêu chí", Decimal(15), Decimal(19), "tiêu chí", None)
    phrase = "Tổng thu ngân sách"
    return Extraction(
        report=header,
        citations=(made_citation(),) if citations is None else citations,
        figures=(figure,),
        percentages=(percentage,),
        ratios=(ratio,),
        observations=(
            Observation(phrase, code, "value", None, "actual", Decimal(value), unit, "figures", figure.id, period),
            Observation(
                phrase,
                code,
                "percent_of_plan",
                "KH",
                "actual",
                Decimal("53.04"),
                "%",
                "percentages",
                percentage.id,
                period,
            ),
        ),
    )


def made_bundle(sha256: str = "a" * 64, version: str = "1", **fields: Any) -> Bundle:
    return make_bundle(contract_object(made_document(), made_extraction(**fields)), sha256, version)


def written_report(
    body: str,
    period: str = "năm 2023",
    number: str = "12/BC-UBND",
    day: str = "05 tháng 12 năm 2023",
    place: str = "An Thử",
) -> str:
    """The text of a district's report with this body; ``period`` as its title says it."""
    return (
        f"ỦY BAN NHÂN DÂN\nHUYỆN {place.upper()}\nSố: {number}\n{place}, ngày {day}\n\nBÁO CÁO\n"
        f"Tình hình phát triển kinh tế - xã hội {period}\n\nI. KẾT QUẢ THỰC HIỆN\n\n{body}\n"
    )


def read_bundle(text: str, sha256: str, version: str = "1") -> Bundle:
    """What a load stores of a plain text."""
    document = read_text(text)
    return make_bundle(contract_object(document, extract(document)), sha256 * (64 // len(sha256)), version)
