"""The end of a report: ``Nơi nhận`` with its recipients, the capacity in which it is signed, and who signed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus import Document
from extractors.text.characters import UPPER, proper_name

_RECIPIENTS = re.compile(r"^\W*Nơi nhận *:?", re.IGNORECASE)
_CAPACITY = re.compile(r"^(?:(?:TM|KT|T/M|K/T|TL|TUQ|T\.M|K\.T)\.? ?|Q\. ?)[^\n]*$")
_TITLES = re.compile(
    r"^(?:PHÓ |QUYỀN |Q\. ?)?(?:CHỦ TỊCH|BÍ THƯ|GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|CHÁNH VĂN PHÒNG|TRƯỞNG PHÒNG|THỦ TƯỚNG"
    r"|VỤ TRƯỞNG"
    r"|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|TRƯỞNG BAN|CHÁNH THANH TRA|TỔNG CỤC TRƯỞNG|VIỆN TRƯỞNG|CHỦ NHIỆM|TRƯỞNG ĐOÀN"
    r"|HIỆU TRƯỞNG|TRƯỞNG CÔNG AN)"
    r"(?: [^a-z]*)?$"
)
#: Titles and ranks ahead of a name: ThS., Thượng tá.
_RANK = r"(?:(?:TS|ThS|PGS|GS|BS|CN|KS)\.? ?|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy|uý) )*"
_NAME = re.compile(rf"^{_RANK}(?P<name>{proper_name(6, min_words=2)}|[{UPPER}]{{2,}}(?: [{UPPER}]{{2,}}){{1,5}})$")
#: "(Đã ký)", and the lines of a digital signature's panel.
_SIGNED = re.compile(
    r"^\W*(?:\(?[ĐđÐ]ã ký\)?|\(?[Kk]ý tên.*|(?:Ký bởi|Người ký|Email|Cơ quan|Thời gian ký|Ngày ký|Signed by)\b.*)\W*$"
)
_ITEM = re.compile(r"^[-–+•] *(?P<item>.+?)[ ;.,:]*$")


@dataclass(frozen=True, slots=True)
class Signature:
    """How a report is signed. ``capacity`` are the lines above the title (TM. …, KT. CHỦ TỊCH)."""

    signer: str | None = None
    title: str | None = None
    capacity: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


def read_signature(document: Document, lines: list[str]) -> Signature:
    """The signature of a report: the blocks that are marked as such, else the lines after ``Nơi nhận``."""
    left = [_text(document, block.start, block.end) for block in document.blocks if block.kind == "recipients"]
    right = [_text(document, block.start, block.end) for block in document.blocks if block.kind == "signature"]
    if right:
        return _read(left, right)
    start = next((i for i in range(len(lines) - 1, -1, -1) if _RECIPIENTS.match(lines[i])), None)
    if start is None:
        start = next((i for i in range(len(lines)) if _CAPACITY.match(lines[i]) and lines[i].isupper()), None)
        return _read([], lines[start : start + 12]) if start is not None else Signature()
    tail = lines[start : start + 60]
    split = next((i for i, line in enumerate(tail) if i and _opens_signature(line)), len(tail))
    # The signature may also have been read before the recipients.
    before = lines[max(0, start - 8) : start]
    right = tail[split:] or [line for line in before if len(line) < 60]
    return _read(tail[:split], right)


def _text(document: Document, start: int, end: int) -> str:
    return " ".join(document.text[start:end].split())


def _opens_signature(line: str) -> bool:
    return (_CAPACITY.match(line) is not None or _TITLES.match(line) is not None) and line.isupper()


def _read(left: list[str], right: list[str]) -> Signature:
    capacity: list[str] = []
    title = signer = None
    for line in (line.strip(" *") for line in right):
        if _SIGNED.match(line):
            continue
        if title is None and _CAPACITY.match(line) and not _TITLES.match(line):
            capacity.append(line)
        elif title is None and _TITLES.match(line):
            title = line
        elif capacity and title is None and line.isupper():
            capacity[-1] += " " + line  # a capacity over two lines: TM. ỦY BAN NHÂN DÂN / HUYỆN AN LÃO
        elif title and title.startswith(line):
            continue  # the beginning of the title once more, left behind in white
        elif signer is None and (title or capacity) and (name := _NAME.match(line)):
            signer = name["name"]
    return Signature(signer, title, tuple(capacity), _recipients(left))


def _recipients(lines: list[str]) -> tuple[str, ...]:
    recipients: list[str] = []
    for line in lines:
        text = _RECIPIENTS.sub("", line).strip()
        item = _ITEM.match(text)
        if item:
            recipients.append(item["item"])
        elif text and recipients and not text.isupper():
            recipients[-1] += " " + text.strip(" ;.,")
    return tuple(recipients)
