"""The ``ToUnicode`` map of a font: which characters a code stands for (ISO 32000-1, 9.10.3; Adobe note 5411)."""

from __future__ import annotations

from typing import Any

import pikepdf

#: Codes of two bytes at most: a range never holds more.
_MOST = 0x10000


def to_unicode(stream: Any) -> dict[int, str]:
    """Codes and the characters that they stand for. qpdf's cutter of content reads a CMap as well: both are PostScript.

    Raises pikepdf.PdfError, TypeError or ValueError for what is no map.
    """
    found: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(stream, ""):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "endbfchar":
                # <01> <0041>  <02> <0042>
                for code, text in zip(operands[::2], operands[1::2], strict=False):
                    found[_number(code)] = _text(text)
            case "endbfrange":
                # <01> <05> <0041>, or <01> <02> [<0041> <0042>]
                for first, last, to in zip(operands[::3], operands[1::3], operands[2::3], strict=False):
                    _add_range(found, _number(first), _number(last), to)
    return found


def _add_range(found: dict[int, str], first: int, last: int, to: Any) -> None:
    codes = range(first, min(last, first + _MOST - 1) + 1)
    if isinstance(to, pikepdf.Array):
        found.update(zip(codes, map(_text, to), strict=False))
        return
    start = _text(to)
    if start:
        head, tail = start[:-1], ord(start[-1])
        found.update((code, head + chr(tail + step)) for step, code in enumerate(codes) if tail + step <= 0x10FFFF)


def _number(code: Any) -> int:
    return int.from_bytes(bytes(code)[:4], "big")


def _text(value: Any) -> str:
    return bytes(value).decode("utf-16-be", "replace")
