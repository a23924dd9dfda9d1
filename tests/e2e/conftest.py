"""What is tested here starts real processes or a real browser: all of it has the marker ``e2e``."""

from __future__ import annotations

from pathlib import Path

import pytest

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # The hook is called with the tests of every folder, not of this one alone.
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.e2e)
