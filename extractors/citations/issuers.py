"""Who issued a document (cơ quan ban hành): ``UBND tỉnh Bình Định``, ``Ban Thường vụ Tỉnh ủy``, ``Sở NN&PTNT``.

An issuer is a head word from ``data/issuer_heads.csv`` and what may follow it: a level and a proper name (``place``),
fields joined by ``và``, a dash or a comma (``field``), another body (``body``), or nothing. Who
heads a body (``role``) counts only with the body.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from extractors.lexicon.tables import alternation, document_types, issuer_fields, issuer_heads
from extractors.text.characters import LETTER, LOWER, UPPER, WORD_END

_LEVEL = (
    r"(?:(?:[Tt]ỉnh|[Hh]uyện|[Qq]uận)(?! (?:ủy|uỷ|đoàn))|[Tt]hành phố|TP\.?|[Tt]p\.?|[Tt]hị xã|TX\.?|khu vực"
    r"|[Tt]hị trấn|[Pp]hường|[Xx]ã|cấp (?:tỉnh|huyện|xã))"
)
#: The term that a body sat for is part of how it is named: HĐND huyện khóa XX, Tỉnh ủy khóa X, nhiệm kỳ 2015-2020.
_TERM = (
    r"(?:,? [Kk]h[óo][aá] (?:thứ )?(?:[XVI]+|\d{1,2})(?!\w)(?:,? nhiệm kỳ \d{4} ?[-–] ?\d{4})?"
    r"|,? nhiệm kỳ \d{4} ?[-–] ?\d{4}| \([Kk]h[óo][aá] [XVI]+\))"
)
#: Small words that the name of a field never holds: they begin what the issuer did.
_NO_FIELD = (
    r"(?:về|của|đã|đang|sẽ|có|là|được|còn|chưa|vẫn|nên|do|với|cho|khi|trong|gửi|nêu|này|ngày|số|ban|báo|chỉ|tổ|triển|phối|giao|yêu|đề|trình|tham|thực|căn|phê|quyết|tại|theo|để"
    r"|tỉnh|huyện|xã|thành|thị|quận|phường)"
)


#: Words with a capital that open what follows a name.
_OPENERS = frozenset({"Về", "V/v", "Ban hành", "Giao", "Phê duyệt", "Thực hiện", "Căn", "Xét"})


@functools.cache
def _proper() -> str:
    """A proper name of up to four syllables; it ends before a word that opens something else (``… Quyết định``)."""
    openers = {kind.name for kind in document_types()} | _OPENERS
    openers |= {head.head for head in issuer_heads()}
    opener = rf"(?!(?:{alternation(openers)}|số){WORD_END})"
    syllable = rf"{opener}[{UPPER}][{LOWER}]*(?:['’][{UPPER}]?[{LOWER}]+)?{WORD_END}"  # Lão, M'gar, K’Nớ
    return rf"{syllable}(?:(?: | ?[-–] ?){syllable}){{0,3}}"


@functools.cache
def _fields() -> str:
    """Fields in a row: ``Nông nghiệp và Phát triển nông thôn``, ``Lao động - Thương binh & Xã hội``, ``TN&MT``."""
    openers = alternation({kind.name for kind in document_types()} | {head.head for head in issuer_heads()})
    known = rf"(?:(?i:{alternation(issuer_fields())}){WORD_END})"
    # A name that no row knows: a capital and small syllables up to what closes an issuer (Giải phóng mặt bằng tỉnh),
    # else capitalised syllables alone.
    closed = (
        rf"(?:(?!(?:{openers}){WORD_END})[{UPPER}][{LOWER}]+(?: (?!{_NO_FIELD}{WORD_END})[{LOWER}]+){{1,6}}"
        rf"(?= {_LEVEL}(?:{WORD_END}| )|[,.;)]|$| về | tại | số | ngày | ban hành | quy định ))"
    )
    other = rf"(?:(?!(?:{openers}){WORD_END})[{UPPER}][{LOWER}]+{WORD_END}(?: [{UPPER}][{LOWER}]+{WORD_END})*)"
    short = rf"(?:[{UPPER}]{{2,}}(?:[&\-–,][{UPPER}]{{2,}})*{WORD_END})"
    join = r"(?: và | ?& ?| ?[-–] ?)"
    return rf"(?:{known}|{short}|{closed}|{other})(?:{join}(?:{known}|{short}|{closed})|, {known})*"


def _heads(*tails: str) -> str:
    """Heads with one of ``tails``: the first letter as in the data, the rest in any case (Bộ chính trị)."""
    by_letter: dict[str, list[str]] = {}
    for head in issuer_heads():
        if head.tail in tails:
            by_letter.setdefault(head.head[0], []).append(head.head[1:])
    parts = (f"{letter}(?i:{alternation(rests)})" for letter, rests in sorted(by_letter.items()))
    return rf"(?:{'|'.join(parts)}){WORD_END}"


def _place() -> str:
    """A level and a proper name, or one of them."""
    return rf"(?: (?:{_LEVEL})(?:{WORD_END}| )(?: ?{_proper()})?| {_proper()})"


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The parts of the name of an issuer, each matched where the one before it ends.

    One expression for all of them would hold the names of fields two dozen times, and take most of a second to compile.
    """

    #: A congress, or a plenum of the Party's committee: "Hội nghị Trung ương 6, khóa XII".
    meeting: re.Pattern[str]
    #: Whoever signs for a body, a part of it, or an office of it: "Ban Thường vụ" Tỉnh ủy, "Ban Pháp chế" HĐND tỉnh.
    part: re.Pattern[str]
    #: "UBND tỉnh Bình Định", "Chính phủ", "Sở Xây dựng".
    body: re.Pattern[str]
    #: What the body belongs to: Ban Thường trực " UBMTTQVN huyện".
    owner: re.Pattern[str]
    #: A part that stands for its body: "Thường trực" in a report of that body.
    alone: re.Pattern[str]
    term: re.Pattern[str]


