"""The characters of a page as pdfminer reads them, without boxes: for fonts that :mod:`.qpdf_text` cannot map.

It knows more kinds of fonts, and takes ten times as long (half the time of pdfminer's own text extraction).
"""

from __future__ import annotations

import io
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage


class _CharacterDevice(PDFTextDevice):
    """Collects the characters that are shown, in the order of the file."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.characters: list[str] = []

    def render_string(self, textstate: Any, seq: Any, _ncs: Any, _graphicstate: Any) -> None:
        """One operator that shows text: pieces of bytes, and numbers between them that move on."""
        font = textstate.font
        for piece in seq:
            if isinstance(piece, bytes):
                self.characters += (_character(font, code) for code in font.decode(piece))


class _WithoutWidths(PDFResourceManager):
    """Fonts without the widths of their glyphs, which are not needed here.

    pdfminer expands a range of widths glyph by glyph; a damaged file (``/W [0 999999999999 500]``) fills all memory.
    """

    def get_font(self, objid: Any, spec: Any) -> Any:
        """The font that ``spec`` describes."""
        return super().get_font(objid, {name: value for name, value in spec.items() if name not in ("W", "W2")})


def _character(font: Any, code: int) -> str:
    try:
        return str(font.to_unichr(code))
    except PDFUnicodeNotDefined:
        return "\ufffd"


def page_text(data: bytes, number: int) -> str:
    """The characters of the page with this number, counted from 1; what was read until it failed, where it fails."""
    resources = _WithoutWidths(caching=False)
    device = _CharacterDevice(resources)
    try:
        for page in PDFPage.get_pages(io.BytesIO(data), pagenos=[number - 1]):
            PDFPageInterpreter(resources, device).process_page(page)
    except Exception:  # noqa: BLE001  # pdfminer raises whatever a damaged file makes it stumble over
        return "".join(device.characters)
    return "".join(device.characters)
