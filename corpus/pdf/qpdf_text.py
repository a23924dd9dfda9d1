"""The characters of a page as qpdf finds them, without boxes and independent of pdfium.

qpdf resolves the objects and splits the content into operators; this module maps codes to characters by the font's
``ToUnicode`` map and its encoding (ISO 32000-1, 9.10.2). That takes a twentieth of the time of pdfminer. Fonts that it
cannot map (those with neither, or with a predefined CMap) are left to :mod:`.pdfminer_text`.
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

#: Codes have two bytes at most, so a range holds no more than this.
_MAX_CODES = 0x10000


def to_unicode(stream: Any) -> dict[int, str]:
    """The mapping from codes to characters in a ``ToUnicode`` CMap, which qpdf's content parser can read.

    Raises:
        pikepdf.PdfError, TypeError, ValueError: the stream is no CMap.
    """
    mapping: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(stream, ""):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "endbfchar":
                # <01> <0041>  <02> <0042>
                for code, text in zip(operands[::2], operands[1::2], strict=False):
                    mapping[_number(code)] = _text(text)
            case "endbfrange":
                # <01> <05> <0041>, or <01> <02> [<0041> <0042>]
                for first, last, to in zip(operands[::3], operands[1::3], operands[2::3], strict=False):
                    _add_range(mapping, _number(first), _number(last), to)
    return mapping


def _add_range(mapping: dict[int, str], first: int, last: int, to: Any) -> None:
    codes = range(first, min(last, first + _MAX_CODES - 1) + 1)
    if isinstance(to, pikepdf.Array):
        mapping.update(zip(codes, map(_text, to), strict=False))
        return
    start = _text(to)
    if start:
        head, tail = start[:-1], ord(start[-1])
        mapping.update((code, head + chr(tail + step)) for step, code in enumerate(codes) if tail + step <= 0x10FFFF)


def _number(code: Any) -> int:
    return int.from_bytes(bytes(code)[:4], "big")


def _text(value: Any) -> str:
    return bytes(value).decode("utf-16-be", "replace")


#: Operators that show text, choose a font, keep and restore it, or draw a form.
_OPERATORS = "Tf Tj TJ ' \" q Q Do"
#: Forms within forms, and characters of a page, beyond which no honest page goes.
_MAX_FORM_DEPTH, _MAX_PAGE_CHARS = 12, 200_000
#: The part of the codes of a page that its fonts may leave unmapped.
_MAX_UNMAPPED_SHARE = 0.02


class UnknownTextError(BaocaoError):
    """This parser cannot map the codes of a font to characters, or cannot read the page at all."""


@dataclass(frozen=True, slots=True)
class _Font:
    """The characters that the codes of a font stand for, and the bytes of a code."""

    letters: Mapping[int, str]
    width: int


@dataclass(slots=True)
class _PageTextReader:
    """Collects the characters of one page while it is read."""

    characters: list[str] = field(default_factory=list)
    length: int = 0
    unmapped: int = 0
    fonts: dict[tuple[int, int], _Font] = field(default_factory=dict)

    def show(self, font: _Font | None, codes: bytes) -> None:
        """Add the characters of a string that is shown. Raises UnknownTextError where no font is set."""
        if font is None:
            raise UnknownTextError("text without a font")
        if font.width == 2:
            numbers: Any = (codes[at] << 8 | codes[at + 1] for at in range(0, len(codes) - 1, 2))
        else:
            numbers = codes
        letters = [font.letters.get(number, "\ufffd") for number in numbers]
        self.unmapped += letters.count("\ufffd")
        self.length += len(letters)
        self.characters += letters


def page_text(data: bytes, number: int) -> str:
    """The characters of a page (counted from 1), in the order of the file. Raises UnknownTextError."""
    reader = _PageTextReader()
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            page = pdf.pages[number - 1]
            resources = page.resources if "/Resources" in page else pikepdf.Dictionary()
            _read_content(reader, page, resources, 0)
    except (UnknownTextError, MemoryError):
        raise
    except Exception as error:  # pikepdf raises whatever a damaged file makes it stumble over
        raise UnknownTextError(str(error)) from error
    if reader.unmapped > _MAX_UNMAPPED_SHARE * reader.length:
        raise UnknownTextError("codes that the fonts do not explain")
    return "".join(reader.characters)


def _read_content(reader: _PageTextReader, content: Any, resources: Any, depth: int) -> None:
    """Interpret the content of a page or a form."""
    fonts = resources.get("/Font", {})
    font: _Font | None = None
    font_stack: list[_Font | None] = []
    for instruction in pikepdf.parse_content_stream(content, _OPERATORS):
        operands: Any = instruction.operands
        if reader.length > _MAX_PAGE_CHARS:
            raise UnknownTextError("more characters than a page has")
        match str(instruction.operator):
            case "Tf":
                font = _font(reader, fonts[str(operands[0])])
            case "q":
                font_stack.append(font)
            case "Q":
                font = font_stack.pop() if font_stack else font
            case "Do":
                _draw(reader, resources, str(operands[0]), depth)
            case "TJ":
                for piece in operands[0]:
                    if isinstance(piece, pikepdf.String):
                        reader.show(font, bytes(piece))
            case _:
                reader.show(font, bytes(operands[-1]))


def _draw(reader: _PageTextReader, resources: Any, name: str, depth: int) -> None:
    form = resources.get("/XObject", {}).get(name)
    if form is None or form.get("/Subtype") != "/Form":
        return
    if depth >= _MAX_FORM_DEPTH:
        raise UnknownTextError("forms within forms")
    _read_content(reader, form, form.get("/Resources", resources), depth + 1)


def _font(reader: _PageTextReader, font_dict: Any) -> _Font:
    key = font_dict.objgen
    if key not in reader.fonts or key == (0, 0):
        reader.fonts[key] = _composite(font_dict) if font_dict.get("/Subtype") == "/Type0" else _simple(font_dict)
    return reader.fonts[key]


def _composite(font_dict: Any) -> _Font:
    """A composite font, two bytes a code: only its own map gives the characters."""
    if str(font_dict.get("/Encoding")) not in ("/Identity-H", "/Identity-V") or "/ToUnicode" not in font_dict:
        raise UnknownTextError("a composite font without a map of its own")
    return _Font(to_unicode(font_dict["/ToUnicode"]), 2)


def _simple(font_dict: Any) -> _Font:
    """A simple font, one byte a code: its map, and its encoding for codes that the map lacks."""
    encoding = font_dict.get("/Encoding")
    letters: dict[int, str] = {}
    if encoding is not None or "/ToUnicode" not in font_dict:
        letters.update(_encoded(font_dict, encoding))
    if "/ToUnicode" in font_dict:
        letters.update(to_unicode(font_dict["/ToUnicode"]))
    return _Font(letters, 1)


def _encoded(font_dict: Any, encoding: Any) -> dict[int, str]:
    """The mapping of a simple font's encoding. Raises UnknownTextError where it is inside the font program."""
    base, differences = encoding, None
    if isinstance(encoding, pikepdf.Dictionary):
        base, differences = encoding.get("/BaseEncoding"), encoding.get("/Differences")
    descriptor = font_dict.get("/FontDescriptor", {})
    if base is None and any(name in descriptor for name in ("/FontFile", "/FontFile3")):
        raise UnknownTextError("an encoding inside the program of a font")
    listed = None if differences is None else [_glyph_or_code(item) for item in differences]
    return EncodingDB.get_encoding(str(base)[1:] if base is not None else "StandardEncoding", listed)


def _glyph_or_code(item: Any) -> Any:
    return LIT(str(item)[1:]) if isinstance(item, pikepdf.Name) else int(item)
