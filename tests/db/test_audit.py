"""The audit: what it finds in texts with one thing wrong, and what it must not find in the same texts put right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from db import open_archive
from db.audit import audit
from db.audit.model import Finding, finding_kinds, messages
from tests.made_reports import read_bundle, written_report

Shelf = list[dict[str, Any]]
H1_2022 = {"period": "6 tháng đầu năm 2022", "number": "3/BC-UBND", "day": "05 tháng 6 năm 2022"}
Y2022 = {"period": "năm 2022", "number": "9/BC-UBND", "day": "05 tháng 12 năm 2022"}
H1_2023 = {"period": "6 tháng đầu năm 2023", "number": "4/BC-UBND", "day": "05 tháng 6 năm 2023"}


def findings(tmp_path: Path, *shelf: str | tuple[str, dict[str, Any]]) -> list[Finding]:
    """What the audit finds in reports with these bodies; a body alone is of 2023."""
    with open_archive(tmp_path / "a.db", write=True) as archive:
        for number, entry in enumerate(shelf):
            body, fields = entry if isinstance(entry, tuple) else (entry, {})
            bundle = read_bundle(written_report(body, **fields), f"{number:x}")
            archive.ingest.store_report(bundle, f"{number}.pdf", "t")
        return sorted(audit(archive.database).findings.values(), key=lambda found: found.kind)


#: kind, the text with the mistake, and the words that put it right.
ONE_REPORT = [
    (
        "parts_sum",
        "Tổng chi ngân sách huyện 571,40 tỷ đồng, gồm: chi đầu tư phát triển 152,75 tỷ đồng; chi thường xuyên 396,20 "
        "tỷ đồng; chi khác 24,45 tỷ đồng.",
        ("24,45", "22,45"),
    ),
    (
        "parts_sum",
        "Tổng vốn ba chương trình là 3.846 triệu đồng (trong đó: vốn đầu tư phát triển 2.150 triệu đồng, vốn sự nghiệp "
        "1.969 triệu đồng).",
        ("1.969", "1.696"),
    ),
    (
        "parts_sum",
        "Tổng thu ngân sách 128,64 tỷ đồng. Trong đó:\n- Thu tiền sử dụng đất 34,10 tỷ đồng\n- Thu thuế 53,24 tỷ đồng\n"
        "- Các khoản còn lại 43,10 tỷ đồng",
        ("43,10", "41,30"),
    ),
    (
        "parts_sum",
        "Thu hút vốn đầu tư 576 triệu USD (vốn cấp mới là 278 triệu USD; vốn tăng thêm là 288 triệu USD).",
        ("288", "298"),
    ),
    (
        "percent_mismatch",
        "Giải ngân vốn đầu tư công được 148,72 tỷ đồng, đạt 95,39% kế hoạch vốn (158,90 tỷ đồng).",
        ("95,39", "93,59"),
    ),
    (
        "percent_mismatch",
        "Giải ngân 171,09 tỷ đồng trên tổng kế hoạch 182,40 tỷ đồng, đạt 98,3% kế hoạch.",
        ("98,3%", "93,8%"),
    ),
    ("percent_mismatch", "Toàn huyện có 28/38 trường đạt chuẩn quốc gia (tỷ lệ 76,38%).", ("76,38", "73,68")),
    (
        "percent_mismatch",
        "Vốn trung hạn tăng từ 40,25 tỷ đồng lên 50,75 tỷ đồng, tăng 62,09%.",
        ("62,09", "26,09"),
    ),
    (
        "impossible_share",
        "Huyện có 1.361 hộ nghèo, trong đó hộ không có khả năng lao động chiếm 104,85% tổng số hộ nghèo.",
        ("104,85", "64,85"),
    ),
    ("impossible_share", "Xã An Tân đạt 20/19 tiêu chí nông thôn mới.", ("20/19", "18/19")),
    (
        "self_comparison",
        "Giá trị sản xuất công nghiệp 1.446,1 tỷ đồng, tăng 11,01% so với năm 2023.",
        ("so với năm 2023", "so với năm 2022"),
    ),
    (
        "cited_before_issued",
        "Thực hiện Kế hoạch số 88/KH-UBND ngày 15/12/2023 của UBND huyện.",
        ("15/12/2023", "15/2/2023"),
    ),
    (
        "citation_issuers",
        "Triển khai Nghị định số 58/2018/NĐ-TTg ngày 18/04/2018 về bảo hiểm nông nghiệp.",
        ("NĐ-TTg", "NĐ-CP"),
    ),
    (
        "citation_issuers",
        "Thực hiện Nghị quyết số 21/NQ-HĐND ngày 20/12/2022 của UBND huyện.",
        ("của UBND huyện", "của HĐND huyện"),
    ),
    (
        "citation_dates",
        "Theo Nghị định số 60/2021/NĐ-CP ngày 21/6/2012 của Chính phủ.",
        ("21/6/2012", "21/6/2021"),
    ),
    (
        "citation_incomplete",
        "Thực hiện Quyết định số 31/QĐ-UBND của UBND huyện.",
        ("31/QĐ-UBND", "31/QĐ-UBND ngày 5/1/2023"),
    ),
]


@pytest.mark.parametrize(("kind", "body", "right"), ONE_REPORT, ids=lambda value: str(value)[:40])
def test_one_report(tmp_path: Path, kind: str, body: str, right: tuple[str, str]) -> None:
    assert [found.kind for found in findings(tmp_path, body)] == [kind]
    mended = body.replace(*right)
    assert mended != body
    (tmp_path / "right").mkdir()
    assert findings(tmp_path / "right", mended) == []


TWO_REPORTS: list[tuple[str, Shelf, tuple[str, str]]] = [
    (
        "plan_differs",
        [("Diện tích rừng trồng mới 188 ha, đạt 27,65% kế hoạch năm (680 ha).", H1_2023),
         "Diện tích trồng rừng 672 ha, đạt 101,82% kế hoạch (660 ha)."],
        ("đạt 101,82% kế hoạch (660 ha)", "đạt 98,82% kế hoạch (680 ha)"),
    ),
    (
        "growth_contradicts",
        [("Thu NSNN trên địa bàn 97.385 triệu đồng.", H1_2022),
         ("Tổng thu ngân sách nhà nước trên địa bàn 104,62 tỷ đồng, tăng 11,28% so với cùng kỳ năm 2022.", H1_2023)],
        ("11,28%", "7,43%"),
    ),
    (
        "cumulative_falls",
        [("Thu tiền sử dụng đất 34,25 tỷ đồng.", H1_2022), ("Thu tiền sử dụng đất 31,40 tỷ đồng.", Y2022)],
        ("31,40", "41,40"),
    ),
    (
        "unit_jump",
        [("Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ 2.214,6 tỷ đồng.", Y2022),
         "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ 2.495,3 triệu đồng."],
        ("triệu đồng", "tỷ đồng"),
    ),
    (
        "value_differs",
        [("Tổng đàn bò 19.860 con.", Y2022), "Tổng đàn bò 20.520 con (năm 2022 là 18.960 con)."],
        ("18.960", "19.860"),
    ),
    (
        "citation_dates",
        [("Theo Quyết định số 27/QĐ-UBND ngày 09/01/2022 của UBND tỉnh Thử Sơn.", H1_2022),
         ("Theo Quyết định số 27/QĐ-UBND ngày 19/01/2022 của UBND tỉnh Thử Sơn.", Y2022)],
        ("19/01/2022", "09/01/2022"),
    ),
    (
        "citation_issuers",
        [("Theo Quyết định số 47/QĐ-UBND ngày 14/12/2021 của UBND tỉnh Thử Sơn về việc giao chỉ tiêu năm 2022.",
          H1_2022),
         ("Theo Quyết định số 47/QĐ-UBND ngày 14/12/2021 của UBND huyện về việc giao chỉ tiêu năm 2022.", Y2022)],
        ("của UBND huyện", "của UBND tỉnh Thử Sơn"),
    ),
    (
        "citation_titles",
        [("Theo Quyết định số 47/QĐ-UBND ngày 14/12/2021 của UBND tỉnh Thử Sơn về việc giao chỉ tiêu năm 2022.",
          H1_2022),
         ("Theo Quyết định số 47/QĐ-UBND ngày 14/12/2021 của UBND tỉnh Thử Sơn về phê duyệt đề án phát triển du lịch "
          "sinh thái.", Y2022)],
        ("phê duyệt đề án phát triển du lịch sinh thái", "giao chỉ tiêu năm 2022"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "shelf", "right"), TWO_REPORTS, ids=lambda value: str(value)[:24])
def test_two_reports(tmp_path: Path, kind: str, shelf: Shelf, right: tuple[str, str]) -> None:
    found = findings(tmp_path, *shelf)
    assert [item.kind for item in found] == [kind]
    assert len({proof.report_id for proof in found[0].evidence}) == 2
    (tmp_path / "right").mkdir()
    first, second = shelf
    mended = (second[0].replace(*right), second[1]) if isinstance(second, tuple) else second.replace(*right)
    assert mended != second
    assert findings(tmp_path / "right", first, mended) == []


CLEAN = [
    # A list that says "trong đó" need not be all.
    "Tổng chi ngân sách huyện 781,46 tỷ đồng, trong đó: chi thường xuyên 458,12 tỷ đồng, chi đầu tư 291,07 tỷ đồng.",
    # Rounded, and cut off.
    "Giải ngân 148,72 tỷ đồng, đạt 93,5% kế hoạch vốn (158,90 tỷ đồng).",
    "Cơ cấu kinh tế: nông nghiệp chiếm 35,25%, công nghiệp - xây dựng chiếm 36,39%, dịch vụ chiếm 28,35%.",
    # Points, as reports write them.
    "Tỷ lệ hộ nghèo còn 4,36%, giảm 1,54% so với năm 2022 (5,90%).",
    # Two plans of two givers.
    "Tổng thu ngân sách 128,64 tỷ đồng, đạt 107,2% so với KH tỉnh giao, đạt 102,91% so với KH huyện giao.",
    # Another season is another thing, and so is a target.
    "Diện tích lúa vụ Đông Xuân 3.214 ha; vụ Hè Thu 2.870 ha. Phấn đấu năm 2024 thu ngân sách 140 tỷ đồng.",
    "Thực hiện Luật Đất đai năm 2013 và Nghị định số 107/2021/NĐ-CP.",
]


@pytest.mark.parametrize("body", CLEAN, ids=lambda body: body[:30])
def test_nothing_is_found_where_nothing_is_wrong(tmp_path: Path, body: str) -> None:
    assert findings(tmp_path, body) == []


def test_a_new_resolution_each_year_is_no_contradiction(tmp_path: Path) -> None:
    bodies = (
        "Nghị quyết số 01/NQ-CP ngày 08/01/2022 của Chính phủ.",
        "Nghị quyết số 01/NQ-CP ngày 06/01/2023 của Chính phủ.",
    )
    assert findings(tmp_path, (bodies[0], Y2022), bodies[1]) == []


def test_a_finding_says_where_and_how(tmp_path: Path) -> None:
    body = ONE_REPORT[4][1]
    (found,) = findings(tmp_path, body)
    assert found.arithmetic == "148,72 / 158,90 × 100 = 93,59 % ≠ 95,39 %"
    assert [(proof.role, proof.text) for proof in found.evidence] == [
        ("percentage", "95,39%"),
        ("value", "148,72 tỷ đồng"),
        ("whole", "158,90 tỷ đồng"),
    ]
    english, vietnamese = messages(found)
    assert "One slip would explain it: 95,39 → 93,59." in english
    assert "lỗi ghi số: 95,39 → 93,59" in vietnamese


def test_every_kind_is_told_in_both_languages() -> None:
    found = {kind for kind, *_ in [*ONE_REPORT, *TWO_REPORTS]} | {"shares_sum", "register_conflict"}
    assert found == set(finding_kinds())
    for kind in finding_kinds().values():
        assert all((kind.title_en, kind.title_vi, kind.message_en, kind.message_vi, kind.meaning_en, kind.meaning_vi))


def test_braces_in_a_report_are_only_text(tmp_path: Path) -> None:
    found = Finding("percent_mismatch", "high", 1, None, "{subject.__class__} {0}", "1 ≠ 2", ())
    assert "{subject.__class__} {0}" in messages(found)[0]
