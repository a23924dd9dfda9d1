"""The two zones of a report in two columns: the letterhead (quốc hiệu), and the recipients (Nơi nhận) and signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import BlockKind
from corpus.layout.lines import Line, Run, cut_run, group_lines
from corpus.page.characters import PageCharacters

#: The motto that opens the right column; the Party's letterhead has its own.
MOTTO = re.compile(
    r"CỘNG\s*H?(?:ÒA|OÀ)\s+XÃ\s+H?ỘI\s+C?H?[ỦŨ]\s+NG|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM\s*$|^Độc lập\s*[-–]\s*Tự do"
)
#: The place of the place-and-date line after a number on the same line: `Số: 12/BC-STP Vĩnh Long, ngày …`.
PLACE_BEFORE_DATE = re.compile(r"(?<=\s)(?:[A-ZĐÀ-Ỹ][^\W\d]*\s){0,3}[A-ZĐÀ-Ỹ][^\W\d]*\s*,\s*ngày\b")
#: The report's own number, the last line of the left column but for a subject.
REPORT_NUMBER = re.compile(r"^\W*Số\b")
PLACE_AND_DATE = re.compile(r"ngày\s*[\d.…]*\s*tháng\s*[\d.…]*\s*năm", re.IGNORECASE)
RECIPIENTS = re.compile(r"^\W*N[Ơơ]I\s+NH[Ậậ]N\b", re.IGNORECASE)
#: What a signature opens with: in whose name, or the office.
SIGNING = re.compile(r"^(TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\s*[./]|^(CHỦ TỊCH|PHÓ CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|TRƯỞNG)\b")


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone: its lines in reading order, each a block of its kind; and the runs of the page before and after it."""

    before: tuple[Run, ...]
    lines: tuple[tuple[BlockKind, Line], ...]
    after: tuple[Run, ...]


def find_letterhead(page: PageCharacters, runs: Sequence[Run]) -> Zone | None:
    """The letterhead of a page, left column first; None when the page has no motto."""
    width = page.width
    runs = [part for run in runs for part in _split_at(page, run, MOTTO)]
    mottos = [run for run in runs if MOTTO.search(run.text) and run.x0 > 0.25 * width]
    if not mottos:
        return None
    motto = min(mottos, key=lambda run: run.y0)
    split = motto.x0
    near = motto.y1 + 8 * motto.size
    runs = [part for run in runs for part in (_split_at(page, run, PLACE_BEFORE_DATE) if run.y0 < near else [run])]
    rows = group_lines(runs)
    first = next(index for index, row in enumerate(rows) if motto in row.runs)
    while first and rows[first - 1].y1 > motto.y0 - motto.size and rows[first - 1].x1 < split:
        first -= 1
    left: list[Run] = []
    right: list[Run] = []
    last, dated = first - 1, False
    for row in rows[first:]:
        sides = [_column_of(run, split, motto, left) for run in row.runs]
        if "left" in sides:
            # What stands beside a line of the left column is no title, wherever a blank day or month cuts its line.
            sides = [
                side or ("right" if run.x0 > split - motto.size else None)
                for run, side in zip(row.runs, sides, strict=True)
            ]
        alone_right = dated and "left" not in sides
        if None in sides or alone_right or row.y0 - motto.y1 > 12 * motto.size:
            break
        for run, side in zip(row.runs, sides, strict=True):
            (left if side == "left" else right).append(run)
            dated = dated or bool(side == "right" and PLACE_AND_DATE.search(run.text))
        last += 1
    lines: list[tuple[BlockKind, Line]] = [("letterhead", line) for line in group_lines(left) + group_lines(right)]
    before = tuple(run for row in rows[:first] for run in row.runs)
    return Zone(before, tuple(lines), tuple(run for row in rows[last + 1 :] for run in row.runs))


def _split_at(page: PageCharacters, run: Run, pattern: re.Pattern[str]) -> list[Run]:
    """The parts of a run that two close columns make up, cut where ``pattern`` begins; else the run alone."""
    match = pattern.search(run.text)
    if match is None or match.start() == 0 or not run.text[: match.start()].strip():
        return [run]
    return cut_run(page, run, run.start + match.start())


def _column_of(run: Run, split: float, motto: Run, left: Sequence[Run]) -> str | None:
    """``left`` or ``right``; None for a run that belongs to neither column, such as the title below."""
    if REPORT_NUMBER.match(run.text) and run.x0 < split:
        return "left"
    # The place and date may be wider than the motto above it.
    if PLACE_AND_DATE.search(run.text) and run.middle > split:
        return "right"
    if run.x1 <= split + motto.size and run.x0 < split - motto.size:
        return "left"
    if run.x0 < split - motto.size and run.x1 > split + 2 * motto.size:
        return None
    centre = sum(r.middle for r in left) / len(left) if left else 2 * split - motto.middle
    # A title is centred on the page, the lines of the right column are centred on the motto.
    page_middle = (centre + motto.middle) / 2
    return "right" if abs(run.middle - motto.middle) < abs(run.middle - page_middle) else None


def find_closing_block(runs: Sequence[Run], width: float) -> Zone | None:
    """``Nơi nhận`` and the signature beside it, left column first; None when the page has neither."""
    recipients_heads = [run for run in runs if RECIPIENTS.match(run.text) and run.x0 < 0.45 * width]
    signing_heads = [run for run in runs if SIGNING.match(run.text) and run.x0 > 0.35 * width]
    if not recipients_heads and not signing_heads:
        return None
    # The last closing block of the page: an annex after it has its own runs below.
    anchor = recipients_heads[-1] if recipients_heads else signing_heads[0]
    top = anchor.y0
    signings_beside = [run for run in signing_heads if abs(run.y0 - top) < 4 * anchor.size]
    top = min([top, *(run.y0 for run in signings_beside)]) - 0.3 * anchor.size
    rows = group_lines(runs)
    before = [run for row in rows if row.runs[0].y0 < top for run in row.runs if run.y0 < top]
    left: list[Run] = []
    right: list[Run] = []
    after: list[Run] = []
    for row in rows:
        inside = [run for run in row.runs if run.y0 >= top]
        if after or any(_spans_both_columns(run, width) for run in inside):
            after += inside
            continue
        for run in inside:
            (right if run.x0 > 0.36 * width and run.middle > 0.5 * width else left).append(run)
    if not recipients_heads and left:
        return None
    lines: list[tuple[BlockKind, Line]] = [("recipients", line) for line in group_lines(left)]
    lines += [("signature", line) for line in group_lines(right)]
    return Zone(tuple(before), tuple(lines), tuple(after))


def _spans_both_columns(run: Run, width: float) -> bool:
    """Whether a run is wider than one column of the closing block can be."""
    return run.x0 < 0.35 * width and run.x1 > 0.62 * width
