"""The relation of a percentage (quan hệ) and its direction, from the verb that governs the number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.lexicon.plan_terms import PLAN
from extractors.lexicon.terms import term_pattern
from extractors.records import Direction, Relation
from extractors.text.characters import LETTER, LOWER, WORD_END, WORD_START

#: Words that may stand between the verb and its number.
_HEDGE = (
    r"(?:khoảng|gần|hơn|trên|dưới|ước|chỉ|được|tới|đến|mức|thêm|đều|ước tính|xấp xỉ|tối thiểu|bình quân|ít nhất|từ"
    r"|là|lên|xuống|ở mức|với|mức tăng|khá cao|cao|thấp|trở lên|tương đương|tương ứng|hằng năm|hàng năm|mỗi năm"
    r"|đạt tỷ lệ|tỷ lệ|với tỷ lệ|tỷ trọng|tỉ trọng|tỉ lệ|lần lượt|nhẹ|mạnh|khá|thực hiện|trưởng|bình quân hàng năm"
    r"|nhiều nhất"
    r"|mạnh nhất|cao nhất|thấp nhất|thấp là|chậm|nhanh|\(?[-+–]\)?|:)"
)
_VERB = re.compile(
    rf"{WORD_START}(?P<verb>[Tt]ăng lên|[Tt]ăng đến|[Tt]ăng|[Gg]iảm xuống còn|[Gg]iảm xuống|[Gg]iảm còn"
    r"|[Gg]iảm|[Cc]hiến|[Cc]hiếm|[Bb]ằng|[Tt]ương đương|[Đđ]ạt|[Vv]ượt|[Hh]ụt|[Cc]ao hơn|[Tt]hấp hơn|còn lại|[Cc]òn"
    rf"|[Xx]uống còn|nâng lên|giữ|[Cc]hậm){WORD_END}(?P<rest>(?: +{_HEDGE}{WORD_END})*)[ :(]*$"
)
_SIMPLE: dict[str, tuple[Relation, Direction | None]] = {
    "tăng": ("tăng", "+"),
    "giảm": ("giảm", "-"),
    "chiếm": ("chiếm", None),
    "chiến": ("chiếm", None),  # a common slip of the pen
    "bằng": ("bằng", None),
    "tương đương": ("bằng", None),
    "vượt": ("khác", "+"),
    "hụt": ("khác", "-"),
    "chậm": ("khác", "-"),
    "cao hơn": ("tăng", "+"),
    "thấp hơn": ("giảm", "-"),
}
_RATE = re.compile(term_pattern("rate"), re.IGNORECASE)
_GROWTH_RATE = re.compile(r"(?:tốc độ (?:tăng|phát triển)|tăng trưởng|mức tăng)", re.IGNORECASE)
#: Cơ cấu kinh tế: nông nghiệp 41% - công nghiệp 25%: each is a share.
_STRUCTURE = re.compile(r"[Cc]ơ cấu[^.;%\d]*:[^%\d]*$")
#: giảm tỷ lệ sinh 0,04%, mức giảm sinh 0,4‰: a change, where no word says that the number is what is reached
_CHANGE_OF = re.compile(
    rf"(?:(?:^|[,;:.] *|và |mức |[Pp]hấn đấu |góp phần |nhằm )(?P<verb>[Tt]ăng|[Gg]iảm) (?:tỷ lệ|tỉ lệ|tỷ suất|mức"
    rf"|sinh)|[Cc]ắt giảm)"
    rf"(?:(?! (?:xuống|còn|đến|lên|là|đạt|tới|dưới|từ){WORD_END}) [{LOWER}\d]+)*"
    rf"(?: khoảng| thêm| bình quân| hơn| gần| từ)* *$"
)
_COMPARISON = re.compile(r",? *\(?so(?: sánh)?(?: với)? [^,;:()]+?(?: là| khoảng)* *$", re.IGNORECASE)
#: thấp hơn so với mục tiêu là 16%: the number is the aim itself, not how far it was missed
_AIM = re.compile(
    rf"(?:thấp|cao|kém)(?: hơn| xa| nhiều)* (?:so với |hơn )(?:mức |chỉ tiêu )*{PLAN}"
    r"[^,;:()]* là *$",
    re.IGNORECASE,
)
#: The "verb" of such a number: it has no basis.
AIM = "là"
#: tăng 1.475 tỷ đồng (+6,2%): a sign alone in a bracket is the verb
_SIGNED = re.compile(r"\( ?(?P<sign>[-–+]) ?$")
#: nông nghiệp +3%, công nghiệp -2,5%: the sign touches the number, and a word stands before it
_TOUCHING = re.compile(rf"[{LETTER}):] ?\(?(?P<sign>[-–−+])$")
#: cao hơn vụ trước 4,5%: what it is compared with stands between verb and number
_HIGHER = re.compile(
    r"(?P<verb>[Cc]ao|[Tt]hấp|[Nn]hiều|[Íí]t) hơn (?!khoảng|gần|trên)(?:so với )?(?:[^,;:()%\d]|năm \d{4}){1,70}$"
)
#: đạt và vượt 50% kế hoạch
_MET = re.compile(r"(?:[Đđ]ạt|[Hh]oàn thành) và vượt[^%]*$")
#: Mức giảm tỷ lệ sinh … đạt 0,15‰: what is reached is itself a change
_CHANGE_REACHED = re.compile(r"(?:mức|tốc độ) giảm(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class VerbRelation:
    """Relation and direction of a percentage, and its governing verb in lower case with hedges (None if verbless)."""

    relation: Relation
    direction: Direction | None
    verb: str | None


def relation_of(text: str, floor: int, start: int) -> VerbRelation:
    """The relation of the percentage at ``start``; ``floor``: where the last value ends or the sentence begins."""
    if _AIM.search(text, floor, start):
        return VerbRelation("khác", None, AIM)
    signed = _SIGNED.search(text, floor, start)
    if signed:
        return VerbRelation("tăng", "+", "tăng") if signed["sign"] == "+" else VerbRelation("giảm", "-", "giảm")
    touching = _TOUCHING.search(text, floor, start)
    if touching:
        return VerbRelation("tăng", "+", "tăng") if touching["sign"] == "+" else VerbRelation("giảm", "-", "giảm")
    verb = _verb(text, floor, start)
    higher = _HIGHER.search(text, floor, start) if verb is None else None
    if higher:
        verb = f"{higher['verb'].lower()} hơn".replace("nhiều", "cao").replace("ít", "thấp")
    before = text[floor:start]
    relation, direction = _by_verb(verb, before) if verb else _by_clause(before)
    return VerbRelation(relation, direction, verb)


def _verb(text: str, floor: int, start: int) -> str | None:
    """The verb that governs the number; a comparison between the two is stepped over (``tăng so với cùng kỳ 5%``)."""
    verb = _VERB.search(text, floor, start)
    if verb is None:
        compared = _COMPARISON.search(text, floor, start)
        verb = _VERB.search(text, floor, compared.start()) if compared else None
    return f"{' '.join(verb['verb'].lower().split())} {verb['rest'].strip()}".strip() if verb else None


def _by_verb(verb: str, before: str) -> tuple[Relation, Direction | None]:
    growth, rate = _last(_GROWTH_RATE, before), _last(_RATE, before)
    if verb.startswith("vượt") and _MET.search(before):
        return "đạt", None
    first = next((key for key in _SIMPLE if verb.startswith(key)), None)
    if re.match(r"(?:tăng|giảm|nâng) ?(?:lên|đến|xuống|còn)|xuống còn", verb):
        return ("tỷ lệ" if rate >= 0 else "khác"), None
    if first:
        return _SIMPLE[first]
    if verb.startswith("đạt") and _CHANGE_REACHED.search(before):
        return "giảm", "-"
    if growth > rate:
        return "tăng", "+"
    if rate >= 0:
        return _rate(before, rate), None
    if verb.startswith("đạt"):
        return "đạt", None
    return "khác", None


def _by_clause(before: str) -> tuple[Relation, Direction | None]:
    changed = _CHANGE_OF.search(before)
    if changed:
        return ("tăng", "+") if (changed["verb"] or "").lower() == "tăng" else ("giảm", "-")
    if _STRUCTURE.search(before):
        return "chiếm", None
    part = re.split(r"[;:]", before.rstrip(" :"))[-1]
    clause = re.split(r"(?<=[^\d]),(?= )", part)[-1]
    if _GROWTH_RATE.search(clause):
        return "tăng", "+"
    shared = _last(_RATE, clause)
    if shared >= 0:
        return _rate(clause, shared), None
    # "Tỷ lệ lao động có bằng cấp, chứng chỉ 37%": the head of the whole part counts, commas or not
    return ("tỷ lệ", None) if _RATE.match(part.lstrip(" ,.")) else ("khác", None)


def _rate(text: str, position: int) -> Relation:
    """``tỷ trọng`` is a share, every other rate a level."""
    return "chiếm" if text[position:].lower().startswith(("tỷ trọng", "tỉ trọng")) else "tỷ lệ"


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match begins, or -1."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)
