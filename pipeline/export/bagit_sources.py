"""The files that an archive was read from: which, under what names a bag holds them, whether they are as they were."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from db.types import SourceFile

#: What some file system or shell takes for something else, and blanks and controls, line ends among them.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd<>:"/\\|?*%]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
#: A byte of a name that is not UTF-8, as pipeline.load.discovery.shown_path writes it down.
_BYTE = re.compile(r"\\udc([89a-f][0-9a-f])")
_MAX_NAME_CHARS = 120
_BLOCK = 1 << 20


def safe_names(sources: Sequence[SourceFile]) -> list[str]:
    """A name in the bag for each of ``sources``: no folder, no sign that a system stumbles over, none twice.

    Of files with one name, also where only the case or the accents' spelling differs, each has eight digits of its
    hash in its name, or all 64 if that is taken.
    """
    plain = [_safe(source.file_name) for source in sources]
    shared = Counter(map(_key, plain))
    taken: set[str] = set()
    names = []
    for source, name in zip(sources, plain, strict=True):
        digest = source.sha256 or hashlib.sha256(source.paths[0].encode()).hexdigest()
        stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
        choices = [f"{stem}-{digest[:8]}{dot}{ending}", f"{stem}-{digest}{dot}{ending}", f"{digest}{dot}{ending}"]
        if shared[_key(name)] == 1:
            choices.insert(0, name)
        chosen = next(choice for choice in choices if _key(choice) not in taken)
        taken.add(_key(chosen))
        names.append(chosen)
    return names


def copy_source(source: SourceFile, target: Path) -> str | None:
    """Copy ``source`` to ``target`` if it has the content on record; else leave nothing there, and say why not."""
    if source.sha256 is None:
        return "could never be read, so that there is no hash on record"
    reasons = []
    for recorded in source.paths:
        path = _on_disk(recorded)
        if not path.is_file():
            reasons.append("is no longer there")
            continue
        try:
            if _copied(path, target) == source.sha256:
                return None
        except _UnreadableError as error:
            reasons.append(f"cannot be read ({error})")
        else:
            reasons.append("has other content now than when it was loaded")
        target.unlink(missing_ok=True)
    return reasons[0]


class _UnreadableError(Exception):
    """The source gives no bytes; an error of the target is another matter."""


def _copied(path: Path, target: Path) -> str:
    """The hash of what was copied, worked out on the way: the file may change while it is read."""
    digest = hashlib.sha256()
    try:
        source = path.open("rb")
    except OSError as error:
        raise _UnreadableError(error.strerror) from error
    with source, target.open("wb") as copy:
        while True:
            try:
                block = source.read(_BLOCK)
            except OSError as error:
                raise _UnreadableError(error.strerror) from error
            if not block:
                return digest.hexdigest()
            digest.update(block)
            copy.write(block)


def _on_disk(recorded: str) -> Path:
    return Path(_BYTE.sub(lambda byte: chr(0xDC00 + int(byte[1], 16)), recorded))


def _safe(name: str) -> str:
    text = _UNSAFE.sub("_", unicodedata.normalize("NFC", name)).strip().strip(".").strip()
    # A leading sign would be an option to some command, or a formula in a list of names.
    text = re.sub(r"^[-=+@~＝＋－＠]+", "_", text)
    stem, dot, ending = text.rpartition(".") if "." in text else (text, "", "")
    text = _shortened(stem, _MAX_NAME_CHARS) + dot + _shortened(ending, 16)
    return f"_{text}" if _RESERVED.match(text) else text or "source"


def _shortened(text: str, most: int) -> str:
    """At most ``most`` bytes of ``text``: file systems count these, and a Vietnamese letter takes up to three."""
    return text.encode()[:most].decode(errors="ignore").strip()


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
