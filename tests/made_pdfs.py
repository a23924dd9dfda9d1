"""Small PDFs made on the spot, and ``baocao`` run as a user runs it: as a process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import typst

ROOT = Path(__file__).resolve().parent.parent
_PAGE = """
#set page(paper: "a4", margin: 2cm)
#set text(font: "Libertinus Serif", size: 13pt, lang: "vi", hyphenate: false, ligatures: false)
"""
BODY = """
Tổng thu ngân sách trên địa bàn huyện đạt {value} tỷ đồng, đạt 53,04% so với KH tỉnh giao.

Thực hiện Quyết định số 19/QĐ-UBND ngày 04/01/2023 của UBND tỉnh về việc giao chỉ tiêu kế hoạch năm.
"""


def make_pdf(path: Path, value: str = "12,5", pages: int = 1) -> Path:
    """Write a PDF of ``pages`` pages with one figure, one percentage and one citation on each."""
    source = path.with_suffix(".typ")
    source.write_text(_PAGE + "#pagebreak()".join(BODY.format(value=value) for _ in range(pages)), encoding="utf-8")
    typst.compile(source, output=path)
    source.unlink()
    return path


def copies(original: Path, count: int) -> list[Path]:
    """``count`` files with the text of ``original`` and different bytes: PDF allows a comment after its end."""
    made = []
    for number in range(count):
        path = original.with_name(f"{original.stem}-{number:03}.pdf")
        path.write_bytes(original.read_bytes() + b"\n%% %d\n" % number)
        made.append(path)
    return made


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "web.cli", *map(str, arguments)]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80"}


def baocao(*arguments: object, cwd: Path, timeout: float = 120.0) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    return subprocess.run(
        command(*arguments), cwd=cwd, env=environment(), capture_output=True, encoding="utf-8", timeout=timeout
    )
