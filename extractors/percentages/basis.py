"""The basis of a percentage (gốc so sánh): the phrase that it is compared with, without its ``so với``.

Behind the number: ``đạt 53,04 % so với KH tỉnh giao``, ``tăng 5% so cùng kỳ``, ``93,9% kế hoạch``, ``chiếm 84,5% tổng
số xã``. Ahead of it: ``so với cùng kỳ năm trước tăng 5%``, ``vượt kế hoạch 5%``.
"""

from __future__ import annotations

import re

from extractors.lexicon.plan_terms import PLAN, PLAN_AUTHORITY, PLAN_OR_BUDGET
from extractors.lexicon.terms import term_pattern
from extractors.lexicon.time_terms import EARLIER_PERIOD, YEAR_BEFORE
from extractors.text.characters import LETTER, WORD_END, WORD_START

#: Words of a basis: no mark, no number but a year, a date, or "6 tháng"; a verb that opens a new clause stops it.
_STOP = (
    r"(?:tăng|giảm|đạt|chiếm|bằng|vượt|ước|nhưng|nên|do(?! (?:[^\W\d]+ ){1,5}giao(?!\w))|song"
    r"|trong đó|và (?:tăng|giảm|đạt|bằng|chiếm|vượt|ước)"
    r"|trong khi"
    r"|còn|là|với tổng|góp|đã(?! (?:đề ra|duyệt|giao|đăng ký))|được(?! (?:duyệt|giao|phê duyệt|tỉnh giao|HĐND))"
    r"|như|gồm|bao gồm|ảnh hưởng|phải|khiến|vì|theo (?:tinh thần|quy định|hướng dẫn|(?:[^\W\d]+ ){2,3}số)"
    r"|làm|giúp|dẫn đến|và (?:có|đây)"
    r"|từ đó|nguyên nhân|chủ yếu|tương ứng|thì|để|nhờ|cao nhất|thấp nhất|đứng|xếp)"
)
_DATED = (
    r"(?:năm (?:học )?\d{4}(?: ?[-–] ?\d{4})?|(?:tháng|quý) (?:\d{1,2}|[IVX]+)(?:[/-]\d{4})?"
    r"|(?:ngày )?\d{1,2}[/-]\d{1,2}[/-]\d{4}"
    r"|\d{1,2} tháng|\d{1,2} năm(?= (?:trước|liền|qua|gần|đầu|cuối))|\d{4}|\d{1,2}/\d{4})"
)
_WORD = (
    rf"(?!{_STOP}{WORD_END})"
    rf"(?:{_DATED}(?![\d.,]*\d|[{LETTER}%])|[{LETTER}&][{LETTER}\-/&]*)"
)
_PHRASE = rf"{_WORD}(?: {_WORD}){{0,14}}"

_COMPARED = re.compile(
    rf" *,? *\(?(?P<intro>[Ss]o(?: sánh)? với|[Ss]o) (?P<basis>(?:ước )?{_PHRASE}(?: \((?!(?:đạt|tăng|giảm"
    rf"|vượt|bằng|chưa|cùng) )[^()\d]{{2,30}}\))?)"
)

_PLAN = re.compile(rf" *,? *(?:của |theo |so )?(?P<basis>{PLAN}(?: {_WORD}){{0,12}})")
_PERIOD = re.compile(rf" *(?P<basis>{EARLIER_PERIOD}(?: {_WORD}){{0,8}})")
_YEAR = re.compile(r" *(?:của )?(?P<basis>năm \d{4})(?![\d/])")
_WHOLE = re.compile(
    rf" *(?P<in>trong|của|so với|trên)? *(?P<basis>(?:tổng|toàn|số|cơ cấu|diện tích|dân số|GRDP|GDP|giá trị|lao động"
    rf"|lực lượng"
    rf"|hộ|dân|người|nguồn|thu|chi|kim ngạch|vốn|mức|sản lượng){WORD_END}(?: {_WORD}){{0,14}})"
)