@functools.cache
def _grammar() -> _Grammar:
    place = _place()
    # "Ủy ban Thường vụ Quốc hội nước Việt Nam Dân chủ Cộng hòa": the State's name may follow a central body.
    state = r"(?: nước (?:CHXHCN Việt Nam|Cộng hòa [Xx]ã hội [Cc]hủ nghĩa Việt Nam|Việt Nam [Dd]ân chủ [Cc]ộng hòa))?"
    bodies = (
        rf"{_heads('place')}{place}?",  # UBND tỉnh Bình Định, Huyện ủy
        rf"{_heads('none')}{state}",  # Chính phủ, Bộ Chính trị
        rf"{_heads('field')} (?:{_fields()})(?: (?:và|&) (?:Sở|Bộ) (?:{_fields()}))?{place}?",  # Sở Xây dựng
    )
    congress = rf"Đại hội (?:(?:đại biểu )?(?:Đảng bộ (?:{_LEVEL}|[Xx]ã)?(?: {_proper()})? ?)?(?:lần thứ )?[XVI\d]+)"
    # A plenum of the Party's committee: Hội nghị Trung ương 6, khóa XII; Hội nghị lần thứ tư BCH Trung ương (khóa XII)
    plenum = (
        rf"Hội nghị (?:Trung ương (?:lần thứ )?\d{{1,2}}"
        rf"|lần thứ (?:\d{{1,2}}|[XVI]+|[{LOWER}]+) (?:của )?{_heads('none')})"
        rf"(?:{_TERM}| \([Kk]h[óo][aá] [XVI]+\))?"
    )
    return _Grammar(
        re.compile(rf"{congress}|{plenum}"),
        re.compile(_heads("body", "role")),
        re.compile("|".join(bodies)),
        re.compile(rf" (?:{_heads('place')}{place}?|{_heads('none')})"),
        re.compile(rf"{_heads('body')}(?= [{LOWER}.,;]|[.,;)]|$)"),
        re.compile(_TERM),
    )


def match_issuer(text: str, position: int) -> int | None:
    """Where the issuer that begins at ``position`` ends; None when none begins there."""
    meeting = _grammar().meeting.match(text, position)
    end = meeting.end() if meeting else _issuer_end(text, position)
    if end is None:
        return None
    if not meeting and text.startswith(" và ", end):
        end = _issuer_end(text, end + len(" và ")) or end
    return len(text[:end].rstrip())


def _issuer_end(text: str, start: int) -> int | None:
    """Where one issuer ends, with its term: "Ban Thường vụ Tỉnh ủy khóa X"."""
    grammar = _grammar()
    end = _after_part(text, start)
    if end is None and (body := grammar.body.match(text, start)):
        owner = grammar.owner.match(text, body.end())
        end = owner.end() if owner else body.end()
    if end is None and (alone := grammar.alone.match(text, start)):
        end = alone.end()
    if end is None:
        return None
    term = grammar.term.match(text, end)
    return term.end() if term else end


def _after_part(text: str, start: int) -> int | None:
    """The end of a body that stands after a part of it; of the parts that match, the longest with a body counts."""
    grammar, limit = _grammar(), len(text)
    while part := grammar.part.match(text, start, limit):
        if text.startswith(" ", part.end()) and (body := grammar.body.match(text, part.end() + 1)):
            return body.end()
        limit = part.end() - 1
    return None


@functools.cache
def _head_anywhere() -> re.Pattern[str]:
    return re.compile(rf"(?<![{LETTER}\d]){_heads('none', 'place', 'field', 'body', 'role')}")


def find_issuers(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of all issuers in ``text[start:end]``, left to right, none inside another."""
    issuers: list[tuple[int, int]] = []
    for head in _head_anywhere().finditer(text, start, end):
        if issuers and head.start() < issuers[-1][1]:
            continue
        stop = match_issuer(text, head.start())
        if stop is not None and stop <= end:
            issuers.append((head.start(), stop))
    return issuers
