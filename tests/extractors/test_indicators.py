"""Tables of cases for indicators: which phrase a value measures, by the shape of the sentence around it."""

from __future__ import annotations

import pytest

from corpus import Document
from extractors.extraction import extract

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

#: Who acts and why is not of it, nor a conclusion, nor a plan to compare with.
AGENTS: list[Case] = [
    ("Lực lượng kiểm lâm đã phát hiện và xử phạt 27 triệu đồng.", ["phát hiện và xử phạt"]),
    ("Bệnh viện huyện khám cho 5.200 lượt người.", ["khám"]),
    ("Đoàn kiểm tra yêu cầu thu hồi 64 triệu đồng.", ["thu hồi"]),
    ("Rà soát hợp đồng, bảo đảm nguồn thu tiền thuê đất không thấp hơn 12 tỷ đồng.", ["nguồn thu tiền thuê đất"]),
    ("Hội nghị bàn giải pháp nhằm hoàn thành mục tiêu tăng trưởng dịch vụ trên 9%.", ["tăng trưởng dịch vụ"]),
    ("Tuần tra làm rất kỹ, nhờ đó, qua 2 năm, cháy rừng trên địa bàn đã giảm đáng kể, giảm 15%.",
     ["cháy rừng trên địa bàn"]),
    ("Họp xong kế hoạch đấu giá, phấn đấu thu 9 tỷ đồng tiền thuê mặt nước", ["tiền thuê mặt nước"]),
    ("Thu phí chợ 3 tỷ đồng, vượt 12% nghị quyết, tăng 5% so với cùng kỳ.", ["Thu phí chợ"] * 3),
    ("Giải ngân vốn vay là 17 tỷ đồng trên tổng kế hoạch 20 tỷ đồng, đạt 85% kế hoạch.",
     ["Giải ngân vốn vay", "tổng kế hoạch", "Giải ngân vốn vay"]),
    ("Công an xã bắt 1 bị can về tội lợi dụng chức vụ, xử phạt hành chính 6 vụ.", ["bị can", "xử phạt hành chính"]),
    ("Bình quân 1 hộ do xã quản lý vay 40 triệu đồng.", ["Bình quân 1 hộ do xã quản lý vay"]),
]  # fmt: skip