#: 93,5% (KH tỉnh giao)
_BRACKETED = re.compile(rf" ?\((?:so(?: với)? )?(?P<basis>{PLAN}(?: {_WORD}){{0,8}})\)")
#: đạt 71,2% tổng đàn, đạt 78% giá trị hợp đồng: a whole that is no plan
_REACHED_OF = re.compile(
    rf" (?P<basis>(?:tổng (?:đàn|số|diện tích|nguồn|mức)|giá trị hợp đồng|dân số|số nợ|diện tích|doanh số)"
    rf"{WORD_END}(?: {_WORD}){{0,10}})"
)
#: giảm 33,3% số người chết | so với cùng kỳ: what has changed stands before what it is compared with
_CHANGED_THING = re.compile(rf" (?:số|tổng số|về số) {_WORD}(?: {_WORD}){{0,4}}?(?= so )")

#: tổng số ứng viên được cử đi học: what is counted may be narrowed by a clause of its own.
_NARROWED = re.compile(
    rf" *(?:trong |của |trên )?(?P<basis>(?:tổng số|tổng vốn|số|vốn)"
    rf"(?: (?:{_WORD}|(?:được|đã|đang){WORD_END})){{1,15}})"
)
#: Behind a share, any noun is what it is a share of: chiếm 45% cả nước; 39%/GDP.
_OF = re.compile(
    rf"(?! *(?:và|với|so|ở|tại|vào|trở|theo|cao|thấp|khoảng|về|{PLAN_OR_BUDGET}|mỗi|hằng|hàng|khi|đối|hơn"
    rf"|thuộc|như|có|do|gấp|cùng|ngày|giờ){WORD_END}| *(?:năm|tháng|quý) \d)(?: *(?:/|trong |của |trên )"
    rf"| )(?P<basis>{_WORD}(?: {_WORD}){{0,14}})"
)

#: 5.412,6 ha/KH 5.390 ha, bằng 100,4%: the plan stands before the number that was planned.
_STROKE = re.compile(
    rf"/ ?(?P<basis>{term_pattern('plan')}) [\d.,]+ ?[^\d.,;]{{1,20}}, (?:đạt|bằng)(?: gần| trên| khoảng)* *$"
)
_AHEAD = re.compile(
    rf"(?:[Ss]o với|[Ss]o) (?P<basis>{_PHRASE}),? *(?:thì |đã |ước |đều )*(?:tăng|giảm|bằng|đạt|vượt)"
    r"(?: trưởng| thêm| khoảng| gần| hơn| trên| là| được)* *$"
)
_BETWEEN = re.compile(
    rf"(?:tăng|giảm|đạt|bằng|cao hơn|thấp hơn)[^,;:.()]{{0,30}}? so(?: với)? (?P<basis>{_PHRASE})(?: là| khoảng|:"
    rf"|,)* *$"
)
#: so với 31/12/2021 tăng 1.475 tỷ đồng (+6,2%): the bracket tells the change ahead of it in per cent
_CHANGED = re.compile(
    rf"(?:[Ss]o với|[Ss]o) (?P<basis>{_PHRASE})(?:,? *(?:thì |đã |ước )*(?:tăng|giảm)[^;()%]{{0,60}})? *\( ?[-–+] ?$"
)
#: tăng 2,6%, bằng 7.300 con so với cùng kỳ; giảm 4,9% (94/99 vụ) so với cùng kỳ: the change itself stands between
_AMOUNT = re.compile(
    rf" *(?:\([^()%\n]{{1,60}}\)|,? *(?:bằng|tương đương|tương ứng|tức)(?: (?:tăng|giảm|với|khoảng|gần|hơn|trên))*"
    rf" [\d.,]+(?: [{LETTER}]+){{1,4}}?)(?= so )"
)
_EXCEEDED = re.compile(rf"vượt(?: so với)? (?P<basis>{PLAN}(?: {_WORD}){{0,8}})(?: là| khoảng| gần| hơn)* *$")
#: cao hơn cùng kỳ 3,1%; thấp hơn bình quân chung của tỉnh 4,3%
_HIGHER = re.compile(
    rf"(?:cao|thấp|nhiều|ít|lớn|nhỏ) hơn (?:so với )?(?P<basis>(?!khoảng|gần|trên|từ|tới|hơn){_PHRASE}?)"
    r"(?: là| khoảng| gần| trên)* *$"
)

