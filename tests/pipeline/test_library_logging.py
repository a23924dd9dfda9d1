"""Libraries say nothing of their own on the terminal of who loads."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable

import pikepdf
import pytest

from pipeline.workers.library_logging import quiet_libraries


def nothing() -> None:
    return None


@pytest.mark.parametrize(("before", "said"), [(nothing, 1), (quiet_libraries, 0)])
def test_a_broken_stream_is_no_matter_of_the_terminal(before: Callable[[], None], said: int) -> None:
    pdf = pikepdf.new()
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        before()
        pikepdf.parse_content_stream(pdf.make_stream(b"BT (never closed"))
    assert len(heard) == said


def test_pdfminer_says_nothing(caplog: pytest.LogCaptureFixture) -> None:
    quiet_libraries()
    logging.getLogger("pdfminer.pdfinterp").warning("Could not set text font")
    assert not caplog.records
