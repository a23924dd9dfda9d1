"""What makes a number the name of something, and no count of it: thôn 2, khóa 12, lần thứ 5, ngày 9, Dự án 1."""

from __future__ import annotations

import re

#: The words that stand before such a number.
NAMED = re.compile(
    r"(?:^|[^\w])(?:(?i:tháng|ngày|năm|quý|tuần|điều|khoản|điểm|mục|chương|thôn|tổ|lớp|khóa|khoá|thứ|lần thứ"
    r"|giai đoạn|tầng"
    r"|hạng|loại|(?<!nâng )cấp|khu phố|khu vực|ấp|khóm|bản|nhiệm kỳ|quốc lộ|tỉnh lộ|đường số|tiểu dự án|dự án|đề án"
    r"|chương trình"
    r"|nghị quyết|quyết định|nghị định|thông tư|chỉ thị|kết luận|nhóm|hợp phần|giờ|vòng|trang|biểu|phụ lục|bảng|hình"
    r"|vùng"
    r"|ban chỉ đạo|đội|trạm|trường mầm non|thế kỷ|kỳ họp|phiên)|QL|TL|ĐT|ĐH|HL|Quý|số)(?: +số)? *$"
)
