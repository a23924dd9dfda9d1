"""Words of Vietnamese, asked for by many threads at once before anything is loaded."""

from __future__ import annotations

import subprocess
import sys

from tests.made_pdfs import ROOT, environment

_AT_ONCE = """
from concurrent.futures import ThreadPoolExecutor
from extractors.text.word_segmentation import segment
with ThreadPoolExecutor(8) as threads:
    found = list(threads.map(segment, ["tổng thu ngân sách, hộ nghèo"] * 8))
print(all(words == ["tổng thu", "ngân sách", "hộ", "nghèo"] for words in found))
"""


def test_threads_that_ask_at_once_get_the_same_words() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _AT_ONCE], cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "True", done.stderr
