"""The basis of a percentage (gốc so sánh): what it is compared with, written without ``so với``.

``đạt 53,04 % so với KH tỉnh giao``, ``tăng 5% so cùng kỳ``, ``93,9% kế hoạch``, ``chiếm 84,5% tổng số xã``, and ahead
of the number: ``so với cùng kỳ năm trước tăng 5%``, ``vượt kế hoạch 5%``.
"""

from __future__ import annotations

import re

from extractors.letters import LOWER, UPPER

#: Words of a basis: no mark, no number but a year, a date, or "6 tháng"; a verb that opens a new clause stops it.
_STOP = (
    r"(?:tăng|giảm|đạt|chiếm|bằng|vượt|ước|nhưng|nên|do|song|trong đó|và (?:tăng|giảm|đạt|bằng|chiếm|vượt|ước)"
    r"|trong khi"
    r"|còn|là|với tổng|góp|đã(?! (?:đề ra|duyệt|giao|đăng ký))|được(?! (?:duyệt|giao|phê duyệt|tỉnh giao|HĐND))"
    r"|từ đó|nguyên nhân|chủ yếu|tương ứng|thì|để|nhờ|cao nhất|thấp nhất|đứng|xếp)"
)
_DATED = (
    r"(?:năm \d{4}(?: ?[-–] ?\d{4})?|(?:tháng|quý) (?:\d{1,2}|[IVX]+)(?:[/-]\d{4})?"
    r"|(?:ngày )?\d{1,2}[/-]\d{1,2}[/-]\d{4}"
    r"|\d{1,2} tháng|\d{4}|\d{1,2}/\d{4})"
)
_WORD = (
    rf"(?!{_STOP}(?![{LOWER}{UPPER}]))"
    rf"(?:{_DATED}(?![\d.,]*\d|[{LOWER}{UPPER}%])|[{LOWER}{UPPER}&][{LOWER}{UPPER}\-/&]*)"
)
_PHRASE = rf"{_WORD}(?: {_WORD}){{0,14}}"

_COMPARED = re.compile(rf" *,? *\(?(?P<intro>[Ss]o(?: sánh)? với|[Ss]o) (?P<basis>{_PHRASE}(?: \([^()\d]{{2,30}}\))?)")

_PLAN_WORD = (
    r"(?:kế hoạch|Kế hoạch|KH|chỉ tiêu|Chỉ tiêu|dự toán|Dự toán|DT|mục tiêu|nghị quyết|Nghị quyết|NQ|chỉ tiêu kế hoạch)"
)
_PLAN = re.compile(rf" *,? *(?:của |theo |so )?(?P<basis>{_PLAN_WORD}(?![{LOWER}{UPPER}])(?: {_WORD}){{0,12}})")
_SAME_PERIOD = re.compile(
    rf" *(?P<basis>(?:cùng kỳ|năm trước|năm ngoái|tháng trước|quý trước|cùng thời điểm)(?: {_WORD}){{0,8}})"
)
_YEAR = re.compile(r" *(?:của )?(?P<basis>năm \d{4})(?![\d/])")
_WHOLE = re.compile(
    rf" *(?P<in>trong|của|so với|trên)? *(?P<basis>(?:tổng|toàn|số|cơ cấu|diện tích|dân số|GRDP|GDP|giá trị|lao động"
    rf"|lực lượng"
    rf"|hộ|dân|người|nguồn|thu|chi|kim ngạch)(?![{LOWER}{UPPER}])(?: {_WORD}){{0,14}})"
)

_AHEAD = re.compile(
    rf"(?:[Ss]o với|[Ss]o) (?P<basis>{_PHRASE}),? *(?:thì |đã |ước |đều )*(?:tăng|giảm|bằng|đạt|vượt)"
    r"(?: trưởng| thêm| khoảng| gần| hơn| trên| là| được)* *$"
)
_BETWEEN = re.compile(
    rf"(?:tăng|giảm|đạt|bằng|cao hơn|thấp hơn)[^,;:.()]{{0,30}}? so(?: với)? (?P<basis>{_PHRASE})(?: là| khoảng|:"
    rf"|,)* *$"
)
_EXCEEDED = re.compile(rf"vượt(?: so với)? (?P<basis>{_PLAN_WORD}(?: {_WORD}){{0,8}})(?: là| khoảng| gần| hơn)* *$")


def basis_after(text: str, position: int, relation: str | None) -> tuple[int, int] | None:
    """The span of the basis that follows a percentage ending at ``position``."""
    patterns = [_COMPARED, _PLAN, _SAME_PERIOD]
    if relation in ("chiếm", None):
        patterns = [_WHOLE, _COMPARED, _PLAN] if relation == "chiếm" else [*patterns, _WHOLE]
    if relation == "bằng":
        patterns.append(_YEAR)
    for pattern in patterns:
        match = pattern.match(text, position)
        if match and (pattern is not _WHOLE or relation == "chiếm" or match["in"]):
            return match.start("basis"), match.start("basis") + len(_one_basis(match["basis"]))
    return None


#: After a plan or a period, "và" leads on to the next clause, unless it joins two who gave the plan.
_NEXT_CLAUSE = re.compile(
    r"(?<=.) và (?!(?:tỉnh|huyện|xã|HĐND|UBND|Nghị quyết|NQ|dự toán|kế hoạch|KH|chỉ tiêu|mục tiêu|trung ương|TW)(?!\w))"
)
_PERIOD_OR_PLAN = re.compile(rf"(?:cùng kỳ|năm |tháng |quý |{_PLAN_WORD})", re.IGNORECASE)


def _one_basis(basis: str) -> str:
    if _PERIOD_OR_PLAN.match(basis):
        basis = _NEXT_CLAUSE.split(basis)[0]
    return basis.rstrip()


def basis_before(text: str, floor: int, position: int) -> tuple[int, int] | None:
    """The span of a basis that stands ahead of the percentage at ``position``, in its own clause."""
    for pattern in (_AHEAD, _BETWEEN, _EXCEEDED):
        match = pattern.search(text, floor, position)
        if match:
            return match.span("basis")
    return None


def comparison_end(text: str, position: int) -> int:
    """Where a comparison behind a figure ends (``tăng 4.613 ha so với quy hoạch được duyệt``), else ``position``."""
    match = _COMPARED.match(text, position)
    return match.start("basis") + len(_one_basis(match["basis"])) if match else position
