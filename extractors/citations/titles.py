"""The title of a cited document (trích yếu): in quotes, after ``về``/``V/v``, or from the verb that it begins with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.lexicon.tables import document_type_pattern
from extractors.text.characters import LOWER, OPEN_QUOTES, QUOTE_PAIRS, UPPER

_INTRODUCER = re.compile(r"(?:[Vv]ề việc|[Vv]/v:?|[Vv]ề|[Vv]/V)(?= )[ :]*")

_IN_BRACKET = re.compile(r" \((?:[Vv]ề việc|[Vv]/v:?|[Vv]/V)(?= )[ :]*")

#: Verbs that a title begins with when nothing introduces it. ``báo cáo``, ``gửi``, ``trả lời`` are not among them:
#: they say what the sender did with the letter.
_VERB = re.compile(
    r"(?i:quy định|hướng dẫn|sửa đổi|bổ sung|ban hành|phê duyệt|thực hiện|triển khai|công bố|thông qua|bãi bỏ|quy chế"
    r"|giao|điều chỉnh|phân bổ|công nhận|thành lập|kiện toàn|tăng cường|đẩy mạnh|quán triệt|thông báo|đào tạo|kết thúc"
    r"|tổ chức)(?=[ ,])(?! (?:như sau|tại Điều|này))"
)

#: What comes between a citation and its title: "cũ" or a remark in brackets behind the issuer, a comma, a colon.
_GAP = re.compile(
    r"(?: \([A-ZĐ&]{2,12}\))?(?: cũ(?= ))?"
    r"(?: \((?:trước đây|cũ|nay là [^()]{2,40}|khóa [^()]{1,12})\))?(?P<mark>[ ]*[,:]?[ ]*)"
)
#: "quy định mức hỗ trợ như sau:" says what the document does, and is no title.
_AS_FOLLOWS = re.compile(r"như sau *$")

_WORD, _WORD_END = f"[{LOWER}]+", f"(?![{LOWER}])"
#: What a body does in the clause that follows a title.
_ACTS = (
    r"đã|đang|sẽ|có|còn|được|ban hành|báo cáo|chỉ đạo|xây dựng|tổ chức|triển khai|tiếp tục|phối hợp|giao|yêu cầu"
    r"|đề nghị|kính|trình|xin|thông báo|tham mưu|thực hiện|căn cứ|phê duyệt|quyết định|thống nhất|nhận|tập trung"
    r"|chủ động"
)

#: Where an unquoted title ends. Each alternative says what it stops at.
_END = re.compile(
    r"\n"  # the block
    r"|;"  # the next item of a list
    rf"|[.!?…](?= +[“\"(]?[{UPPER}\d–-]|[ ./]*$|[ ./]*\n|/)"  # the sentence
    r"|, ?(?=(?:với )?tổng (?:số |mức |nguồn )?(?:vốn|kinh phí|đầu tư|giá trị|diện tích|dự toán)"
    r"[^,;.\n]{0,30} \d)"  # an amount: …, tổng vốn 1,5 tỷ đồng
    # what is said of the document: … thì …, … có hiệu lực, … là đúng, … còn chậm, … có 5 xã
    r"| (?=thì |giúp |với \d|có hiệu lực|có \d|là (?:đúng|phù hợp|cần|chưa|căn cứ|cơ sở)|và để "
    r"|chưa (?:được|kịp|sát|đạt|có)|còn (?:chậm|nhiều|hạn chế|gặp|lúng túng|thấp|khó)"
    r"|đã (?:được|góp phần|tạo|giúp|phát huy)|do [^,;.\n]{3,60} ban hành|quý [IVX]+/\d{4})"
    r"|, ?(?=còn (?:UBND|HĐND|Ban|Huyện|Tỉnh|Sở|Phòng)|(?:giao|yêu cầu|đề nghị|ông|bà"
    rf"|các {document_type_pattern(capital=False)})(?!\w))"
    r"|[,;]? \(?(?:sau đây|gọi tắt|được sửa đổi|đã được sửa đổi|ban hành kèm theo|kèm theo)"  # remarks on the document
    rf"| (?=đồng thời |và các {document_type_pattern(capital=False)})"
    # A body that does something: the sentence goes on. A body in a list belongs to the title.
    rf"|, ?(?=(?:UBND|HĐND|Ủy ban|Huyện|Tỉnh|Thành ủy|Sở|Phòng|Ban |Hội đồng)[^,;.\n]{{0,70}}? (?:{_ACTS}){_WORD_END})"
    rf"|, ?(?=(?:huyện|tỉnh|xã|thị xã|địa phương|đơn vị|ngành {_WORD}(?: {_WORD})?) (?:{_ACTS}){_WORD_END})"
    r"|, ?(?=(?:trong đó|theo đó|đồng thời|qua đó|đến nay|đã |cụ thể|kết quả|nhằm|từ đó|hiện nay|nay |đảm bảo |"
    r"góp phần|trọng tâm là|làm cơ sở|tính đến|kịp thời|hàng năm|sau khi|sau đó|các cơ quan"
    r"|các xã|"
    r"toàn (?:huyện|tỉnh|xã)|trên địa bàn huyện đã|ngay từ|ngay sau|trong (?:năm|quý|thời|kỳ|6|9)|năm \d{4}[, ]))"
)


@dataclass(frozen=True, slots=True)
class Title:
    """The span of a title, without quotes and introducer, and the offset behind the closing quote."""

    start: int
    end: int
    after: int
    quoted: bool


def find_title(text: str, position: int, limit: int, *, introduced: bool = False) -> Title | None:
    """The title that follows a citation ending at ``position``; with ``introduced``, only one after ``về`` or ``V/v``.

    ``limit`` is where the next citation begins that isn't part of the title: an unquoted title, and a quote that is
    never closed, end there at the latest.
    """
    gap = _GAP.match(text, position)
    start = gap.end() if gap else position
    mark = gap["mark"].strip() if gap else ""
    bracketed = _IN_BRACKET.match(text, position)
    if bracketed:  # (v/v chấn chỉnh hoạt động khai thác cát)
        return _plain(text, bracketed.end(), limit)
    introducer = _INTRODUCER.match(text, start)
    quote_at = introducer.end() if introducer else start
    if introduced and introducer is None and not _INTRODUCER.match(text, quote_at + 1):
        return None
    if quote_at < len(text) and text[quote_at] in QUOTE_PAIRS:
        return _quoted(text, quote_at, limit)
    if introducer and mark in ("", ","):
        return _plain(text, introducer.end(), limit)
    if not mark and start > position and _VERB.match(text, start):
        plain = _plain(text, start, limit)
        return None if plain and _AS_FOLLOWS.search(text, plain.start, plain.end) else plain
    return None


def _quoted(text: str, quote_at: int, limit: int) -> Title | None:
    start = quote_at + 1
    inner = _INTRODUCER.match(text, start)
    if inner:
        start = inner.end()
    block_end = text.find("\n", start)
    block_end = len(text) if block_end < 0 else block_end
    close = _closing(text, quote_at, block_end, limit)
    if close is not None:
        return _trimmed(text, start, close, close + 1, quoted=True)
    return _plain(text, start, min(limit, block_end), quoted=True)


def _closing(text: str, quote_at: int, block_end: int, limit: int) -> int | None:
    """The close that belongs to the quote at ``quote_at``; None when it was never closed: another quote opens first,
    behind the start of the next citation.
    """
    opening = text[quote_at]
    closing = QUOTE_PAIRS[opening]
    depth = 1
    for index in range(quote_at + 1, block_end):
        if text[index] == closing:
            depth -= 1
            if depth == 0:
                return index
        elif text[index] == opening:
            if limit <= index:
                return None
            depth += 1
    return None


def _plain(text: str, start: int, limit: int, *, quoted: bool = False) -> Title | None:
    depth = 0
    end = min(limit, len(text))
    for match in re.finditer(r"[()]", text[start:end]):
        depth += 1 if match[0] == "(" else -1
        if depth < 0:
            end = start + match.start()
            break
    position = start
    while True:
        stop = _END.search(text, position, end)
        if stop is None:
            break
        if stop[0] == ";" and _continues(text, start, stop.end()):
            position = stop.end()
            continue
        end = stop.start()
        break
    return _trimmed(text, start, end, end, quoted=quoted)


def _continues(text: str, start: int, after: int) -> bool:
    """Whether the title runs on past a semicolon: in a preamble (Căn cứ …;), when a small letter follows it."""
    block = text.rfind("\n", 0, start) + 1
    follows = text[after : after + 2].strip()
    return bool(follows) and follows[0].islower() and text[block:start].lstrip("*_ ").startswith("Căn cứ")


def _trimmed(text: str, start: int, end: int, after: int, *, quoted: bool) -> Title | None:
    printed = text[start:end]
    stripped = printed.rstrip(" ,;:.-–/" + ("" if quoted else OPEN_QUOTES + "("))
    if quoted:
        stripped = stripped.rstrip('”"»’ .,;')
    if not quoted:
        # An explanation in brackets at the very end isn't the title's: … (lực lượng Bộ đội Biên phòng ngày nay).
        stripped = re.sub(r" *\([^()]*\)$", "", stripped)
    lead = len(printed) - len(printed.lstrip(" "))
    if len(stripped) - lead < 3:
        return None
    return Title(start + lead, start + len(stripped), after, quoted)
