"""A table of cases: a sentence of our own, and what a careful reader finds cited in it."""

from __future__ import annotations

import pytest

from extractors.citations.finder import find_citations
from extractors.records import Citation


def cite(text: str) -> list[Citation]:
    return find_citations(text, lambda offset: False)


#: text, then for each citation (type, number, date, issuer)
CASES = [
    (
        "Thực hiện Quyết định số 21/QĐ-UBND ngày 05/01/2022 của UBND huyện về giao dự toán.",
        [("Quyết định", "21/QĐ-UBND", "2022-01-05", "UBND huyện")],
    ),
    (
        "Căn cứ Nghị quyết số 9/2021/NQ-HĐND ngày 20 tháng 12 năm 2021 của HĐND tỉnh Hà Trung.",
        [("Nghị quyết", "9/2021/NQ-HĐND", "2021-12-20", "HĐND tỉnh Hà Trung")],
    ),
    (
        "Theo Công văn số 512/UBND-KT ngày 4-5-2020 của UBND tỉnh.",
        [("Công văn", "512/UBND-KT", "2020-05-04", "UBND tỉnh")],
    ),
    ("Nghị quyết số 07-NQ/TU ngày 4.3.2021 của Tỉnh ủy", [("Nghị quyết", "07-NQ/TU", "2021-03-04", "Tỉnh ủy")]),
    ("Luật số 45/2019/QH14 có hiệu lực", [("Luật", "45/2019/QH14", None, None)]),
    ("theo Thông tư 12 của Bộ Tài chính", [("Thông tư", "12", None, "Bộ Tài chính")]),
    ("thực hiện nghị định 64 của Chính phủ", [("Nghị định", "64", None, "Chính phủ")]),
    (
        "Nghị định 81/2019 và Nghị định 10/2021",
        [("Nghị định", "81/2019", None, None), ("Nghị định", "10/2021", None, None)],
    ),
    ("Kế hoạch số 33/KH- UBND ngày 1/2/2023", [("Kế hoạch", "33/KH-UBND", "2023-02-01", None)]),
    ("Quyết định 88/QĐ TTg năm 2024", [("Quyết định", "88/QĐ-TTg", None, None)]),
    ("Quyết định số 412 QĐ-TTg", [("Quyết định", "412/QĐ-TTg", None, None)]),
    ("Nghị quyết số 30c/NQ-CP", [("Nghị quyết", "30c/NQ-CP", None, None)]),
    ("Quyết định số 100/2002/QĐ-UB ngày 3/4/2002", [("Quyết định", "100/2002/QĐ-UB", "2002-04-03", None)]),
    ("Nghị định số 64/CP ngày 27/9/1993", [("Nghị định", "64/CP", "1993-09-27", None)]),
    ("Nghị định số 12-HĐBT ngày 1-2-1990", [("Nghị định", "12-HĐBT", "1990-02-01", None)]),
    ("Kết luận số 17/KL-BCA-A03", [("Kết luận", "17/KL-BCA-A03", None, None)]),
    ("Công văn số 9/BTP-QLXLVPHC&TDTHPL", [("Công văn", "9/BTP-QLXLVPHC&TDTHPL", None, None)]),
    ("Quyết định số: 57/QĐ-BNN ngày 2/5/2018", [("Quyết định", "57/QĐ-BNN", "2018-05-02", None)]),
    # a date left blank is null, and so is the day that does not exist
    ("Nghị quyết số 03-NQ/TU ngày của Tỉnh ủy", [("Nghị quyết", "03-NQ/TU", None, "Tỉnh ủy")]),
    ("Quyết định số 5/QĐ-UBND ngày 31/02/2023 của UBND huyện", [("Quyết định", "5/QĐ-UBND", None, "UBND huyện")]),
    ("Quyết định số    /QĐ-UBND ngày   /  /2020", [("Quyết định", "/QĐ-UBND", None, None)]),
    # lists
    (
        "các Nghị quyết số 11/NQ-CP, 12/NQ-CP ngày 08 tháng 01 năm 2024 của Chính phủ",
        [("Nghị quyết", "11/NQ-CP", "2024-01-08", "Chính phủ"), ("Nghị quyết", "12/NQ-CP", "2024-01-08", "Chính phủ")],
    ),
    (
        "Quyết định số 18/QĐ-TTg ngày 2/3/2016 và Quyết định số 30/QĐ-TTg ngày 9/3/2017 của Thủ tướng Chính phủ",
        [
            ("Quyết định", "18/QĐ-TTg", "2016-03-02", "Thủ tướng Chính phủ"),
            ("Quyết định", "30/QĐ-TTg", "2017-03-09", "Thủ tướng Chính phủ"),
        ],
    ),
    (
        "các Công văn của Sở Tài chính số 31/STC-NS ngày 4/4/2018 về giá đất, số 36/STC-NS ngày 6/4/2018 về giá rừng",
        [
            ("Công văn", "31/STC-NS", "2018-04-04", "Sở Tài chính"),
            ("Công văn", "36/STC-NS", "2018-04-06", "Sở Tài chính"),
        ],
    ),
    # words between type and number; issuer and date ahead of the type
    (
        "UBND xã Tân Lập đã ban hành Quyết định đình chỉ khai thác số 39/QĐ-UBND ngày 8/4/2017",
        [("Quyết định", "39/QĐ-UBND", "2017-04-08", "UBND xã Tân Lập")],
    ),
    (
        "Ngày 09/5/2017, Sở Xây dựng có Công văn số 96/SXD-QH gửi các huyện",
        [("Công văn", "96/SXD-QH", "2017-05-09", "Sở Xây dựng")],
    ),
    (
        "được sự thống nhất của UBND tỉnh tại Công văn số 77/UBND-NC ngày 5/6/2022",
        [("Công văn", "77/UBND-NC", "2022-06-05", "UBND tỉnh")],
    ),
    # a body that acts on a decision didn't issue it
    ("UBND huyện triển khai thực hiện Quyết định số 14/QĐ-TTg", [("Quyết định", "14/QĐ-TTg", None, None)]),
    ("Luật Lâm nghiệp số 16/2017/QH14", [("Luật", "16/2017/QH14", None, None)]),
    # the letters decide between two type words
    ("Quyết định ban hành Quy chế số 12/QĐ-UBND", [("Quyết định", "12/QĐ-UBND", None, None)]),
    # known by name
    ("Luật Đất đai năm 2013 và Luật lâm nghiệp", [("Luật", None, None, None), ("Luật", None, None, None)]),
    (
        "Nghị quyết Đại hội Đảng bộ huyện lần thứ XXI",
        [("Nghị quyết", None, None, "Đại hội Đảng bộ huyện lần thứ XXI")],
    ),
    ("Nghị quyết Trung ương 4 (khóa XII)", [("Nghị quyết", None, None, None)]),
    ("CTHĐ của Huyện ủy về “Phát triển chăn nuôi”", [("Chương trình hành động", None, None, "Huyện ủy")]),
    ("xây dựng Đề án thành lập thị trấn Tân Lập.", [("Đề án", None, None, None)]),
    ("theo Quy chế làm việc của UBND huyện.", [("Quy chế", None, None, "UBND huyện")]),
    # traps
    ("DNTN Xây dựng số 1 thi công 3/4 tuyến", []),
    ("các nghị quyết, chỉ thị của Đảng và kế hoạch của UBND tỉnh", []),
    ("Nghị quyết của HĐND huyện; chỉ thị, quyết định của UBND tỉnh", []),
    ("kê khai theo mẫu số 09/KK-TNCN và 10/KK-TNCN", []),
    ("quyết định 5 nội dung, báo cáo 6 tháng, kế hoạch 2023", []),
    ("Số: 15/BC-UBND", []),
    ("phòng, chống Covid-19, tỷ lệ 5/7 xã, ngày 30/4", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:50] for text, _ in CASES])
