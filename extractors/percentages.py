"""Percentages (tỷ lệ phần trăm): value, relation, direction, basis; the indicator is added by ``indicators``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.bases import basis_after, basis_before
from extractors.clauses import Sentences, open_bracket
from extractors.letters import LOWER, UPPER
from extractors.numerals import NOT_AFTER, NUMBER, parse_number
from extractors.records import Direction, Percentage, Relation

_PERCENT = re.compile(
    rf"(?P<low>{NOT_AFTER}{NUMBER})(?:(?: ?[-–] ?| ?% ?[-–] ?| đến | ?% đến )(?P<high>{NUMBER}))? ?(?P<sign>%|‰"
    rf"|phần trăm|phần nghìn)"
    rf"(?! *\d)(?![{LOWER}{UPPER}])"
)

#: Words that may stand between the verb and its number.
_HEDGE = (
    r"(?:khoảng|gần|hơn|trên|dưới|ước|chỉ|được|tới|đến|mức|thêm|đều|ước tính|xấp xỉ|tối thiểu|bình quân|ít nhất|từ"
    r"|là|lên"
    r"|xuống|ở mức|với|mức tăng|khá cao|cao|thấp|trở lên|tương đương|tương ứng|hằng năm|hàng năm|mỗi năm|đạt tỷ lệ"
    r"|tỷ lệ"
    r"|với tỷ lệ|nhẹ|mạnh|khá|thực hiện|trưởng|bình quân hàng năm|\(?[-+–]\)?|:)"
)
_VERB = re.compile(
    rf"(?<![{LOWER}{UPPER}])(?P<verb>[Tt]ăng lên|[Tt]ăng đến|[Tt]ăng|[Gg]iảm xuống còn|[Gg]iảm xuống|[Gg]iảm còn"
    rf"|[Gg]iảm"
    r"|[Cc]hiến|[Cc]hiếm|[Bb]ằng|[Đđ]ạt|[Vv]ượt|[Hh]ụt|[Cc]ao hơn|[Tt]hấp hơn|còn lại|[Cc]òn|[Xx]uống còn|nâng lên|giữ)"
    rf"(?![{LOWER}{UPPER}])(?P<rest>(?: +{_HEDGE}(?![{LOWER}{UPPER}]))*)[ :(]*$"
)
_SIMPLE: dict[str, tuple[Relation, Direction | None]] = {
    "tăng": ("tăng", "+"),
    "giảm": ("giảm", "-"),
    "chiếm": ("chiếm", None),
    "chiến": ("chiếm", None),  # a common slip of the pen
    "bằng": ("bằng", None),
    "vượt": ("khác", "+"),
    "hụt": ("khác", "-"),
    "cao hơn": ("tăng", "+"),
    "thấp hơn": ("giảm", "-"),
}
_RATE = re.compile(
    r"(?:tỷ lệ|tỉ lệ|tỷ suất|tỷ trọng|tỉ trọng|độ che phủ|cơ cấu|mức độ|hệ số|công suất|lãi suất)", re.IGNORECASE
)
_GROWTH_RATE = re.compile(r"(?:tốc độ (?:tăng|phát triển)|tăng trưởng|mức tăng)", re.IGNORECASE)
_GROWTH: frozenset[Relation] = frozenset({"tăng", "giảm", "bằng"})


@dataclass(frozen=True, slots=True)
class _Reading:
    percentage: Percentage
    verb: str | None


def find_percentages(text: str, taken: list[tuple[int, int]], sentences: Sentences) -> list[Percentage]:
    """Every percentage in ``text``, sorted, with relation, direction and basis."""
    found: list[Percentage] = []
    for match in _PERCENT.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            floor = max(sentences.bounds(match.start())[0], found[-1].end if found else 0)
            found.append(_read(text, match, floor))
    return _share_bases(text, found, sentences)


def _read(text: str, match: re.Match[str], floor: int) -> Percentage:
    start = match.start()
    verb = _verb(text, floor, start)
    relation, direction = _relation(verb, text[floor:start])
    span = basis_after(text, match.end(), "chiếm" if relation == "chiếm" else relation if verb else None)
    span = span or basis_before(text, floor, start)
    if relation == "khác" and verb is None and span and _plan(text[span[0] : span[1]]):
        relation = "đạt"
    return Percentage(
        start=start,
        end=match.end(),
        text=match[0],
        value=parse_number(match["low"]),
        value_max=parse_number(match["high"]) if match["high"] else None,
        relation=relation,
        direction=direction,
        basis=text[span[0] : span[1]] if span else None,
        indicator=None,
        permille=match["sign"] in ("‰", "phần nghìn"),
        basis_start=span[0] if span else None,
        basis_end=span[1] if span else None,
    )


def _plan(basis: str) -> bool:
    return re.match(r"(?:kế hoạch|KH|chỉ tiêu|dự toán|DT|mục tiêu|nghị quyết|NQ)", basis, re.IGNORECASE) is not None


_COMPARISON = re.compile(r",? *\(?so(?: sánh)?(?: với)? [^,;:()]+?(?: là| khoảng)* *$", re.IGNORECASE)


def _verb(text: str, floor: int, start: int) -> str | None:
    """The verb that governs the number; a comparison between the two is stepped over (``tăng so với cùng kỳ 5%``)."""
    verb = _VERB.search(text, floor, start)
    if verb is None:
        compared = _COMPARISON.search(text, floor, start)
        verb = _VERB.search(text, floor, compared.start()) if compared else None
    return (
        " ".join(verb["verb"].lower().split()) + (" " + verb["rest"].strip() if verb["rest"] else "") if verb else None
    )


def _relation(verb: str | None, before: str) -> tuple[Relation, Direction | None]:
    """What the number says. ``before`` is the text from the last value or the start of the sentence."""
    clause = re.split(r";|(?<=[^\d]),(?= )", before)[-1] if verb is None else before
    growth = _GROWTH_RATE.search(before)
    rate = _RATE.search(before)
    if verb:
        level = re.match(r"(?:tăng|giảm|nâng) ?(?:lên|đến|xuống|còn)|xuống còn|(?:tăng|giảm) từ", verb)
        first = next((key for key in _SIMPLE if verb.startswith(key)), None)
        if level:
            return ("tỷ lệ" if rate else "khác"), None
        if first:
            return _SIMPLE[first]
        if growth and (not rate or growth.start() > rate.start()):
            return "tăng", "+"
        if rate:
            return "tỷ lệ", None
        return ("đạt", None) if verb.startswith("đạt") else ("khác", None)
    if _GROWTH_RATE.search(clause):
        return "tăng", "+"
    return ("tỷ lệ", None) if _RATE.search(clause) else ("khác", None)


_PART = re.compile(r"[Tt]rong đó|[Bb]ao gồm|[Gg]ồm")


def _share_bases(text: str, found: list[Percentage], sentences: Sentences) -> list[Percentage]:
    """A basis at the end of a list serves the items before it, when nothing in the list says otherwise.

    ``… tăng 5,97%; … tăng 2,39%; … tăng 4% so cùng kỳ``: all three. Two bases in one list: none is lent.
    """
    shared = list(found)
    for index, item in enumerate(found):
        if item.basis is not None or item.relation not in _GROWTH | {"chiếm", "đạt"}:
            continue
        group = [other for other in _list_of(text, found, index, sentences) if _alike(item.relation, other.relation)]
        bases = {other.basis for other in group if other.basis}
        later = [other for other in group if other.start > item.start and other.basis]
        if len(bases) == 1 and later and not _in_bracket(text, item, sentences):
            shared[index] = replace(
                item, basis=later[0].basis, basis_start=later[0].basis_start, basis_end=later[0].basis_end
            )
    return shared


def _in_bracket(text: str, item: Percentage, sentences: Sentences) -> bool:
    return open_bracket(text, sentences.bounds(item.start)[0], item.start) is not None


def _alike(left: Relation, right: Relation) -> bool:
    return left == right or (left in _GROWTH and right in _GROWTH)


def _list_of(text: str, found: list[Percentage], index: int, sentences: Sentences) -> list[Percentage]:
    """The percentages of the same sentence, on the same side of ``trong đó``."""
    start, end = sentences.bounds(found[index].start)
    for part in _PART.finditer(text, start, end):
        if part.start() < found[index].start:
            start = part.end()
        else:
            end = part.start()
            break
    return [other for other in found if start <= other.start < end]
