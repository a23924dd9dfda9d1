"""The letters of a page as qpdf finds them, without their places: no line of what pdfium does is used.

qpdf resolves the objects and cuts the content into operators; what is left is to turn codes into characters by the
font's ``ToUnicode`` map and its encoding (ISO 32000-1, 9.10.2). That takes a twentieth of the time of pdfminer. What it
cannot know (a font without either, a predefined CMap) is left to pdfminer.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pdfminer.encodingdb import EncodingDB
from pdfminer.psparser import LIT

from corpus.errors import BaocaoError

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


#: Operators that show text, choose a font, keep and restore it, or draw a form.
_OPERATORS = "Tf Tj TJ ' \" q Q Do"
#: Forms within forms, and characters of a page, beyond which no honest page goes.
_DEEPEST, _LONGEST = 12, 200_000
#: The part of the codes that a map may lack.
_LACKING = 0.02


class UnknownTextError(BaocaoError):
    """This parser cannot tell what a font's codes stand for, or cannot read the page at all."""


@dataclass(frozen=True, slots=True)
class _Font:
    """What the codes of a font stand for, and how many bytes a code has."""

    letters: Mapping[int, str]
    width: int


@dataclass(slots=True)
class _Reading:
    """One page while it is read."""

    said: list[str] = field(default_factory=list)
    length: int = 0
    lacking: int = 0
    fonts: dict[tuple[int, int], _Font] = field(default_factory=dict)

    def show(self, font: _Font | None, codes: bytes) -> None:
        """Take note of a string that is shown."""
        if font is None:
            raise UnknownTextError("text without a font")
        if font.width == 2:
            numbers: Any = (codes[at] << 8 | codes[at + 1] for at in range(0, len(codes) - 1, 2))
        else:
            numbers = codes
        letters = [font.letters.get(number, "\ufffd") for number in numbers]
        self.lacking += letters.count("\ufffd")
        self.length += len(letters)
        self.said += letters


def page_text(data: bytes, number: int) -> str:
    """The characters of a page (counted from 1), in the order of the file. Raises UnknownTextError."""
    reading = _Reading()
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            page = pdf.pages[number - 1]
            resources = page.resources if "/Resources" in page else pikepdf.Dictionary()
            _read(reading, page, resources, 0)
    except (UnknownTextError, MemoryError):
        raise
    except Exception as error:  # pikepdf raises whatever a damaged file makes it stumble over
        raise UnknownTextError(str(error)) from error
    if reading.lacking > _LACKING * reading.length:
        raise UnknownTextError("codes that the fonts do not explain")
    return "".join(reading.said)


def _read(reading: _Reading, content: Any, resources: Any, depth: int) -> None:
    """Go through a page or a form."""
    fonts = resources.get("/Font", {})
    font: _Font | None = None
    kept: list[_Font | None] = []
    for instruction in pikepdf.parse_content_stream(content, _OPERATORS):
        operands: Any = instruction.operands
        if reading.length > _LONGEST:
            raise UnknownTextError("more characters than a page has")
        match str(instruction.operator):
            case "Tf":
                font = _font(reading, fonts[str(operands[0])])
            case "q":
                kept.append(font)
            case "Q":
                font = kept.pop() if kept else font
            case "Do":
                _draw(reading, resources, str(operands[0]), depth)
            case "TJ":
                for piece in operands[0]:
                    if isinstance(piece, pikepdf.String):
                        reading.show(font, bytes(piece))
            case _:
                reading.show(font, bytes(operands[-1]))


def _draw(reading: _Reading, resources: Any, name: str, depth: int) -> None:
    drawn = resources.get("/XObject", {}).get(name)
    if drawn is None or drawn.get("/Subtype") != "/Form":
        return
    if depth >= _DEEPEST:
        raise UnknownTextError("forms within forms")
    _read(reading, drawn, drawn.get("/Resources", resources), depth + 1)


def _font(reading: _Reading, described: Any) -> _Font:
    key = described.objgen
    if key not in reading.fonts or key == (0, 0):
        reading.fonts[key] = _composite(described) if described.get("/Subtype") == "/Type0" else _simple(described)
    return reading.fonts[key]


def _composite(described: Any) -> _Font:
    """A font of two bytes a code: only its own map says what they stand for."""
    if str(described.get("/Encoding")) not in ("/Identity-H", "/Identity-V") or "/ToUnicode" not in described:
        raise UnknownTextError("a composite font without a map of its own")
    return _Font(to_unicode(described["/ToUnicode"]), 2)


def _simple(described: Any) -> _Font:
    """A font of one byte a code: its map, and its encoding for what that lacks."""
    encoding = described.get("/Encoding")
    letters: dict[int, str] = {}
    if encoding is not None or "/ToUnicode" not in described:
        letters.update(_encoded(described, encoding))
    if "/ToUnicode" in described:
        letters.update(to_unicode(described["/ToUnicode"]))
    return _Font(letters, 1)


def _encoded(described: Any, encoding: Any) -> dict[int, str]:
    """What a simple font's encoding says. Raises UnknownTextError where it is inside the font's program."""
    base, differences = encoding, None
    if isinstance(encoding, pikepdf.Dictionary):
        base, differences = encoding.get("/BaseEncoding"), encoding.get("/Differences")
    within = described.get("/FontDescriptor", {})
    if base is None and any(name in within for name in ("/FontFile", "/FontFile3")):
        raise UnknownTextError("an encoding inside the program of a font")
    listed = None if differences is None else [_plain(item) for item in differences]
    return EncodingDB.get_encoding(str(base)[1:] if base is not None else "StandardEncoding", listed)


def _plain(item: Any) -> Any:
    return LIT(str(item)[1:]) if isinstance(item, pikepdf.Name) else int(item)
