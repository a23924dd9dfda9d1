"""Tables of cases for indicators: which phrase a value measures, by the shape of the sentence around it."""

from __future__ import annotations

import pytest

from corpus import Document
from extractors.extract import extract

#: text, then the indicator of each figure and percentage in the order of the text
Case = tuple[str, list[str | None]]

PHRASES: list[Case] = [
    ("Tổng thu ngân sách 32,4 tỷ đồng, đạt 77% so với KH tỉnh giao; đạt 32% so với KH huyện giao.",
     ["Tổng thu ngân sách"] * 3),
    ("Tổng giá trị sản phẩm (giá so sánh) ước đạt: 447 triệu đồng, đạt 53% kế hoạch.",
     ["Tổng giá trị sản phẩm (giá so sánh)"] * 2),
    ("Giá trị ngành nông, lâm nghiệp và thủy sản: ước đạt: 184 triệu đồng.",
     ["Giá trị ngành nông, lâm nghiệp và thủy sản"]),
    ("Tổng vốn của 03 chương trình MTQG năm 2023: 182 tỷ đồng.",
     ["chương trình MTQG", "Tổng vốn của 03 chương trình MTQG"]),
    ("Đàn bò 4.348 con, tăng 2% so cùng kỳ; đàn heo 600 con.", ["Đàn bò", "Đàn bò", "đàn heo"]),
    ("Đến nay 80% các tuyến đường liên thôn được bê tông hóa.", ["các tuyến đường liên thôn"]),
    ("Có 73 xã (chiếm 75% tổng số xã) đạt tiêu chí y tế.", ["xã", "đạt tiêu chí y tế"]),
]  # fmt: skip

#: Whole words go, never a syllable of a compound; verbs that move a measure are not of it.
TRIMMED: list[Case] = [
    ("Số học viên tuyển mới tăng 9%.", ["Số học viên tuyển mới"]),
    ("giá trị tăng thêm tăng 2,7%", ["giá trị tăng thêm"]),
    ("Giá lương thực tăng 1,5%.", ["Giá lương thực"]),
    ("Tổng kinh phí thực hiện 310 triệu đồng.", ["Tổng kinh phí thực hiện"]),
    ("Tỷ lệ lao động có bằng cấp, chứng chỉ 29%.", ["Tỷ lệ lao động có bằng cấp, chứng chỉ"]),
    ("Phấn đấu nâng độ che phủ rừng lên 51%.", ["độ che phủ rừng"]),
    ("giảm tỷ lệ hộ nghèo xuống 4%", ["tỷ lệ hộ nghèo"]),
    ("(3) Kim ngạch nhập khẩu quý I đạt 14 triệu USD.", ["Kim ngạch nhập khẩu"]),
    ("Tổng dư nợ đến 30/6 ước đạt 96 tỷ đồng.", ["Tổng dư nợ"]),
    ("Bội thu 3% GDP. Tạo việc làm mới cho 2 nghìn lao động.", ["Bội thu", "Tạo việc làm mới"]),
    ("Thu phí đạt khá, quý II ước đạt 8 tỷ đồng.", ["Thu phí"]),
    ("Mưa nhiều nên năng suất chè còn 70 tạ/ha.", ["năng suất chè"]),
    ("chỉ số hài lòng của người dân đạt 88,4%", ["chỉ số hài lòng của người dân"]),
]

#: A comma parts clauses, and not the items of a name.
COMMAS: list[Case] = [
    ("các doanh nghiệp có vốn đầu tư nước ngoài tăng 11%", ["các doanh nghiệp có vốn đầu tư nước ngoài"]),
    ("các Bộ, ngành đạt 29%", ["các Bộ, ngành"]),
    ("Giá trị sản xuất nông, lâm, ngư nghiệp tăng 4%.", ["Giá trị sản xuất nông, lâm, ngư nghiệp"]),
    ("Giá các nhóm hàng may mặc, giày dép, mũ nón tăng 0,4%.", ["Giá các nhóm hàng may mặc, giày dép, mũ nón"]),
    ("Tại xã Phú Mỹ, diện tích dứa là 210 ha.", ["diện tích dứa"]),
    ("Kế hoạch năm 2021, vốn sửa trường là 3 tỷ đồng.", ["vốn sửa trường"]),
]

