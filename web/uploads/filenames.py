"""Names of files that a stranger gave: made fit to be shown, and fit to be the name of a file on any system."""

from __future__ import annotations

import re
import unicodedata

_MAX_NAME_CHARS = 100
#: Bytes that a name may have on the usual file systems, less some for what others put behind it.
_MAX_NAME_BYTES = 220
#: Signs that Windows allows in no name.
_FORBIDDEN = re.compile(r'[<>:"|?*/\\]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\s*(?:\.|$))", re.IGNORECASE)


def shown_name(name: str) -> str:
    """The last part of a path of any system, NFC, without signs that cannot be seen or that turn the text about."""
    last = re.split(r"[/\\]", name.rstrip("/\\"))[-1]
    visible = (" " if char.isspace() else char for char in unicodedata.normalize("NFC", last))
    # C: control characters, the marks that reverse the direction of writing, halves of surrogate pairs.
    printable = "".join(char for char in visible if unicodedata.category(char)[0] != "C")
    return " ".join(printable.split())[:_MAX_NAME_CHARS]


def stored_name(name: str) -> str:
    """A name for the disk: as :func:`shown_name`, ending in ``.pdf``, of 100 characters at most, and never hidden,
    reserved, empty or a path.

    >>> stored_name("../../Báo cáo.PDF"), stored_name(".."), stored_name("con.pdf")
    ('Báo cáo.pdf', 'report.pdf', '_con.pdf')
    """
    cleaned = _FORBIDDEN.sub("_", shown_name(name))
    stem = re.sub(r"\.pdf$", "", cleaned, flags=re.IGNORECASE).strip(". ")
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    stem = stem[: _MAX_NAME_CHARS - len(".pdf")].encode()[:_MAX_NAME_BYTES].decode(errors="ignore").strip(". ")
    return f"{stem or 'report'}.pdf"
