"""How many slips the audit sees: one number of the bundled reports is changed at a time, and the audit asked again.

    python benchmarks/injections.py [--changes 200] [--seed 1] [--list]

A change is one digit replaced, two neighbouring digits swapped, or a unit a thousand times too large or small (triệu
for tỷ), in one figure or percentage of a source of the samples. The report is set anew as a PDF, read, and stored in
place of the right one among the other reports. A change is *seen* when the audit then says what it did not say before.

Not every number can be seen to be wrong: one that is printed once, and that nothing else follows from, cannot. What can
is told beforehand, from the right reports alone: a number that takes part in a check that passed, and that the change
moves by more than its print can hide. Printed are how many changes are of such numbers, the share of these that is
seen, and the share of all.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "samples")]

from build import write_pdf  # noqa: E402  # the path comes first
from markup import read_source  # noqa: E402  # the path comes first

from corpus import read_pdf  # noqa: E402  # the path comes first
from db import Bundle, make_bundle, open_archive  # noqa: E402  # the path comes first
from db.archive import Archive  # noqa: E402  # the path comes first
from db.audit import audit  # noqa: E402  # the path comes first
from extractors.extraction import extract  # noqa: E402  # the path comes first
from pipeline.workers.contract import contract_object  # noqa: E402  # the path comes first

#: A number in the source: within an annotation of a figure or percentage, or in a cell of an annex.
_MARKED = re.compile(r"\{(?P<kind>[fp]) [^|{}]*\|(?P<words>[^{}]*)\}")
_CELL = re.compile(r"(?<=\| )(?P<words>\d[\d.,]*)(?= \||$)", re.MULTILINE)
_DIGITS = re.compile(r"\d[\d.,]*\d|\d")


@dataclass(frozen=True)
class Change:
    """One change of a source: ``start`` to ``end`` become ``new``."""

    stem: str
    start: int
    end: int
    old: str
    new: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--changes", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="print every change and what came of it")
    arguments = parser.parse_args()
    sources = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "samples" / "source").glob("*.txt"))}
    chance = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as folder:
        right = {stem: read(text, Path(folder)) for stem, text in sources.items()}
        with open_archive(Path(folder) / "a.db", write=True) as archive:
            ids = {stem: archive.ingest.store_report(bundle(found, stem), stem, "t") for stem, found in right.items()}
            before = audit(archive.database)
            printed = checked_numbers(archive, before.checked)
            tally = {"seen": 0, "can be seen": 0, "of these seen": 0, "all": 0}
            for _ in range(arguments.changes):
                change = a_change(sources, chance)
                wrong = sources[change.stem][: change.start] + change.new + sources[change.stem][change.end :]
                archive.ingest.store_report(
                    bundle(read(wrong, Path(folder)), change.stem), change.stem, "t", again=True
                )
                found = audit(archive.database)
                seen = bool(found.findings.keys() - before.findings.keys())
                can = (ids[change.stem], squeezed(change.old)) in printed and moves(change)
                archive.ingest.store_report(bundle(right[change.stem], change.stem), change.stem, "t", again=True)
                tally["all"] += 1
                tally["seen"] += seen
                tally["can be seen"] += can
                tally["of these seen"] += can and seen
                if arguments.list:
                    print(
                        f"{'seen' if seen else 'MISSED' if can else '-':<7} {change.stem}: {change.old} → {change.new}"
                    )
    report(tally)


def report(tally: dict[str, int]) -> None:
    """Print the shares."""
    print(f"{tally['all']} changes: {tally['can be seen']} of numbers that a check compares, beyond rounding")
    print(f"  of these seen: {tally['of these seen']} ({tally['of these seen'] / max(1, tally['can be seen']):.1%})")
    print(f"  of all seen:   {tally['seen']} ({tally['seen'] / max(1, tally['all']):.1%})")


def read(text: str, folder: Path) -> dict[str, object]:
    """What ``extract`` gives of a source, by way of its PDF."""
    pdf = folder / "report.pdf"
    write_pdf(read_source(text), pdf)
    document = read_pdf(pdf)
    return contract_object(document, extract(document))


def bundle(found: dict[str, object], stem: str) -> Bundle:
    """Under one hash, so that a changed report takes the place of the right one."""
    return make_bundle(found, stem.encode().hex()[:64].ljust(64, "0"), "1")


def checked_numbers(archive: Archive, checked: set[tuple[str, int]]) -> set[tuple[int, str]]:
    """The printed numbers that some check compared wherever they stand in their report."""
    found: set[tuple[int, str]] = set()
    missed: set[tuple[int, str]] = set()
    for table in ("figures", "percentages", "ratios"):
        for number, report_id, text in archive.database.conn.execute(f"SELECT id, report_id, text FROM {table}"):
            place = (report_id, squeezed(text))
            (found if (table, number) in checked else missed).add(place)
    return found - missed


def squeezed(text: str) -> str:
    """The digits and marks of a printed number."""
    match = _DIGITS.search(text)
    return match[0] if match else text


def a_change(sources: dict[str, str], chance: random.Random) -> Change:
    """One change at random, of one number of one source."""
    while True:
        stem = chance.choice(sorted(sources))
        text = sources[stem]
        places = [(match.start("words"), match.end("words")) for match in _MARKED.finditer(text)]
        places += [match.span("words") for match in _CELL.finditer(text)]
        start, end = chance.choice(places)
        words = text[start:end]
        number = _DIGITS.search(words)
        if number is None:
            continue
        new = wrong(words, number, chance)
        if new is not None and new != words:
            return Change(stem, start, end, words, new)


def wrong(words: str, number: re.Match[str], chance: random.Random) -> str | None:
    """``words`` with one slip."""
    if chance.random() < 0.2:
        for unit, other in (("tỷ đồng", "triệu đồng"), ("triệu đồng", "tỷ đồng")):
            if words.endswith(unit):
                return words.removesuffix(unit) + other
    digits = [place for place in range(number.start(), number.end()) if words[place].isdigit()]
    place = chance.choice(digits)
    if chance.random() < 0.3 and place + 1 < number.end() and words[place + 1].isdigit():
        return words[:place] + words[place + 1] + words[place] + words[place + 2 :]
    choices = [digit for digit in "0123456789" if digit != words[place] and (digit != "0" or place != digits[0])]
    return words[:place] + chance.choice(choices) + words[place + 1 :]


def moves(change: Change) -> bool:
    """Whether the change is of more than the last printed digit, which rounding may hide."""
    if squeezed(change.old) == squeezed(change.new):
        return True  # the unit
    old, new = (squeezed(text).replace(".", "").replace(",", "") for text in (change.old, change.new))
    return len(old) != len(new) or abs(int(old) - int(new)) > 1


if __name__ == "__main__":
    main()