#: What a comparison in a bracket is of stands outside; it does not leak out of it.
BRACKETS: list[Case] = [
    ("Thu thuế đạt 26% dự toán (cùng kỳ năm 2004 đạt 23,1% dự toán).", ["Thu thuế", "Thu thuế"]),
    ("Xuất khẩu tăng 16% (quý I/2003 tăng 41%, quý I/2004 tăng 12%).", ["Xuất khẩu"] * 3),
    ("Tổng dư nợ tăng 5% so với cuối năm 2004 (cùng kỳ tăng 3%), và tăng 20% so với tháng 3 năm 2004.",
     ["Tổng dư nợ"] * 3),
    ("Công nghiệp tăng 8% (Trung ương tăng 9%, địa phương tăng 6%), thấp hơn cùng kỳ (cùng kỳ tăng 12%).",
     ["Công nghiệp", "Trung ương", "địa phương", "Công nghiệp"]),
    ("Giải ngân đạt 31% kế hoạch vốn (60 tỷ đồng).", ["Giải ngân", "kế hoạch vốn"]),
    ("Về ngành học: (1) Điện: 12 kỹ thuật viên (chiếm 40% tổng số); (2) Thú y: 06 kỹ thuật viên (chiếm 20%).",
     ["Điện", "Điện", "Thú y", "Thú y"]),
]  # fmt: skip

LISTS: list[Case] = [
    ("Nhiều mặt hàng giảm so với tháng trước như cá tra bằng 94%, tôm bằng 97%.", ["cá tra", "tôm"]),
    ("Một số xã đạt mức tăng cao so với cùng kỳ gồm An Khê tăng 9%, Phú Mỹ tăng 7%.", ["An Khê", "Phú Mỹ"]),
    ("Gạo giảm 12% về lượng nhưng tăng 3% về kim ngạch do giá tăng 17%.", ["Gạo về lượng", "Gạo về kim ngạch", "giá"]),
    ("Thu thuế 22 tỷ đồng, thu phí 18 tỷ đồng, lần lượt chiếm 55% và 45% tổng thu.",
     ["Thu thuế", "thu phí", "Thu thuế", "thu phí"]),
    ("Tổng kinh phí cho Nghị quyết số 12/NQ-HĐND; Nghị quyết số 15/NQ-HĐND: 71 triệu đồng.",
     ["Tổng kinh phí cho Nghị quyết số 12/NQ-HĐND; Nghị quyết số 15/NQ-HĐND"]),
    ("vốn sửa chữa 14 tỷ đồng, bình quân 0,2 tỷ đồng/trường", ["vốn sửa chữa"] * 2),
]  # fmt: skip

#: A counted noun is named by what follows, or by what it only measures.
COUNTS: list[Case] = [
    ("có 45 học viên tham gia Đề án", ["học viên tham gia Đề án"]),
    ("bồi dưỡng tin học là 512 người, bồi dưỡng ngoại ngữ 74 người", ["bồi dưỡng tin học", "bồi dưỡng ngoại ngữ"]),
    ("đào tạo nghề cho hơn 400 người; 35 người được cấp thẻ", ["đào tạo nghề", "cấp thẻ"]),
    ("sạt lở làm chết 02 người, bị thương 05 người", ["sạt lở làm chết", "bị thương"]),
    ("toàn huyện có 9 khách sạn, 14 điểm bán hàng lưu động", ["khách sạn", "điểm bán hàng lưu động"]),
    ("tai nạn giao thông 11 vụ, giảm 02 vụ so với cùng kỳ", ["tai nạn giao thông"] * 2),
    ("khắc phục 04 văn bản Đoàn Giám sát đã nêu", ["văn bản"]),
    ("phát triển mới 31 nghìn thuê bao di động, tăng 12%", ["thuê bao di động"] * 2),
    ("nhà máy sản xuất được 9 nghìn tấn đường, bằng 96% cùng kỳ", ["đường"] * 2),
    ("Sở hỗ trợ 60% (sáu mươi phần trăm) học phí của lớp.", ["học phí của lớp"]),
]


@pytest.mark.parametrize(("text", "expected"), [*PHRASES, *TRIMMED, *COMMAS, *BRACKETS, *LISTS, *COUNTS])
def test_indicators(text: str, expected: list[str | None]) -> None:
    found = extract(Document(text=text))
    values = sorted([*found.figures, *found.percentages], key=lambda item: item.start)
    assert [value.indicator for value in values] == expected


def test_a_phrase_of_two_places_has_no_span() -> None:
    (volume, _, _) = extract(
        Document(text="Gạo giảm 12% về lượng nhưng tăng 3% về kim ngạch do giá tăng 17%.")
    ).percentages
    assert (volume.indicator, volume.indicator_start) == ("Gạo về lượng", None)
