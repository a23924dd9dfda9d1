"""Case tables: many short texts in one file, each line a case with its annotation in the markup of
``pipeline.evaluation.markup``.

    # what the cases below have in common
    Thực hiện {c type=Quyết định; number=21/QĐ-UBND|Quyết định số 21/QĐ-UBND} về {t|giao dự toán}.

``\\n`` in a case is a line break; ``! `` ahead of it says that it is known to be read wrongly today. A table annotates
one kind of record, named by the file: ``citations.cases``.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.evaluation.gold import KINDS, Gold, GoldError, Item
from pipeline.evaluation.markup import MARKS, InlineReader


def load_cases(path: Path) -> Iterator[Gold]:
    """A gold of its own for every case of a table. Raises GoldError where the file is not as described above."""
    kind = path.stem
    if kind not in KINDS:
        raise GoldError(f"{path}: a case table is named after what it annotates: {', '.join(KINDS)}. Rename it.")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("# "):
            yield _case(path, kind, number, line)


def _case(path: Path, kind: str, number: int, line: str) -> Gold:
    items: dict[str, list[Item]] = {name: [] for name in MARKS.values()}
    known_wrong = line.startswith("! ")
    reader = InlineReader(line.removeprefix("! ").replace("\\n", "\n"), items, offsets=True)
    try:
        pieces = list(reader.read())
    except ValueError as error:
        raise GoldError(f"{path}, line {number}: {error}. Correct the markup.") from error
    listed = [{name: _exact(value) for name, value in item.items()} for item in items[kind]]
    return Gold(
        path=path,
        source=path.with_name(f"{path.name}:{number}"),
        items={kind: tuple(item for item in listed if not item.get("optional"))},
        neutral={name: tuple(item for item in items[name] if item.get("optional")) for name in KINDS},
        report=None,
        has_offsets=True,
        has_cells=False,
        text="".join(piece for piece in pieces if isinstance(piece, str)),
        known_wrong=known_wrong,
    )


def _exact(value: Any) -> Any:
    """Numbers as the extractors have them."""
    return Decimal(str(value)) if isinstance(value, float) else value