_WHOLE_BEFORE = re.compile(rf"(?:chiếm|đóng góp)[^,;:.()]* (?:trong|trên) (?P<basis>(?:tổng|toàn|cơ cấu) {_PHRASE}) *$")
_PLAN_BEFORE = re.compile(rf"(?:[Đđ]ạt|[Hh]oàn thành)[^,;:.()\d%]{{0,30}}? (?P<basis>{PLAN}(?: {_WORD}){{0,8}}) *$")
_PLAN_ENDING = re.compile(rf"(?P<basis>{WORD_START}{PLAN}(?: {_WORD}){{0,6}}) *$")
#: So với KH tỉnh giao, thu tiền sử dụng đất đạt 87,5%: said once at the head of the clause
_CLAUSE_HEAD = re.compile(rf"(?:\A|(?<=[;\n.:]) *|(?<=[-+–]) |(?<=[.] ))[Ss]o với (?P<basis>{_PHRASE}), ")
#: A clause is not longer than this: looking further back for each number would take long in a sentence without end.
_MAX_CLAUSE_CHARS = 400
#: Nor is a list whose head gives the basis of all its items.
_MAX_LIST_CHARS = 2000
_LIST_HEAD = re.compile(
    rf"[Ss]o(?: với)? (?P<basis>{_PHRASE}) (?:như|gồm|là|bao gồm)(?: sau)?(?=:| (?!khoảng|trên|gần"
    rf"|hơn)[{LETTER}])"
)


_OR_MORE = re.compile(r" (?:trở (?:lên|xuống)|tương ứng|lần lượt)(?!\w)")
_NEXT_ONE = re.compile(r" (?:thì |đã |ước |đều )*(?:đạt|tăng|giảm|bằng)[^,;.\d]{0,15}\d")
_LETTERS = rf"[{LETTER}]+(?:\.[{LETTER}]+)*"
#: tăng 5% về lượng và 6% về giá trị so với cùng kỳ: in what respect, right behind the number.
ABOUT = re.compile(
    rf" về (?P<about>(?!(?:số \d|phía){WORD_END})(?:số |lượt |mặt )?{_LETTERS}(?: (?!(?:và|so|nhưng|do|với|cùng|trong"
    rf"|đạt|tăng|giảm"
    rf"|bằng|chiếm|còn|thì|tại|ở|là){WORD_END}){_LETTERS}){{0,4}})"
)


def basis_after(text: str, position: int, relation: str | None) -> tuple[int, int] | None:
    """The span of the basis that follows a percentage ending at ``position``."""
    about = ABOUT.match(text, position)
    position = about.end() if about else position
    above = _OR_MORE.match(text, position)
    position = above.end() if above else position
    amount = _AMOUNT.match(text, position)
    if amount:
        position = amount.end()
    thing = _CHANGED_THING.match(text, position) if relation in ("tăng", "giảm") else None
    position = thing.end() if thing else position
    patterns = [_COMPARED, _PLAN, _PERIOD, _BRACKETED]
    if relation == "chiếm":
        patterns = [_NARROWED, _WHOLE, _COMPARED, _PLAN, _OF]
    elif relation == "bằng":
        patterns += [_YEAR, _NARROWED, _WHOLE, _REACHED_OF]
    elif relation == "đạt":
        patterns.append(_REACHED_OF)
    elif relation is None:
        patterns.append(_WHOLE)
    for pattern in patterns:
        match = pattern.match(text, position)
        if match and pattern is _COMPARED and _NEXT_ONE.match(text, match.end()) and "," in match[0][:3]:
            continue  # …, so với KH huyện giao đạt 48%: the basis of the next
        if match and (pattern is not _WHOLE or relation in ("chiếm", "bằng") or match["in"]):
            return match.start("basis"), match.start("basis") + len(_one_basis(match["basis"]))
    return None


