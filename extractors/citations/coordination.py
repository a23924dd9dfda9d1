"""Coordination: coordinated citations share type, date and issuer; an issuer or a date may stand ahead of the type."""

from __future__ import annotations

import re
from itertools import pairwise

from extractors.citations.candidate import CitationCandidate
from extractors.citations.issuers import find_issuers
from extractors.lexicon.tables import document_type_pattern
from extractors.temporal.dates import DATE, iso
from extractors.text.characters import LETTER, LOWER, UPPER
from extractors.text.sentences import clause_start, same_sentence

_LIST_GAP = re.compile(r"[ ,;]*(?:và|hoặc|cùng)? *(?:các )?$")
_MAX_LOOKBACK_CHARS = 160
#: How many documents of one sentence, and how many characters of it, a sender can be carried over.
_MAX_NEIGHBOURS, _MAX_SENTENCE_CHARS = 40, 2000

#: What a body does when it issues a document.
_ISSUES = (
    r"(?:đã|cũng|vừa|mới|tiếp tục|kịp thời|liên tục|đồng thời|có|ban hành|ra|ký|phát hành|thông qua|xây dựng|gửi|trình"
    r"|tham mưu|kèm theo|bằng|tại|ở|theo|trong|thống nhất|đồng ý|phê duyệt|chấp thuận|cho phép|chỉ đạo|giao|quy định"
    r"|yêu cầu|đề nghị|thông báo|kết luận|hướng dẫn|cụ thể hóa|cụ thể hoá|cho ý kiến"
    r"|truyền đạt|kiến nghị|ủy quyền|công nhận|các"
    r"|những|một số|đồng chí|nêu)"
)
_BRIDGE = re.compile(
    rf"(?: \([^()]*\))?[ ,]*(?:{_ISSUES}[ ,]*)+"
    # what is listed behind the colon: "đã ban hành các quyết định phân bổ vốn: Quyết định số …"
    r"(?:(?:\d+ |hàng loạt |nhiều )?"
    rf"{document_type_pattern(capital=False)}"
    r"[^.;:()\n]{0,70}[:(] *)?$"
)
_PLACE_WORD = re.compile(r"(?:tại|theo|bằng|trong)[ ,]*(?:các|những)? *$")
_ACT = re.compile(
    r"(?:chỉ đạo|ý kiến|thống nhất|đồng ý|phê duyệt|chấp thuận|cho phép|giao|quy định|yêu cầu|đề nghị|thông báo"
    r"|kết luận|hướng dẫn|ủy quyền|công nhận|có|ban hành|thông qua|truyền đạt|kiến nghị|trình|nêu)"
)
_DATE_AHEAD = re.compile(r"[Nn]gày +[\d/.\- thángnăm]+, *")
#: Some other body that has a document: "Ngày 09/5/2017, Chi nhánh … cũng đã có Văn bản số …".
_SUBJECT = re.compile(rf"(?P<subject>[{UPPER}][^,;:.()\n]{{4,90}}?) (?:(?:đã|cũng|vừa) )*(?:có|ban hành|gửi) $")


def share_fields(text: str, candidates: list[CitationCandidate]) -> None:
    """Fill in, in place, what each draft takes from its neighbours; ``inherited`` tells which fields."""
    _types(text, candidates)
    _same_day(text, candidates)
    _from_head(text, candidates)
    _backwards(text, candidates)
    for candidate in candidates:
        _ahead(text, candidate)
    _same_sender(text, candidates)


_ISSUED = re.compile(r" (?:đã |vừa |mới )?ban hành $")


def share_issuer_ahead(text: str, candidates: list[CitationCandidate]) -> None:
    """The issuer right before a document known by name: ``Tỉnh ủy ban hành Đề án …``."""
    for candidate in candidates:
        if candidate.issuer is not None:
            continue
        issued = _ISSUED.search(text, max(0, candidate.start - 30), candidate.start)
        before = find_issuers(text, max(0, candidate.start - _MAX_LOOKBACK_CHARS), issued.start()) if issued else []
        if issued and before and before[-1][1] == issued.start():
            candidate.inherit("issuer", text[slice(*before[-1])])
            candidate.issuer_at = "ahead"


#: A và B, cùng ngày 22/8/2018 của C
_THE_SAME_DAY = re.compile(r"cùng ngày *\d")
_SAME_DAY = re.compile(r",? cùng ngày(?! *\d)")


def _same_day(text: str, candidates: list[CitationCandidate]) -> None:
    """``A ngày 28/11/2014 của C, B cùng ngày``: the date of the document before."""
    for left, right in pairwise(candidates):
        day = _SAME_DAY.match(text, right.end) if right.date is None and right.year is None else None
        dated = left.date if day and left.date and same_sentence(text, left.end, right.start) else None
        if day and dated is None and left.date is None:
            continue
        if day and dated:
            right.inherit("date", dated)
            right.end = day.end()


def _types(text: str, candidates: list[CitationCandidate]) -> None:
    """An item without a type word has the type its letters name, or that of the item before it."""
    previous: CitationCandidate | None = None
    for candidate in candidates:
        if candidate.type is None and candidate.document_number is not None:
            near = previous is not None and "\n" not in text[previous.end : candidate.start]
            known = candidate.document_number.types
            if previous is not None and near and previous.type and (not known or previous.type in known):
                candidate.inherit("type", previous.type)
                candidate.how = "number of a list"
            elif known:
                candidate.inherit("type", known[0])
            else:
                # Letters of an issuer and of its office, and no type: the form of a công văn.
                candidate.inherit("type", "Công văn")
        previous = candidate


