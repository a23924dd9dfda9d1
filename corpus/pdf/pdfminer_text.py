"""The letters of a page as pdfminer reads them, without their places: for what the second parser cannot tell.

It knows more kinds of fonts, and takes ten times as long: half of what its own text extraction takes.
"""

from __future__ import annotations

import io
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage


class _CharacterDevice(PDFTextDevice):
    """Takes note of what is shown, in the order of the file."""

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
    """Fonts without the widths of their letters, which nobody asks for here.

    pdfminer writes a range of widths out letter by letter: of a damaged file (``/W [0 999999999999 500]``) until the
    memory ends.
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
