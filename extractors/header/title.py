"""Type, title and period of a report, from its first lines."""

from __future__ import annotations

import functools
import re

from extractors.lexicon.tables import alternation, document_types
from extractors.temporal.periods import find_period, without_laws
from extractors.text.characters import LETTER, UPPER, proper_name

PLACE_DATE = re.compile(
    rf"(?P<place>[{UPPER}][{LETTER}.' -]{{1,40}}?), *"
    r"(?P<date>ngày ?.{4,40}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})$",
    re.IGNORECASE,
)
#: The comma may be forgotten where the line holds nothing else: Vĩnh Trạch ngày 5-1-1994.
PLACE_DATE_ALONE = re.compile(
    rf"^(?P<place>{proper_name()}) "
    r"(?P<date>ngày \d{1,2}[-/.]\d{1,2}[-/.]\d{4})$"
)
MOTTO = re.compile(r"CỘNG H[OÒ][AÀ] XÃ HỘI|Độc lập|ĐẢNG CỘNG SẢN", re.IGNORECASE)
ADDRESSEE = re.compile(r"^\W*Kính gửi *:? *(?P<to>.*)$", re.IGNORECASE)
NUMBER_LINE = re.compile(r"^\W*Số *[:.]? *(?P<rest>.*)$", re.IGNORECASE)
_BODY = re.compile(
    r"^(?:Thực hiện|Căn cứ|Trong|Ngay từ|Năm \d|Tiếp tục|Sau|Để|Phát huy|Theo|Được sự|Bước vào|Ủy ban|UBND|Thi hành"
    r"|Ngày \d|(?:Kính|Trên cơ sở)(?!\w)|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN"
    r"|(?:[IVX]+|\d+|[A-Z])[.)/] ?|PHẦN|Phần|Chương|[-+*] |Kính gửi|\(|Nơi nhận)"
)
#: The sentence under the title: Chi cục Thống kê huyện báo cáo các số liệu như sau:
_REPORTING = re.compile(
    r"(?:báo cáo|kết luận|thông báo|trình)[^;]* như sau *:?$|như sau:$|:$"
    r"|^(?:UBND|Chi cục|Phòng|Sở|Ban|Công an|Liên đoàn|Hội|Thanh tra|Trung tâm|Huyện ủy) [^,;]{3,60} báo cáo(?!\w)"
)
_SUBJECT = re.compile(r"^(?:V/v|Về việc|v/v)\s*:? *(?P<title>.+)$")
_CITES = re.compile(r"^(?:Căn cứ|Thực hiện|Theo|Xét|Thi hành)\b")
_REPORTS = re.compile(r"\b(?:báo cáo|tổng kết|sơ kết|đánh giá)\b[^;]*$")


@functools.cache
def _type_line() -> re.Pattern[str]:
    names = alternation(kind.name for kind in document_types())
    return re.compile(rf"^\W*(?P<type>(?i:{names}))(?P<rest> .*)?$")


def type_and_title(head: list[str], number_at: int) -> tuple[str | None, str | None, int]:
    """Type, title and the line of the type. A công văn names no type: its subject stands under its number (V/v …)."""
    for index, line in enumerate(head[:25]):
        match = _type_line().match(line)
        if match is None or not _is_heading(match["type"], match["rest"] or "", line):
            continue
        name = next(kind.name for kind in document_types() if kind.name.casefold() == match["type"].casefold())
        rest = (match["rest"] or "").strip()
        return name, _title(rest, head[index + 1 :]), index
    for index, line in enumerate(head[: number_at + 6]):
        subject = _SUBJECT.match(line)
        if subject:
            return "Công văn", _subject(subject["title"], head[index + 1 :]), index
    return None, None, -1


def _is_heading(type_: str, rest: str, line: str) -> bool:
    """The type stands in capitals, alone or with a title in capitals; or it opens a short line of its own."""
    return type_.isupper() or (not rest and len(line) < 30)


def _subject(first: str, following: list[str]) -> str:
    """The subject of a công văn: the lines of its column, to the motto beside it or the address below."""
    parts = [first]
    for line in following[:8]:
        if MOTTO.search(line) or PLACE_DATE.search(line) or ADDRESSEE.match(line) or len(line) > 120:
            break
        parts.append(line)
    return " ".join(parts).strip(" .")


def _title(first: str, following: list[str]) -> str | None:
    parts = [first] if first else []
    for line in following[:6]:
        if (_BODY.match(line) and parts) or MOTTO.search(line) or PLACE_DATE.search(line) or ADDRESSEE.match(line):
            break
        if parts and _REPORTING.search(line):
            break
        if line.startswith("(") or not re.search(rf"[{LETTER}]", line):
            break
        if parts and (len(parts[-1]) > 300 or parts[-1].endswith((".", "./."))):
            break
        if parts and not first and line[0].isupper() and not line.isupper() and len(line) > 120:
            break
        parts.append(line)
    return " ".join(parts).strip(" .") or None


def bare_title(head: list[str]) -> str | None:
    """The title of a report without a letterhead: its first lines, as long as they are in capitals."""
    if any(MOTTO.search(line) for line in head[:12]):
        return None  # what stands in capitals there is the letterhead
    lines: list[str] = []
    for line in head[:6]:
        if not line.isupper() or MOTTO.search(line) or NUMBER_LINE.match(line):
            break
        lines.append(line)
    title = " ".join(lines)
    return title if len(title) > 20 else None


def period_of_opening(lines: list[str]) -> str | None:
    """The period that the first paragraphs report on. What they cite has periods of its own, and comes first."""
    for line in lines[:4]:
        if _CITES.match(line):
            reports = _REPORTS.search(line, line.rfind("UBND") + 1 or line.rfind(", ") + 1)
            line = reports[0] if reports else ""
        period = find_period(without_laws(line))
        if period:
            return period
    return None
