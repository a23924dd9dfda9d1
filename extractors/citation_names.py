"""Citations of documents known by name alone: laws, Party congresses, projects, rules, programmes by title."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from extractors.citation_tail import read_tail
from extractors.drafts import Draft
from extractors.issuers import match_issuer
from extractors.law_names import law_name_end
from extractors.letters import LOWER, QUOTE_PAIRS, UPPER
from extractors.titles import find_title
from extractors.type_words import TypeWord, find_type_words
from extractors.vocabulary import alternation, title_openers

_WORD_END = rf"(?![{LOWER}{UPPER}])"
_YEAR = r"(?: +năm)? +(?P<year>(?:19|20)\d\d)(?![\d/\-–])"
_GENERIC_BEFORE = re.compile(r"(?:các|những|một số|mọi|nhiều|\d+) +$", re.IGNORECASE)


def named_drafts(text: str, taken: list[tuple[int, int]]) -> list[Draft]:
    """Every citation without a number; ``taken`` are the spans of the numbered ones, whose type words are used up."""
    starts = {start for start, _ in taken}
    drafts: list[Draft] = []
    for word in find_type_words(text):
        inside = any(draft.start < word.start < draft.end for draft in drafts)
        if word.start in starts or inside or any(start < word.start < end for start, end in taken):
            continue
        draft = _READERS[word.type.named](text, word) if word.type.named else None
        if draft is not None and not any(draft.start < start < draft.end for start in starts):
            drafts.append(draft)
    return drafts


def _plural(text: str, word: TypeWord) -> bool:
    return bool(_GENERIC_BEFORE.search(text, max(0, word.start - 10), word.start))


_CONSTITUTION = re.compile(
    r"(?: +nước (?:CHXHCN|[Cc]ộng hòa [Xx]ã hội [Cc]hủ nghĩa|Việt Nam [Dd]ân chủ [Cc]ộng hòa)(?: Việt Nam)?)?" + _YEAR
)


def _read_law(text: str, word: TypeWord) -> Draft | None:
    """``Luật Đất đai năm 2013``, ``Luật nhà ở``, ``Bộ luật Dân sự 2015``, ``Hiến pháp năm 2013``."""
    if word.type.name == "Hiến pháp":
        year = _CONSTITUTION.match(text, word.end)
        return _draft(word, year.end(), year=int(year["year"])) if year else None
    end = law_name_end(text, word.end) if word.capital else None
    if end is None:
        return None
    dated = _LAW_YEAR.match(text, end)
    if dated:
        return _draft(word, dated.end(), year=int(dated["year"]))
    tail = read_tail(text, end)  # Luật Giáo dục ngày 14 tháng 6 năm 2005
    draft = _draft(word, tail.end, year=tail.year, issuer=tail.issuer)
    draft.date = tail.date
    return draft


_LAW_YEAR = re.compile(_YEAR)

_CONGRESS = re.compile(
    r" +(?P<issuer>[Đđ]ại hội (?:đại biểu )?(?:toàn quốc )?"
    rf"(?:(?:lần thứ )?[XVI]+(?: (?:của )?Đảng(?: bộ (?:tỉnh|huyện|xã|thành phố|thị xã"
    rf"|thị trấn))?(?: Cộng sản Việt Nam)?)?"
    rf"|(?:của )?Đảng(?: bộ(?: (?:tỉnh|huyện|xã|thành phố|thị xã|thị trấn|phường"
    rf"|các cấp))?(?: [{UPPER}][{LOWER}]+){{0,4}})?"
    r"(?:,? (?:lần thứ|khóa|khoá) (?:[XVI]+|\d+))?))"
    r"(?:,? *\(?nhiệm kỳ \d{4} ?[-–] ?\d{4}\)?)?"
)
_PLENUM = re.compile(
    r" +(?:của )?(?:Hội nghị )?"
    # the number behind the body: Trung ương 4, TW4, BCH Trung ương Đảng lần thứ tám
    r"(?:(?:lần thứ \w+,? )?(?:của )?(?:Ban Chấp hành |BCH )?(?:Trung ư?ơng|TW)(?: Đảng)?"
    r"(?: ?\d+| lần thứ \w+| (?:một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười))"
    # or before it: Hội nghị lần thứ 5 (của) BCH Trung ương
    r"|(?:lần thứ \w+,? )(?:của )?(?:Ban Chấp hành |BCH )(?:Trung ư?ơng|TW)(?: Đảng)?)"
    r"(?:,? *\(? ?[Kk]h[óo][aá] [XVI\d]+\)?)?"
)


def _read_party(text: str, word: TypeWord) -> Draft | None:
    """``Nghị quyết Đại hội Đảng bộ huyện lần thứ XIX``, ``Nghị quyết Trung ương 4 (khóa XII)``, or a quoted title."""
    congress = _CONGRESS.match(text, word.end)
    if congress:
        end = len(text[: congress.end("issuer")].rstrip())
        return _draft(word, end, issuer=text[congress.start("issuer") : end])
    plenum = _PLENUM.match(text, word.end)
    if plenum:
        return _draft(word, plenum.end())
    return _read_quoted(text, word)


_OF = re.compile(r" +của +")
_STATUTE = re.compile(
    rf" (?:Đảng(?: Cộng sản Việt Nam)?|(?:[Cc]ông đoàn|[Đđ]oàn|[Hh]ội|[Mm]ặt trận)(?: [{UPPER}{LOWER}]+){{0,7}}? Việt Nam)"
    rf"{_WORD_END}"
)


def _read_statute(text: str, word: TypeWord) -> Draft | None:
    """``Điều lệ Đảng``, ``Điều lệ Công đoàn Việt Nam``: whose statute it is, is part of the name."""
    match = _STATUTE.match(text, word.end) if word.capital else None
    return _draft(word, match.end()) if match else _read_quoted(text, word)


_INTRODUCED = re.compile(r"[ ,:]*(?:[Vv]ề việc|[Vv]ề|[Vv]/v)? *")


def _read_quoted(text: str, word: TypeWord) -> Draft | None:
    """A type, perhaps an issuer, and a title in quotes: ``CTHĐ của Huyện ủy về “Mở rộng …”``."""
    end, issuer = word.end, None
    of = _OF.match(text, end)
    if of:
        issuer_end = match_issuer(text, of.end())
        if issuer_end is None:
            return None
        end, issuer = issuer_end, text[of.end() : issuer_end]
    gap = _INTRODUCED.match(text, end)
    quote_at = gap.end() if gap else end
    if quote_at >= len(text) or text[quote_at] not in QUOTE_PAIRS:
        return None
    title = find_title(text, end, len(text))
    if title is None:
        return None
    after = title.after if title.quoted else title.end
    draft = _draft(word, after, issuer=issuer)
    draft.title_start, draft.title_end, draft.title = title.start, title.end, text[title.start : title.end]
    return draft


#: Where a title in running text ends: punctuation, or words that lead on to what is done with the document.
_TITLE_END = re.compile(
    r"[,;:.()“”\"\n]|…|$"
    r"| (?=(?:của (?:UBND|HĐND|Huyện|Tỉnh|Chính|Thủ|Bộ|Ban|Sở)|gắn với (?:việc )?(?:thực hiện|triển khai)|và (?:các"
    r"|Đề án"
    r"|Kế hoạch|Chương trình|Nghị quyết|Quyết định|Quy chế|tổ chức|triển khai|thực hiện|chỉ đạo)|theo (?:đúng|Quyết"
    r"|quy)"
    r"|kết thúc |chưa |hầu hết |này|được |đã |đang |đảm bảo |bảo đảm |để |nhằm |đạt |trong (?:việc|năm|thời|quá)|tại |có hiệu|đến các|là |nêu |như))"
)
#: The period closes a title even where commas stand inside it.
_PERIOD = re.compile(
    r"(?: *(?:giai đoạn|năm|đến năm|thời kỳ|nhiệm kỳ|năm học) +\d{4}(?: ?[-–] ?\d{4})?"
    r"(?:,? (?:định hướng|tầm nhìn)(?: đến)?(?: năm)? \d{4})?)"
)
_VERB_BEFORE = re.compile(
    r"(?:thực hiện|triển khai|xây dựng|theo|ban hành|tham mưu|phê duyệt|hoàn thành|hoàn thiện|lập|thông qua|của|về"
    r"|và|,|;|[-+–]|với|trong|quán triệt|tổng kết|sơ kết|tiếp tục|hiệu quả|tốt|bổ sung|điều chỉnh|trình|tại|\(|các) *$"
)


#: A project called after a place or a programme, and perhaps a number: Đề án Bến Tre - 50.
_PROPER_TITLE = re.compile(rf" [{UPPER}][{LOWER}]*(?: [{UPPER}][{LOWER}]*)+(?: ?[-–]? ?\d{{1,4}})?(?![{LOWER}{UPPER}\d])")


@functools.cache
def _opener() -> re.Pattern[str]:
    return re.compile(rf":? (?i:{alternation(title_openers())}){_WORD_END}")


def _project_title(text: str, word: TypeWord) -> tuple[int, int] | None:
    """The title of a project without quotes: from a verb that titles begin with, or a proper name."""
    if _opener().match(text, word.end):
        return _titled(text, word)
    proper = _PROPER_TITLE.match(text, word.end)
    return (proper.start() + 1, proper.end()) if proper else None


def _titled(text: str, word: TypeWord) -> tuple[int, int] | None:
    """The span of an unquoted title that follows ``word``."""
    blank = re.compile(rf":? (?=[{LOWER}{UPPER}])").match(text, word.end)
    if blank is None:
        return None
    start = blank.end()
    period = _PERIOD.search(text, start, start + 160)
    end_match = _TITLE_END.search(text, start)
    end = end_match.start() if end_match else len(text)
    if period and (end >= period.start() or _listed(text[end : period.start()])):
        end = period.end()
    end = len(text[:end].rstrip(" -–"))
    return (start, end) if len(text[start:end].split()) >= 2 else None


def _listed(between: str) -> bool:
    """Commas inside a title that its period closes: ``mạng lưới trường, lớp học giai đoạn 2021-2025``."""
    pieces = between.split(",")[1:]
    return (
        between.startswith(",")
        and not re.search(r"[.;:()“\n]", between)
        and all(len(piece.split()) <= 8 and not piece.lstrip()[:1].isupper() for piece in pieces)
    )


def _read_title(text: str, word: TypeWord) -> Draft | None:
    """``Đề án “…”``, ``Đề án thành lập thị trấn An Hòa``; actions plans only in quotes."""
    quoted = _read_quoted(text, word)
    if quoted is not None or word.type.name not in ("Đề án",) or not word.capital or _plural(text, word):
        return quoted
    return _with_title(text, word, _project_title(text, word))


def _read_regulation(text: str, word: TypeWord) -> Draft | None:
    """``Quy chế làm việc của UBND huyện``: the title, then perhaps the issuer."""
    quoted = _read_quoted(text, word)
    if quoted is not None or not word.capital or _plural(text, word):
        return quoted
    span = _RULES.match(text, word.end)
    if span is None:
        return None
    draft = _with_title(text, word, (span.start("title"), len(text[: span.end("title")].rstrip(" ,"))))
    of = _OF.match(text, draft.end) if draft else None
    issuer_end = match_issuer(text, of.end()) if of else None
    if draft and of and issuer_end:
        draft.issuer, draft.end = text[of.end() : issuer_end], issuer_end
    return draft


_RULES = re.compile(
    r" (?P<title>làm việc|hoạt động|(?:chi tiêu nội bộ|dân chủ(?: ở cơ sở| cơ sở)?|tiếp công dân|bầu cử trong Đảng)"
    rf"|phối hợp giữa [^.;:()\n]{{3,90}}?(?=[.;:()\n]|$| trong | về | để |, (?![{UPPER}]))"
    r"|phối hợp(?: (?:công tác|thực hiện|liên ngành)[^,.;:()\n]{0,60}?)?"
    r"|(?:quản lý|sử dụng|quản lý, sử dụng) [^,.;:()\n]{3,80}?|tổ chức và hoạt động(?: của [^,.;:()\n]{3,60}?)?"
    r")(?=[,.;:()\n]|$| trong | của | về | đã | để | đối | theo | được | ban hành)"
)


def _read_programme(text: str, word: TypeWord) -> Draft | None:
    """A plan or programme: in quotes, or with a capital and a period of its own (… giai đoạn 2021-2030)."""
    quoted = _read_quoted(text, word)
    if quoted is not None or not word.capital or _plural(text, word):
        return quoted
    span = _titled(text, word)
    if span is None or not _VERB_BEFORE.search(text, max(0, word.start - 14), word.start):
        return None
    title = text[span[0] : span[1]]
    if not re.search(r"(?:giai đoạn|thời kỳ|đến năm) +\d{4}", title):
        return None
    return _with_title(text, word, span)


def _with_title(text: str, word: TypeWord, span: tuple[int, int] | None) -> Draft | None:
    if span is None:
        return None
    draft = _draft(word, span[1])
    draft.title_start, draft.title_end, draft.title = span[0], span[1], text[span[0] : span[1]]
    return draft


def _draft(word: TypeWord, end: int, *, year: int | None = None, issuer: str | None = None) -> Draft:
    return Draft(word.start, end, word.type.name, None, year=year, issuer=issuer, issuer_at="after" if issuer else None)


_READERS: dict[str, Callable[[str, TypeWord], Draft | None]] = {
    "name": _read_law,
    "party": _read_party,
    "title": _read_title,
    "regulation": _read_regulation,
    "programme": _read_programme,
    "statute": _read_statute,
}
