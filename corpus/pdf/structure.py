"""What a second parser (qpdf, through pikepdf) says of a file: its pages, damage, protection; and its repair."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import pikepdf

#: How much of what qpdf complains of is quoted.
_QUOTED = 2
#: ``stream <_io.BytesIO object at 0x7f…> (object 3 0, offset 12): …``: the name of the stream tells nobody anything.
_STREAM = re.compile(r"stream <[^>]*>(?:, | )?:? ?")
#: Complaints that cost no content: how keywords are spaced, what counts of objects say.
_HARMLESS = re.compile(r"carriage return only|reported number of objects|/ID in trailer|MediaBox is undefined")
_NO_SIZE = re.compile(r"kid (\d+)[^:]*MediaBox is undefined")


@dataclass(frozen=True, slots=True)
class Structure:
    """A file as qpdf sees it. ``pages`` is None, and ``trouble`` says why, where it cannot find them."""

    pages: int | None
    trouble: str | None = None
    damage: tuple[str, ...] = ()
    protected: bool = False
    sizeless: tuple[int, ...] = ()

    def remarks(self, pages: int) -> list[str]:
        """What is to be said of the file, of which pdfium has read ``pages``."""
        said = []
        if self.damage:
            told = "; ".join(self.damage[:_QUOTED])
            said.append(f"the file is damaged, and was mended while reading ({told}). Hold it against the original.")
        if self.pages is None:
            said.append(
                f"two parsers disagree: pdfium finds {pages} pages, qpdf none ({self.trouble}). Check the pages."
            )
        elif self.pages != pages:
            said.append(f"two parsers disagree: pdfium finds {pages} pages, qpdf {self.pages}. Check the pages.")
        if self.protected:
            said.append("the file is protected by its owner (no password is needed to read it).")
        said += [f"page {page}: says no size; it is read as a US letter page." for page in self.sizeless]
        return said


def structure(data: bytes) -> Structure:
    """Look at the bytes of a PDF; never raises."""
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            pages = len(pdf.pages)
            warned = [str(warning) for warning in pdf.get_warnings()]
            sizeless = tuple(sorted({int(match[1]) + 1 for text in warned for match in _NO_SIZE.finditer(text)}))
            damage = tuple(_told(text) for text in warned if not _HARMLESS.search(text))
            return Structure(pages, None, damage, bool(pdf.is_encrypted), sizeless)
    except pikepdf.PasswordError:
        return Structure(None, "it asks for a password")
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, MemoryError) as error:
        return Structure(None, _told(str(error)))


def repaired(data: bytes) -> tuple[bytes, str] | None:
    """The file written anew by qpdf, and what was wrong with it; None where qpdf cannot read it, or finds no page."""
    target = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            if not len(pdf.pages):
                return None
            warned = [_told(str(warning)) for warning in pdf.get_warnings()]
            pdf.save(target)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RuntimeError, TypeError, MemoryError):
        return None
    return target.getvalue(), "; ".join(warned[:_QUOTED])


def _told(text: str) -> str:
    return " ".join(_STREAM.sub("", text).split()) or "unknown"