def test_citations(text: str, expected: list[tuple[str | None, ...]]) -> None:
    assert [(c.type, c.number, c.date, c.issuer) for c in cite(text)] == expected
    for citation in cite(text):
        assert citation.text == text[citation.start : citation.end]


TITLES = [
    ("Quyết định số 1/QĐ-UBND của UBND huyện về giao dự toán năm 2022; các phòng", "giao dự toán năm 2022"),
    ("Quyết định số 1/QĐ-UBND của UBND huyện “V/v giao dự toán”, đã triển khai", "giao dự toán"),
    ("Quyết định số 1/QĐ-UBND “Về việc giao dự toán; Công văn số 2/UBND-TH “V/v báo cáo”", "giao dự toán"),
    ("Nghị định số 7/2020/NĐ-CP của Chính phủ quy định về hộ tịch (sau đây gọi là Nghị định 7)", "quy định về hộ tịch"),
    ("Chỉ thị 05 của Bộ Chính trị: “Học tập và làm theo”.", "Học tập và làm theo"),
    ("Công văn số 2/SXD-QH báo cáo UBND tỉnh", None),
    ("theo Quyết định số 1/QĐ-UBND của UBND huyện, chỉ đạo các xã", None),
    ("Kế hoạch số 5/KH-UBND thực hiện Nghị quyết số 7-NQ/TW và Chương trình số 8-CTr/TU; các xã",
     "thực hiện Nghị quyết số 7-NQ/TW và Chương trình số 8-CTr/TU"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_title_of_the_first_citation(text: str, title: str | None) -> None:
    first = cite(text)[0]
    assert first.title == title
    if title:
        assert text[first.title_start : first.title_end] == title


PINPOINTS = [
    ("điểm b khoản 3 Điều 1 Thông tư 106/2021/TT-BTC", "điểm b khoản 3 Điều 1"),
    ("khoản 45 Điều 3 và khoản 1 Điều 120 Luật Đất đai 2024", "khoản 45 Điều 3 và khoản 1 Điều 120"),
    ("Điều 31, Điều 32 Nghị định 43/2014", "Điều 31, Điều 32"),
    ("tại Điều 100 của Luật Đất đai năm 2013", "Điều 100"),
    ("theo Luật Đất đai năm 2013", None),
]


@pytest.mark.parametrize(("text", "pinpoint"), PINPOINTS)
def test_pinpoint(text: str, pinpoint: str | None) -> None:
    assert cite(text)[0].pinpoint == pinpoint


def test_inherited_fields_are_named() -> None:
    first, second = cite("Công văn số 31/STC-NS ngày 4/4/2018; số 36/STC-NS ngày 6/4/2018 của Sở Tài chính")
    assert (first.inherited, second.inherited) == (("issuer",), ("type",))


@pytest.mark.parametrize(
    "noise", ["1.2.3.4." * 20_000, "Quyết định " * 20_000, "số " * 40_000, "9" * 100_000, "“" * 50_000]
)
def test_noise_of_any_length_comes_to_an_end(noise: str) -> None:
    assert isinstance(cite(noise), list)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # laws by name: to the day, the year or the number that closes it, in any case where the name is known
        ("Căn cứ Luật Thương mại, dịch vụ ngày 02 tháng 12 năm 1998;", [("Luật", None, "1998-12-02", None)]),
        ("theo Luật chất lượng sản phẩm, hàng hóa và Luật Thuế GTGT", [("Luật", None, None, None)] * 2),
        ("Luật sửa đổi, bổ sung một số điều của Luật Khiếu nại, tố cáo năm 2005", [("Luật", None, None, None)]),
        ("thi hành Luật Bảo vệ BMNN đồng thời thu hồi", [("Luật", None, None, None)]),
        ("Điều lệ Đảng Cộng sản Việt Nam", [("Điều lệ", None, None, None)]),
        # the term that a body sat for is part of its name
        (
            "Nghị quyết số 7-NQ/HU ngày 3/2/2021 của Ban Chấp hành Đảng bộ huyện khóa XXII về xây dựng Đảng",
            [("Nghị quyết", "7-NQ/HU", "2021-02-03", "Ban Chấp hành Đảng bộ huyện khóa XXII")],
        ),
        # a plenum, and an office of any body
        (
            "Nghị quyết số 9-NQ/TW ngày 2/3/2017 của Hội nghị Trung ương 5, khóa XII và các Kế hoạch",
            [("Nghị quyết", "9-NQ/TW", "2017-03-02", "Hội nghị Trung ương 5, khóa XII")],
        ),
        (
            "Công văn số 52/VPUBND-TH ngày 6/3/2024 của Văn phòng UBND tỉnh về báo cáo quý",
            [("Công văn", "52/VPUBND-TH", "2024-03-06", "Văn phòng UBND tỉnh")],
        ),
        # date and issuer ahead, without a comma; but not the end of a stretch of time
        (
            "Ngày 17/11/2022 UBND tỉnh ban hành Quyết định số 2145/QĐ-UBND thành lập tổ công tác.",
            [("Quyết định", "2145/QĐ-UBND", "2022-11-17", "UBND tỉnh")],
        ),
        (
            "Tính đến ngày 30/6/2023 UBND tỉnh ban hành Quyết định số 45/QĐ-UBND.",
            [("Quyết định", "45/QĐ-UBND", None, "UBND tỉnh")],
        ),
        # the mark of a footnote touches the word
        ("1Quyết định số 19/QĐ-UBND ngày 04/01/2023", [("Quyết định", "19/QĐ-UBND", "2023-01-04", None)]),
        # a number without letters, and the day
        ("tại Quyết định số 37 ngày 21/01/2021", [("Quyết định", "37", "2021-01-21", None)]),
        ("theo Thông tư 24/2020 ngày 10/3/2020 của Bộ Công an", [("Thông tư", "24/2020", "2020-03-10", "Bộ Công an")]),
        # projects: a verb that titles begin with, or a proper name; never what is said of one
        ("triển khai Đề án Hòa Bình - 30 kết thúc năm 2020", [("Đề án", None, None, None)]),
        ("Đề án này kết thúc; các Đề án có hiệu quả", []),
        ("Tỉnh ủy ban hành Đề án phát triển kinh tế vườn giai đoạn 2016-2020", [("Đề án", None, None, "Tỉnh ủy")]),
    ],
)
def test_mechanisms_that_real_reports_asked_for(text: str, found: list[tuple]) -> None:
    assert [(c.type, c.number, c.date, c.issuer) for c in cite(text)] == found


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "Quyết định số 5/QĐ-UBND của UBND huyện về phân bổ vốn năm 2023, tổng vốn 18,2 tỷ đồng.",
            ["phân bổ vốn năm 2023"],
        ),
        ("Công văn số 5/UBND-TH về công tác tuyển quân, UBND huyện đã triển khai.", ["công tác tuyển quân"]),
        ("Kế hoạch số 5/KH-UBND về kiểm tra Tỉnh ủy, UBND tỉnh.", ["kiểm tra Tỉnh ủy, UBND tỉnh"]),
        ("Nghị định số 5/2020/NĐ-CP của Chính phủ Quy định chi tiết về đất.", ["Quy định chi tiết về đất"]),
        ("Nghị quyết số 5/NQ-HĐND của HĐND tỉnh cũ ban hành quy định về đất.", ["ban hành quy định về đất"]),
        # a congress has no title but what follows "về"
        ("Nghị quyết Đại hội Đảng bộ huyện lần thứ XX “Đẩy mạnh chăn nuôi”", [None]),
        ("Nghị quyết số 5/NQ-HĐND quy định mức hỗ trợ như sau:", [None]),
    ],
)
def test_titles_end_where_the_sentence_goes_on(text: str, titles: list[str | None]) -> None:
    assert [c.title for c in cite(text)] == titles


def test_the_number_of_a_letterhead_that_was_joined_is_no_citation() -> None:
    assert cite("ỦY BAN NHÂN DÂN TỈNH HÀ TRUNG ----- Số: 22/2008/QĐ-UBND Hà Trung, ngày 8 tháng 8 năm 2008") == []