def _from_head(text: str, candidates: list[CitationCandidate]) -> None:
    """``các Công văn của Bộ Tài chính số A, số B``: the issuer named between type and number serves the whole list."""
    for left, right in pairwise(candidates):
        shares = left.issuer_at in ("between", "head") and left.issuer and not right.own_type and right.issuer is None
        if shares and same_sentence(text, left.end, right.start):
            right.inherit("issuer", left.issuer or "")
            right.issuer_at = "head"


def _backwards(text: str, candidates: list[CitationCandidate]) -> None:
    """``A ngày x và B ngày y của C``: the issuer at the end of a list serves the items before it, as does its date."""
    for left, right in reversed(list(pairwise(candidates))):
        _across_titles(text, left, right)
        if not _LIST_GAP.fullmatch(text, left.end, right.start):
            continue
        same_sender = bool(
            left.document_number
            and right.document_number
            and left.document_number.issuer_code == right.document_number.issuer_code
        )
        if left.issuer is None and right.issuer and right.issuer_at in ("after", "list") and same_sender:
            left.inherit("issuer", right.issuer)
            left.issuer_at = "list"
        shared_day = not right.own_type or _THE_SAME_DAY.search(text, right.start, right.end) is not None
        if left.date is None and left.year is None and right.date and shared_day and same_sender:
            left.inherit("date", right.date)


def _across_titles(text: str, left: CitationCandidate, right: CitationCandidate) -> None:
    """``Kế hoạch số A về …, số B về … và số C của UBND huyện``: items with titles between them share the issuer too."""
    if right.own_type or left.document_number is None or right.document_number is None:
        return
    if left.document_number.issuer_code != right.document_number.issuer_code or not same_sentence(
        text, left.end, right.start
    ):
        return
    if left.issuer is None and right.issuer and right.issuer_at in ("after", "list"):
        left.inherit("issuer", right.issuer)
        left.issuer_at = "list"


def _ahead(text: str, candidate: CitationCandidate) -> None:
    if candidate.issuer is not None:
        return
    floor = clause_start(text, max(0, candidate.start - _MAX_LOOKBACK_CHARS), candidate.start)
    issuers = find_issuers(text, floor, candidate.start)
    for start, end in reversed(issuers):
        bridge = text[end : candidate.start]
        if not _BRIDGE.fullmatch(bridge):
            continue
        before = text[floor:start]
        if _PLACE_WORD.search(bridge) and not (_ACT.search(bridge) or re.search(_ACT.pattern + r"[^,]* của $", before)):
            continue
        candidate.inherit("issuer", text[start:end])
        candidate.issuer_at = "ahead"
        _date_ahead(text, candidate, floor, start)
        return
    subject = _SUBJECT.search(text, floor, candidate.start)
    dated = subject and _date_before(text, floor, subject.start())
    if subject and dated:
        candidate.inherit("issuer", subject["subject"])
        candidate.issuer_at = "ahead"
        if candidate.date is None and candidate.year is None:
            candidate.inherit("date", dated)


def _date_ahead(text: str, candidate: CitationCandidate, floor: int, issuer_start: int) -> None:
    if candidate.date is None and candidate.year is None:
        date = _date_before(text, floor, issuer_start)
        if date:
            candidate.inherit("date", date)


def _one_sender(text: str, earlier: CitationCandidate, candidate: CitationCandidate) -> bool:
    """Whether the letters of both numbers name one office, and both are of one type or of one list."""
    if earlier.document_number is None or candidate.document_number is None:
        return False
    if earlier.type == candidate.type and earlier.document_number.issuer_code == candidate.document_number.issuer_code:
        return True
    first, second = (
        document_number.issuer_code.split("-")[0]
        for document_number in (earlier.document_number, candidate.document_number)
    )
    return first == second and _LIST_GAP.fullmatch(text, earlier.end, candidate.start) is not None


_ROLE = re.compile(rf"(?:thay mặt|được|[{LOWER}]+ trưởng|[{LETTER} ]{{0,40}},)? *$")


#: A date that bounds a stretch of time is not that of a document.
_UNTIL = re.compile(r"(?:từ|trước|sau|kể từ|tính đến|hết) *$", re.IGNORECASE)


def _date_before(text: str, floor: int, end: int) -> str | None:
    """The date of ``Ngày 09/5/2017, …`` when it opens the clause that ends at ``end``."""
    for match in DATE.finditer(text, floor, end):
        behind = text[match.end() : end]
        opens = (behind.startswith(",") and _ROLE.fullmatch(behind[1:].lstrip())) or not behind.strip()
        if opens and "ngày" in match[0].lower() and not _UNTIL.search(text, floor, match.start()):
            return iso(match)
    return None


def _same_sender(text: str, candidates: list[CitationCandidate]) -> None:
    """A later letter of the same office in one sentence: ``Sở Xây dựng có Công văn số A … và Công văn số B``."""
    for index, candidate in enumerate(candidates):
        if candidate.issuer is not None or candidate.document_number is None:
            continue
        for earlier in reversed(candidates[max(0, index - _MAX_NEIGHBOURS) : index]):
            if candidate.start - earlier.end > _MAX_SENTENCE_CHARS or not same_sentence(
                text, earlier.end, candidate.start
            ):
                break
            if earlier.issuer_at == "ahead" and earlier.issuer and _one_sender(text, earlier, candidate):
                candidate.inherit("issuer", earlier.issuer)
                candidate.issuer_at = "ahead"
                break