#: After a plan or a period, "và" leads on to the next clause, unless it joins two who gave the plan.
_NEXT_CLAUSE = re.compile(rf"(?<=.) và (?!(?:{PLAN_AUTHORITY}|xã|UBND|{PLAN})(?!\w))")
_PERIOD_OR_PLAN = re.compile(rf"(?:{YEAR_BEFORE}|năm |tháng |quý |{PLAN})", re.IGNORECASE)


def _one_basis(basis: str) -> str:
    if _PERIOD_OR_PLAN.match(basis):
        basis = _NEXT_CLAUSE.split(basis)[0]
    return _HANGING.sub("", basis.rstrip())


#: A joint at the end leads on to the next item: bằng 82% diện tích gieo cấy và 97% …
_HANGING = re.compile(r" (?:và|hoặc|hay|với|trong|của|từ|đến|ở|tại)$")


def is_plan(basis: str) -> bool:
    """Whether a basis is a plan, a target or a budget."""
    return re.match(PLAN, basis, re.IGNORECASE) is not None


def whole_before(text: str, floor: int, position: int) -> tuple[int, int] | None:
    """The whole that a clause ending at ``position`` names (``lớn nhất trong cơ cấu kinh tế (chiếm 37%)``)."""
    match = _WHOLE_BEFORE.search(text, max(floor, position - _MAX_CLAUSE_CHARS), position)
    return match.span("basis") if match else None


def plan_before(text: str, floor: int, position: int) -> tuple[int, int] | None:
    """The plan that a clause ending at ``position`` was measured by (``chưa đạt theo Kế hoạch (chỉ 70%)``)."""
    match = _PLAN_BEFORE.search(text, max(floor, position - _MAX_CLAUSE_CHARS), position)
    return match.span("basis") if match else None


def plan_ending(text: str, floor: int, position: int) -> tuple[int, int] | None:
    """The plan that the words right before ``position`` name (``95% kế hoạch vốn (158 tỷ đồng)``)."""
    match = _PLAN_ENDING.search(text, max(floor, position - _MAX_CLAUSE_CHARS), position)
    return match.span("basis") if match else None


def basis_of_list(text: str, start: int, end: int) -> tuple[int, tuple[int, int]] | None:
    """The basis in the head of a list, and where its items begin: ``giảm so với cùng kỳ như: A bằng 89%, B …``."""
    match = _LIST_HEAD.search(text, max(start, end - _MAX_LIST_CHARS), end)
    return (match.end(), match.span("basis")) if match else None


def basis_of_clause(text: str, start: int, position: int) -> tuple[int, int] | None:
    """The basis that the clause around ``position`` begins with; ``start`` is where its sentence begins."""
    last = None
    for match in _CLAUSE_HEAD.finditer(text, max(0, start - 1, position - _MAX_CLAUSE_CHARS), position):
        last = match
    if last is None or re.search(r"[;\n]|[Ss]o với", text[last.end() : position]):
        return None
    return last.span("basis")


def basis_before(text: str, floor: int, position: int) -> tuple[int, int] | None:
    """The span of a basis that stands ahead of the percentage at ``position``, in its own clause."""
    for pattern in (_AHEAD, _BETWEEN, _EXCEEDED, _HIGHER, _STROKE, _CHANGED):
        match = pattern.search(text, max(floor, position - _MAX_CLAUSE_CHARS), position)
        if match:
            return match.span("basis")
    return None


def comparison_end(text: str, position: int) -> int:
    """Where a comparison behind a figure ends (``tăng 4.613 ha so với quy hoạch được duyệt``), else ``position``."""
    match = _COMPARED.match(text, position)
    return match.start("basis") + len(_one_basis(match["basis"])) if match else position