#: Times behind the phrase go, with the verb or the bracket that they hide.
TIMES: list[Case] = [
    ("Tổng dư nợ ước thực hiện đến 31/12/2020 là 88 tỷ đồng; so với đầu năm tăng 4 tỷ đồng (+4,8%).",
     ["Tổng dư nợ"] * 3),
    ("Giá trị sản xuất dệt may tháng 5 năm 2021 ước đạt 7 tỷ đồng.", ["Giá trị sản xuất dệt may tháng 5 năm 2021"]),
    ("Tổng tiền gửi tính đến cuối tháng 9 năm 2018 đạt 61 tỷ đồng.", ["Tổng tiền gửi"]),
    ("Tổng tiền gửi đến 30 tháng 9 năm 2018 đạt 61 tỷ đồng.", ["Tổng tiền gửi"]),
    ("Tỷ lệ hộ cận nghèo đến năm 2026 (theo chuẩn mới) còn 3%.", ["Tỷ lệ hộ cận nghèo"]),
]  # fmt: skip

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
    # a number without a unit is of no phrase
    ("Xã nhận 3 ngàn hồ sơ, trong đó hồ sơ trực tuyến trên 2,1 ngàn (đạt 70%), số hồ sơ quá hạn là 15 (chiếm 0,5%).",
     ["hồ sơ", "hồ sơ trực tuyến", "số hồ sơ quá hạn"]),
    ("Diện tích ngô năm 2021 (tăng 4%).", ["Diện tích ngô"]),
    # a plan is of what stands outside, a count of the households and of no rate
    ("Tỷ lệ hộ nghèo còn 7,2% (mục tiêu 8%), tương đương với kế hoạch.", ["Tỷ lệ hộ nghèo"] * 2),
    ("Sản lượng chè tăng 7% (kế hoạch 8%).", ["Sản lượng chè", "kế hoạch"]),
    ("Tỷ lệ hộ nghèo còn 7,2% (tương đương 310 hộ).", ["Tỷ lệ hộ nghèo", "hộ nghèo"]),
    ("Y tế: 9/14 trạm y tế đạt chuẩn quốc gia (64,3%).", ["trạm y tế đạt chuẩn quốc gia"]),
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
    # the complement of the noun, its cause and its owner
    ("xảy ra 18 vụ vi phạm về đất đai, tăng 3 vụ", ["vụ vi phạm về đất đai"] * 2),
    ("có 5 xã về đích sớm", ["xã"]),
    ("hỗ trợ 640 trường hợp gặp khó khăn do mưa lũ", ["trường hợp gặp khó khăn do mưa lũ"]),
    ("có 12 công trình do xã làm chủ đầu tư", ["công trình do xã làm chủ đầu tư"]),
    ("xử lý 7 đối tượng liên quan đến khai thác cát", ["đối tượng liên quan đến khai thác cát"]),
    (
        "phát hiện 23 vụ vi phạm trong lĩnh vực môi trường, an toàn thực phẩm.",
        ["vụ vi phạm trong lĩnh vực môi trường, an toàn thực phẩm"],
    ),
    # a list of one kind under one number, and what is none
    ("có 820 lượt cán bộ, công chức tham gia tập huấn", ["lượt cán bộ, công chức tham gia tập huấn"]),
    ("tiếp nhận 64 hồ sơ, giải quyết xong 60 hồ sơ", ["hồ sơ", "hồ sơ"]),
    ("làm việc với 6 xã và thị trấn", ["xã"]),
    ("theo dõi 9 nhóm hàng hóa và dịch vụ thiết yếu", ["nhóm hàng hóa và dịch vụ thiết yếu"]),
    ("Nay duy trì 100% xã, thị trấn có bác sỹ và đạt 9 bác sỹ/1 vạn dân.", ["xã, thị trấn có bác sỹ", "bác sỹ"]),
    # names of the things counted, two counts about a stroke
    ("Thêm 2 xã Phước An và Long Hòa được công nhận, thu 4 tỷ đồng.", ["xã", "thu"]),
    ("bắt 16 vụ/31 đối tượng đánh bạc", ["bắt", "đối tượng đánh bạc"]),
    # what is only measured: the subject ahead, said again, changed, or counted by a rate
    ("Đàn trâu, bò có trên 51.000 con, tăng 2%, bằng 900 con so với cùng kỳ.", ["Đàn trâu, bò"] * 3),
    ("hồ sơ quá hạn gần 40 hồ sơ (chiếm 2%)", ["hồ sơ quá hạn"] * 2),
    ("Trọng án giảm 14 vụ", ["Trọng án"]),
    ("tạm giữ 8 vụ, 19 đối tượng, giảm 2 vụ", ["tạm giữ", "đối tượng", "tạm giữ"]),
    ("Về xây dựng nông thôn mới, bình quân toàn huyện 15,2 tiêu chí/xã.", ["xây dựng nông thôn mới"]),
    # what is said of the ones counted, where nothing else tells them apart
    ("Có 30 học viên, trong đó có 11 học viên là bộ đội xuất ngũ", ["học viên", "học viên là bộ đội xuất ngũ"]),
    ("kiểm tra 44 dự án chưa có thiết kế", ["dự án chưa có thiết kế"]),
    ("còn 8 hộ chưa nhận tiền", ["hộ"]),
    ("Sở hỗ trợ 60% (sáu mươi phần trăm) học phí của lớp.", ["học phí của lớp"]),
]

#: Names in a row, each with its value in a bracket, and brackets that only look so.
ROWS = [
    (
        "Khởi công các công trình: cầu Bến Đá (12 tỷ đồng), kè Suối Nga (5 tỷ đồng) và chợ Đồng Mít (3 tỷ đồng).",
        ["cầu Bến Đá", "kè Suối Nga", "chợ Đồng Mít"],
    ),
    (
        "Nhà máy Hòn Lớn công suất 300 MW, thuỷ điện Thác Ba 2 (26 MW), thuỷ điện Thác Ba 3A (18 MW).",
        ["Nhà máy Hòn Lớn công suất", "thuỷ điện Thác Ba 2", "thuỷ điện Thác Ba 3A"],
    ),
    (
        "Thu thuế 30 tỷ đồng, tăng so với năm trước (28 tỷ đồng), thu phí (2 tỷ đồng).",
        ["Thu thuế", "Thu thuế", "thu phí"],
    ),
    ("Thu ngân sách 30 tỷ đồng, tăng 5% (1,4 tỷ đồng).", ["Thu ngân sách"] * 3),
]


@pytest.mark.parametrize(
    ("text", "expected"), [*PHRASES, *TRIMMED, *AGENTS, *TIMES, *COMMAS, *BRACKETS, *LISTS, *COUNTS, *ROWS]
)
def test_indicators(text: str, expected: list[str | None]) -> None:
    found = extract(Document(text=text))
    values = sorted([*found.figures, *found.percentages], key=lambda item: item.start)
    assert [value.indicator for value in values] == expected


def test_a_phrase_of_two_places_has_no_span() -> None:
    (volume, _, _) = extract(
        Document(text="Gạo giảm 12% về lượng nhưng tăng 3% về kim ngạch do giá tăng 17%.")
    ).percentages
    assert (volume.indicator, volume.indicator_start) == ("Gạo về lượng", None)
