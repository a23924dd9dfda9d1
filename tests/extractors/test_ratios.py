"""Tables of cases for ratios: numbers, noun and subject."""

from __future__ import annotations

import pytest

from extractors.ratios.finder import find_ratios

RATIOS = [
    ("Đến nay, xã Tân Lập đạt 19/19 tiêu chí", [(19, 19, "tiêu chí", "xã Tân Lập")]),
    ("Hòa Sơn 12/19 tiêu chí, Tân Lập 09/19, Đồng Mơ 07/19 tiêu chí",
     [(12, 19, "tiêu chí", "Hòa Sơn"), (9, 19, "tiêu chí", "Tân Lập"), (7, 19, "tiêu chí", "Đồng Mơ")]),
    ("Toàn huyện có 8/12 xã đạt chuẩn", [(8, 12, "xã", None)]),
    ("xếp hạng 13/63 tỉnh; đứng thứ 5/12 xã", []),
    ("ngày 28/6, từ 2/9 đến 30/4", []),
    # a noun with a capital, and a noun known by its form
    ("Đã có 21/30 Sở, ngành và 9/11 huyện gửi báo cáo", [(21, 30, "Sở", None), (9, 11, "huyện", None)]),
    ("còn 6/14 kiểm ngư viên chưa nhận việc", [(6, 14, "kiểm ngư viên", None)]),
    # a verb of the classifier stays outside
    ("đã hòa giải 15/18 vụ tranh chấp đất đai", [(15, 18, "vụ", None)]),
    # the subject of the clause around the bracket, and no subject behind a preposition
    ("Xã Bình Sơn đạt chuẩn (19/19 tiêu chí)", [(19, 19, "tiêu chí", "Xã Bình Sơn")]),
    ("vùng Nam Trung Bộ có 61 dự án (mới có 6/8 tỉnh báo cáo)", [(6, 8, "tỉnh", "vùng Nam Trung Bộ")]),
    ("Tập huấn phòng cháy ở 7/9 xã", [(7, 9, "xã", None)]),
    # what has changed, ahead of a bracket behind the change
    ("Tai nạn giao thông trên địa bàn giảm rõ, giảm 9,4% (29/32 vụ).", [(29, 32, "vụ", "Tai nạn giao thông")]),
    ("Có 3/9 xã xong việc", [(3, 9, "xã", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RATIOS)
def test_ratios(text: str, expected: list[tuple[int, int, str, str | None]]) -> None:
    assert [(r.num, r.den, r.what, r.subject) for r in find_ratios(text, [])] == expected
