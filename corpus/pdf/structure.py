"""Checks the structure of a PDF with qpdf (through pikepdf): page count, damage, protection; and repairs it."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import pikepdf

#: How much of what qpdf complains of is quoted.
_MAX_QUOTED = 2
#: ``stream <_io.BytesIO object at 0x7f…> (object 3 0, offset 12): …``: the name of the stream tells nobody anything.
_STREAM = re.compile(r"stream <[^>]*>(?:, | )?:? ?")
#: Complaints that cost no content: how keywords are spaced, what counts of objects say.
_HARMLESS = re.compile(r"carriage return only|reported number of objects|/ID in trailer|MediaBox is undefined")
_NO_SIZE = re.compile(r"kid (\d+)[^:]*MediaBox is undefined")


@dataclass(frozen=True, slots=True)
class Structure:
    """A file as qpdf sees it. ``pages`` is None where qpdf cannot find any; ``problem`` is the reason then."""

    pages: int | None
    problem: str | None = None
    damage: tuple[str, ...] = ()
    protected: bool = False
    pages_without_size: tuple[int, ...] = ()

    def warnings(self, pages: int) -> list[str]:
        """The warnings about the file, of which pdfium has read ``pages`` pages."""
        sentences = []
        if self.damage:
            quoted = "; ".join(self.damage[:_MAX_QUOTED])
            sentences.append(
                f"the file is damaged, and was mended while reading ({quoted}). Hold it against the original."
            )
        if self.pages is None:
            sentences.append(
                f"two parsers disagree: pdfium finds {pages} pages, qpdf none ({self.problem}). Check the pages."
            )
        elif self.pages != pages:
            sentences.append(f"two parsers disagree: pdfium finds {pages} pages, qpdf {self.pages}. Check the pages.")
        if self.protected:
            sentences.append("the file is protected by its owner (no password is needed to read it).")
        sentences += [f"page {page}: says no size; it is read as a US letter page." for page in self.pages_without_size]
        return sentences


def read_structure(data: bytes) -> Structure:
    """The structure of a PDF; never raises."""
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            pages = len(pdf.pages)
            complaints = [str(warning) for warning in pdf.get_warnings()]
            pages_without_size = tuple(
                sorted({int(match[1]) + 1 for text in complaints for match in _NO_SIZE.finditer(text)})
            )
            damage = tuple(_readable(text) for text in complaints if not _HARMLESS.search(text))
            return Structure(pages, None, damage, bool(pdf.is_encrypted), pages_without_size)
    except pikepdf.PasswordError:
        return Structure(None, "it asks for a password")
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, MemoryError) as error:
        return Structure(None, _readable(str(error)))


def repair(data: bytes) -> tuple[bytes, str] | None:
    """The file written anew by qpdf, and what was wrong with it; None where qpdf cannot read it, or finds no page."""
    target = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            if not len(pdf.pages):
                return None
            complaints = [_readable(str(warning)) for warning in pdf.get_warnings()]
            pdf.save(target)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RuntimeError, TypeError, MemoryError):
        return None
    return target.getvalue(), "; ".join(complaints[:_MAX_QUOTED])


def _readable(text: str) -> str:
    return " ".join(_STREAM.sub("", text).split()) or "unknown"
