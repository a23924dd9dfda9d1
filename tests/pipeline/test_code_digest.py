"""The version of the extraction: what outdates an archive, and what does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import extractors
from pipeline.load import extractor_version
from pipeline.load.code_digest import code_digest

LEXICON = """\
import re

PLAN = re.compile("kế hoạch|KH")
LIMIT = 40
"""
FINDER = '''\
"""Finds plans."""

from lexicon import LIMIT, PLAN


def find(text: str, start: int = 0) -> list[str]:
    """The plans of a text."""
    found = []
    for match in PLAN.finditer(text, start):
        found.append(match[0][:LIMIT])  # no more
    return found


def find_all(texts):
    return [find(text) for text in texts]
'''
TABLE = b"term,kind\nKH,plan\n"


def digest(*sources: str, table: bytes = TABLE) -> str:
    return code_digest(sources, [table])


SAME = {
    "files in another order": (FINDER, LEXICON),
    "a definition moved to another file": (LEXICON + FINDER.partition("\n\n\ndef find_all")[0].replace("from", "#"),
                                           "def find_all" + FINDER.partition("\n\n\ndef find_all")[2]),
    "a comment": (LEXICON, FINDER.replace("# no more", "# at the most")),
    "a docstring": (LEXICON, FINDER.replace("The plans of a text.", "Each plan.").replace("Finds plans.", "Plans.")),
    "a layout": (LEXICON, FINDER.replace("found = []", "found = (\n        []\n    )")),
    "an annotation": (LEXICON, FINDER.replace(": str, start: int", ", start").replace(" -> list[str]", "")),
    "a local name": (LEXICON, FINDER.replace("found", "plans")),
    "the name of a function": (LEXICON, re.sub(r"\bfind\b", "plans_of", FINDER)),
    "the name of a constant": (LEXICON.replace("LIMIT", "MAX_CHARS"), FINDER.replace("LIMIT", "MAX_CHARS")),
}  # fmt: skip
OTHER = {
    "a pattern": (LEXICON.replace("|KH", "|KH|DT"), FINDER),
    "a number": (LEXICON.replace("40", "41"), FINDER),
    "a default": (LEXICON, FINDER.replace("start: int = 0", "start: int = 1")),
    "another method": (LEXICON, FINDER.replace("finditer", "findall")),
    "another definition in its place": (LEXICON, FINDER.replace("match[0][:LIMIT]", "match[0][:PLAN]")),
    "a definition taken out": (LEXICON, FINDER.partition("\n\n\ndef find_all")[0]),
}


@pytest.mark.parametrize("sources", SAME.values(), ids=SAME)
def test_what_changes_nothing_is_no_new_version(sources: tuple[str, ...]) -> None:
    assert digest(*sources) == digest(LEXICON, FINDER)


@pytest.mark.parametrize("sources", OTHER.values(), ids=OTHER)
def test_what_changes_the_rows_is_a_new_version(sources: tuple[str, ...]) -> None:
    assert digest(*sources) != digest(LEXICON, FINDER)


def test_a_row_of_a_table_is_a_new_version() -> None:
    assert digest(LEXICON, FINDER, table=TABLE + b"DT,budget\n") != digest(LEXICON, FINDER)
    assert digest(LEXICON, FINDER, table=TABLE.replace(b"\n", b"\r\n")) == digest(LEXICON, FINDER)


def test_the_digest_of_this_code_is_kept_for_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    extractor_version._code_version.cache_clear()
    first = extractor_version.extractor_version("never")
    assert re.fullmatch(r"[\d.]+\+[0-9a-f]{10}\.no-ocr", first)
    assert (tmp_path / "baocao" / "code-digest.json").is_file()
    monkeypatch.setattr("pipeline.load.code_digest.code_digest", lambda *_: pytest.fail("worked out again"))
    extractor_version._code_version.cache_clear()
    assert extractor_version.extractor_version("never") == first


def test_every_source_of_extraction_counts() -> None:
    root = Path(extractors.__file__).parent
    names = [name for name, _ in extractor_version._sources(root, "extractors")]
    assert "extractors/data/units.csv" in names
    assert "extractors/temporal/plan_rules.py" in names
