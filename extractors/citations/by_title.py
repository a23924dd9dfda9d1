"""Citations by title alone: projects, rules of procedure, programmes and plans, in quotes or in running text."""

from __future__ import annotations

import functools
import re

from extractors.citations.candidate import CitationCandidate
from extractors.citations.document_types import TypeWord
from extractors.citations.issuers import match_issuer
from extractors.citations.titles import find_title
from extractors.lexicon.tables import alternation, document_type_pattern, title_openers
from extractors.text.characters import LETTER, QUOTE_PAIRS, TOKEN_END, UPPER, WORD_END, proper_name

_GENERIC_BEFORE = re.compile(r"(?:các|những|một số|mọi|nhiều|\d+) +$", re.IGNORECASE)
_OF = re.compile(r" +của +")


def _plural(text: str, word: TypeWord) -> bool:
    return bool(_GENERIC_BEFORE.search(text, max(0, word.start - 10), word.start))


_INTRODUCED = re.compile(r"[ ,:]*(?:[Vv]ề việc|[Vv]ề|[Vv]/v)? *")


def read_quoted(text: str, word: TypeWord) -> CitationCandidate | None:
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
    candidate = named_candidate(word, after, how="title in quotes", issuer=issuer)
    candidate.title_start, candidate.title_end, candidate.title = title.start, title.end, text[title.start : title.end]
    return candidate


#: Where a title in running text ends: punctuation, or words that lead on to what is done with the document.
_TITLE_END = re.compile(
    r"[,;:.()“”\"\n]|…|$"
    r"| (?=(?:của (?:UBND|HĐND|Huyện|Tỉnh|Chính|Thủ|Bộ|Ban|Sở)|gắn với (?:việc )?(?:thực hiện|triển khai)|và (?:các"
    rf"|{document_type_pattern()}"
    r"|tổ chức|triển khai|thực hiện|chỉ đạo)|theo (?:đúng|Quyết"
    r"|quy)"
    r"|kết thúc |chưa |hầu hết |này"
    r"|được |đã |đang |đảm bảo |bảo đảm |để |nhằm |đạt |trong (?:việc|năm|thời|quá)|tại |có hiệu|đến các|là |nêu |như))"
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
_PROPER_TITLE = re.compile(rf" {proper_name(None, min_words=2)}(?: ?[-–]? ?\d{{1,4}})?{TOKEN_END}")


@functools.cache
def _opener() -> re.Pattern[str]:
    return re.compile(rf":? (?i:{alternation(title_openers())}){WORD_END}")


def _project_title(text: str, word: TypeWord) -> tuple[int, int] | None:
    """The title of a project without quotes: from a verb that titles begin with, or a proper name."""
    if text.startswith(": ", word.end) or _opener().match(text, word.end):
        return _titled(text, word)
    proper = _PROPER_TITLE.match(text, word.end)
    return (proper.start() + 1, proper.end()) if proper else None


#: A project with a small letter is cited only as what is carried out or passed: thực hiện đề án phát triển ….
_CARRIED_OUT = re.compile(r"(?:thực hiện|triển khai|thông qua|phê duyệt|ban hành) *$", re.IGNORECASE)


def _titled(text: str, word: TypeWord) -> tuple[int, int] | None:
    """The span of an unquoted title that follows ``word``."""
    blank = re.compile(rf":? (?=[{LETTER}])").match(text, word.end)
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


def read_title(text: str, word: TypeWord) -> CitationCandidate | None:
    """``Đề án “…”``, ``Đề án thành lập thị trấn An Hòa``; actions plans only in quotes."""
    quoted = read_quoted(text, word)
    if quoted is not None or word.type.name not in ("Đề án",) or _plural(text, word):
        return quoted
    if not word.capital and not _CARRIED_OUT.search(text, max(0, word.start - 14), word.start):
        return None
    return _with_title(text, word, _project_title(text, word))


def read_regulation(text: str, word: TypeWord) -> CitationCandidate | None:
    """``Quy chế làm việc của UBND huyện``: the title, then perhaps the issuer."""
    quoted = read_quoted(text, word)
    if quoted is not None or not word.capital or _plural(text, word):
        return quoted
    span = _RULES.match(text, word.end)
    if span is None:
        return None
    candidate = _with_title(text, word, (span.start("title"), len(text[: span.end("title")].rstrip(" ,"))))
    of = _OF.match(text, candidate.end) if candidate else None
    issuer_end = match_issuer(text, of.end()) if of else None
    if candidate and of and issuer_end:
        candidate.issuer, candidate.end = text[of.end() : issuer_end], issuer_end
    return candidate


_RULES = re.compile(
    r" (?P<title>làm việc|hoạt động|(?:chi tiêu nội bộ|dân chủ(?: ở cơ sở| cơ sở)?|tiếp công dân|bầu cử trong Đảng)"
    rf"|phối hợp giữa [^.;:()\n]{{3,90}}?(?=[.;:()\n]|$| trong | về | để |, (?![{UPPER}]))"
    r"|phối hợp(?: (?:công tác|thực hiện|liên ngành)[^,.;:()\n]{0,60}?)?"
    r"|(?:quản lý|sử dụng|quản lý, sử dụng) [^,.;:()\n]{3,80}?|tổ chức và hoạt động(?: của [^,.;:()\n]{3,60}?)?"
    r")(?=[,.;:()\n]|$| trong | của | về | đã | để | đối | theo | được | ban hành)"
)


def read_programme(text: str, word: TypeWord) -> CitationCandidate | None:
    """A plan or programme: in quotes, or with a capital and a period of its own (… giai đoạn 2021-2030)."""
    quoted = read_quoted(text, word)
    if quoted is not None or not word.capital or _plural(text, word):
        return quoted
    span = _titled(text, word)
    if span is None or not _VERB_BEFORE.search(text, max(0, word.start - 14), word.start):
        return None
    title = text[span[0] : span[1]]
    if not re.search(r"(?:giai đoạn|thời kỳ|đến năm) +\d{4}", title):
        return None
    return _with_title(text, word, span)


def _with_title(text: str, word: TypeWord, span: tuple[int, int] | None) -> CitationCandidate | None:
    if span is None:
        return None
    candidate = named_candidate(word, span[1], how="title")
    candidate.title_start, candidate.title_end, candidate.title = span[0], span[1], text[span[0] : span[1]]
    return candidate


def named_candidate(
    word: TypeWord, end: int, *, how: str, year: int | None = None, issuer: str | None = None
) -> CitationCandidate:
    """A citation without a number, from its type word to ``end``."""
    placed = "after" if issuer else None
    return CitationCandidate(word.start, end, word.type.name, None, year=year, issuer=issuer, issuer_at=placed, how=how)
