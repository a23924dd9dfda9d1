"""The example of the README for those who use baocao as a library runs, and prints what it shows."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from tests.made_pdfs import ROOT


def test_the_library_example_prints_what_the_readme_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    section = (ROOT / "README.md").read_text("utf-8").partition("\n## As a library\n")[2].partition("\n## ")[0]
    (example,) = re.findall(r"^```pycon\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    monkeypatch.chdir(tmp_path)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    report: list[str] = []
    runner.run(doctest.DocTestParser().get_doctest(example, {}, "README.md", None, None), out=report.append)
    assert runner.summarize(verbose=False).attempted > 5
    assert not report, "".join(report)
