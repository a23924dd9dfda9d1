"""Citations of documents known by name alone: laws, Party congresses, projects, rules, programmes by title."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable

from extractors.citations.by_title import named_candidate, read_programme, read_quoted, read_regulation, read_title
from extractors.citations.candidate import CitationCandidate, read_tail
from extractors.citations.document_types import TypeWord
from extractors.citations.law_names import law_name_end
from extractors.text.characters import LETTER, LOWER, UPPER, WORD_END

_YEAR = r"(?: +năm)? +(?P<year>(?:19|20)\d\d)(?![\d/\-–])"


def named_candidates(text: str, types: list[TypeWord], occupied: list[tuple[int, int]]) -> list[CitationCandidate]:
    """Every citation without a number; ``occupied`` are the spans of the numbered ones, whose ``types`` are used up."""
    starts = [start for start, _ in occupied]  # in order, as they stand in the text, and apart from each other
    candidates: list[CitationCandidate] = []
    reached = -1
    for word in types:
        before = bisect_right(starts, word.start) - 1
        if word.start < reached or (before >= 0 and word.start < max(occupied[before][1], starts[before] + 1)):
            continue
        candidate = _READERS[word.type.named](text, word) if word.type.named else None
        if candidate is None or bisect_left(starts, candidate.end) > before + 1:
            continue  # nothing named here, or a numbered citation begins inside its name
        candidates.append(candidate)
        reached = max(reached, candidate.end)
    return candidates


_CONSTITUTION = re.compile(
    r"(?: +nước (?:CHXHCN|[Cc]ộng hòa [Xx]ã hội [Cc]hủ nghĩa|Việt Nam [Dd]ân chủ [Cc]ộng hòa)(?: Việt Nam)?)?" + _YEAR
)


def _read_law(text: str, word: TypeWord) -> CitationCandidate | None:
    """``Luật Đất đai năm 2013``, ``Luật nhà ở``, ``Bộ luật Dân sự 2015``, ``Hiến pháp năm 2013``."""
    if word.type.name == "Hiến pháp":
        year = _CONSTITUTION.match(text, word.end)
        return named_candidate(word, year.end(), how="law", year=int(year["year"])) if year else None
    end = law_name_end(text, word.end) if word.capital else None
    if end is None:
        return None
    dated = _LAW_YEAR.match(text, end)
    if dated:
        return named_candidate(word, dated.end(), how="law", year=int(dated["year"]))
    tail = read_tail(text, end)  # Luật Giáo dục ngày 14 tháng 6 năm 2005
    candidate = named_candidate(word, tail.end, how="law", year=tail.year, issuer=tail.issuer)
    candidate.date = tail.date
    return candidate


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
    r" +(?:của )?(?:[Hh]ội nghị )?"
    # the number behind the body: Trung ương 4, TW4, BCH Trung ương Đảng lần thứ tám
    r"(?:(?:lần thứ \w+,? )?(?:của )?(?:Ban Chấp hành |BCH )?(?:Trung [ưu]ơng|TW)(?: Đảng)?"
    r"(?: ?\d+| lần thứ \w+| (?:một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười))"
    # or before it: Hội nghị lần thứ 5 (của) BCH Trung ương
    r"|(?:lần thứ \w+,? )(?:của )?(?:Ban Chấp hành |BCH )(?:Trung [ưu]ơng|TW)(?: Đảng)?)"
    r"(?:,? *\(? ?[Kk]h[óo][aá] [XVI\d]+\)?)?"
)


def _read_party(text: str, word: TypeWord) -> CitationCandidate | None:
    """``Nghị quyết Đại hội Đảng bộ huyện lần thứ XIX``, ``Nghị quyết Trung ương 4 (khóa XII)``, or a quoted title."""
    congress = _CONGRESS.match(text, word.end)
    if congress:
        end = len(text[: congress.end("issuer")].rstrip())
        return named_candidate(word, end, how="congress", issuer=text[congress.start("issuer") : end])
    plenum = _PLENUM.match(text, word.end)
    if plenum:
        tail = read_tail(text, plenum.end())
        candidate = named_candidate(word, tail.end if tail.date else plenum.end(), how="congress")
        candidate.date = tail.date
        return candidate
    return read_quoted(text, word)


_STATUTE = re.compile(
    rf" (?:Đảng(?: Cộng sản Việt Nam)?|Đoàn TNCS Hồ Chí Minh|(?:[Cc]ông đoàn|[Đđ]oàn|[Hh]ội|[Mm]ặt trận)"
    rf"(?: [{LETTER}]+){{0,7}}? Việt Nam){WORD_END}"
)


def _read_statute(text: str, word: TypeWord) -> CitationCandidate | None:
    """``Điều lệ Đảng``, ``Điều lệ Công đoàn Việt Nam``: whose statute it is, is part of the name."""
    match = _STATUTE.match(text, word.end) if word.capital else None
    return named_candidate(word, match.end(), how="title") if match else read_quoted(text, word)


_READERS: dict[str, Callable[[str, TypeWord], CitationCandidate | None]] = {
    "name": _read_law,
    "party": _read_party,
    "title": read_title,
    "regulation": read_regulation,
    "programme": read_programme,
    "statute": _read_statute,
}
