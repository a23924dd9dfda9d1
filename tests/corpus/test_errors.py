"""Every reason has its class, a sentence with the file in it, and survives the way from a worker."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import corpus
from corpus import errors


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", b"", "empty"),
        ("a.txt", b"  \n\n", "empty"),
        ("a.pdf", b"<html><body>report</body></html>", "not_pdf"),
        ("a.pdf", b"%PDF-1.4\n", "damaged"),
        ("a.docx", b"PK\x03\x04", "not_pdf"),
    ],
)
def test_unreadable_files_are_named(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(errors.UnreadableFile) as caught:
        corpus.read(path)
    assert caught.value.kind == kind
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("error", [errors.NotPdf, errors.EmptyFile, errors.NoText, errors.TooLarge, errors.TimedOut])
def test_errors_cross_processes(error: type[errors.UnreadableFile]) -> None:
    again = pickle.loads(pickle.dumps(error("shelf/a.pdf", "says so.")))
    assert (type(again), again.kind, str(again)) == (error, error.kind, "shelf/a.pdf: says so.")
