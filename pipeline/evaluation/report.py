"""Scores for the eye and for programs: a table, the list of errors, or JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pipeline.evaluation.calibration import reliability
from pipeline.evaluation.gold import Item
from pipeline.evaluation.matching import FileScore, KindScore, WrongField

#: Characters of the source shown on either side of an error.
CONTEXT = 60

_SPACE = re.compile(r"\s+")
_NAME_FIELDS = ("type", "number", "date", "value", "value_max", "unit", "direction", "num", "den")


def as_table(pooled: FileScore, scores: list[FileScore]) -> Iterator[str]:
    """The pooled scores with their fields, then one line a file and kind."""
    yield f"{'':24}{'gold':>6}{'found':>7}{'right':>7}{'precision':>11}{'recall':>8}{'F1':>8}"
    for kind, score in pooled.kinds.items():
        yield _line(kind, score)
        for name, (right, judged) in score.fields.items():
            yield f"  {name:22}{judged:>6}{'':7}{right:>7}{'':11}{'':8}{_figure(right / judged):>8}"
    if len(scores) < 2:
        return
    yield ""
    for file in scores:
        yield file.name
        for kind, score in file.kinds.items():
            if kind != "report" and not (score.right or score.missed or score.false):
                continue
            fields = "  ".join(f"{name} {right}/{judged}" for name, (right, judged) in score.fields.items())
            yield f"{_line('  ' + kind, score)}  {fields}"


def as_details(scores: list[FileScore], texts: dict[str, str]) -> Iterator[str]:
    """Every miss, false hit and wrong field of every file, by kind, with the text around it."""
    for file in scores:
        text = texts[file.name]
        for kind, score in file.kinds.items():
            if not (score.missed or score.false or score.wrong):
                continue
            yield f"== {file.name}: {kind}"
            for item in score.missed:
                yield f"  missed  {_name(item)}\n          {_context(item, text)}"
            for item in score.false:
                yield f"  false   {_name(item)}\n          {_context(item, text)}"
            for wrong in score.wrong:
                yield _wrong_line(kind, wrong, text)
    yield ""


def as_json_text(pooled: FileScore, scores: list[FileScore]) -> str:
    """Pooled scores, scores by file, and every error."""
    data = {"pooled": _file_data(pooled, errors=False), "files": [_file_data(score, errors=True) for score in scores]}
    return json.dumps(data, ensure_ascii=False, indent=1, default=_plain)


def _line(name: str, score: KindScore) -> str:
    if name.strip() == "report":
        right = sum(right for right, _ in score.fields.values())
        judged = sum(judged for _, judged in score.fields.values())
        return f"{name:24}{judged:>6}{'':7}{right:>7}{'':11}{'':8}{_figure(right / judged if judged else None):>8}"
    gold, found = score.right + len(score.missed), score.right + len(score.false)
    shares = f"{_figure(score.precision):>11}{_figure(score.recall):>8}{_figure(score.f1):>8}"
    return f"{name:24}{gold:>6}{found:>7}{score.right:>7}{shares}"


def _figure(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"


def _name(item: Item) -> str:
    parts = [f"{name} {item[name]}" for name in _NAME_FIELDS if item.get(name) is not None]
    return f"{_flat(item['text'])}  ({', '.join(parts)})"


def _wrong_line(kind: str, wrong: WrongField, text: str) -> str:
    if kind == "report":
        return f"  wrong   {wrong.name}: gold {wrong.gold.get(wrong.name)!r}, got {wrong.got.get(wrong.name)!r}"
    name = "text" if wrong.name == "span" else wrong.name
    gold = wrong.gold.get("basis_core") or wrong.gold[name] if name == "basis" else wrong.gold[name]
    head = f"  wrong   {_flat(wrong.gold['text'])}  {wrong.name}: gold {gold!r}, got {wrong.got.get(name)!r}"
    return f"{head}\n          {_context(wrong.got, text)}"


def _context(item: Item, text: str) -> str:
    """The item in its place; by its first occurrence where gold has no offsets."""
    start = int(item["start"]) if "start" in item else text.find(item["text"])
    if start < 0:
        return "(not in the text as read)"
    end = int(item["end"]) if "end" in item else start + len(item["text"])
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return f"…{_flat(before)}[{_flat(text[start:end])}]{_flat(after)}…"


def _flat(text: str) -> str:
    """On one line: any run of white space is one space."""
    return _SPACE.sub(" ", text)


def _file_data(score: FileScore, errors: bool) -> dict[str, Any]:
    kinds: dict[str, Any] = {}
    for kind, part in score.kinds.items():
        data: dict[str, Any] = {}
        if kind != "report":
            data |= {"gold": part.right + len(part.missed), "found": part.right + len(part.false), "right": part.right}
            data |= {"precision": part.precision, "recall": part.recall, "f1": part.f1}
            data["reliability"] = [
                {"least": one.least, "records": one.count, "claimed": one.claimed, "right": one.right}
                for one in reliability(part.judged)
            ]
        data["fields"] = {
            name: {"right": right, "judged": judged, "accuracy": right / judged}
            for name, (right, judged) in part.fields.items()
        }
        if errors:
            data |= {"missed": part.missed, "false": part.false}
            data["wrong"] = [{"field": wrong.name, "gold": wrong.gold, "got": wrong.got} for wrong in part.wrong]
        kinds[kind] = data
    return {"name": score.name, "kinds": kinds}


def _plain(value: object) -> float | int:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} is not a value of the contract")
