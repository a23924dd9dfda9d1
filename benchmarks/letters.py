"""How many letters are read wrongly: the character error rate of a file against a reference, and what differs.

    python benchmarks/letters.py scan.pdf=transcript.txt legacy.pdf=born_digital.pdf

Both texts are NFC with single blanks. Of a PDF only what stands outside tables counts (tables are compared cell by cell
elsewhere). The rate is the Levenshtein distance over the length of the reference. A transcript can err: read the
differences, which are printed in their order.
"""

from __future__ import annotations

import argparse
import unicodedata
from pathlib import Path

from rapidfuzz.distance import Levenshtein

import corpus


def prose(path: Path) -> str:
    """The text of a PDF or text file outside its tables."""
    if path.suffix.lower() == ".txt":
        said = path.read_text(encoding="utf-8")
    else:
        document = corpus.read(path)
        said = "\n".join(document.text[b.start : b.end] for b in document.blocks if b.kind != "cell")
    return " ".join(unicodedata.normalize("NFC", said).split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="+", metavar="FILE=REFERENCE")
    parser.add_argument("--most", type=int, default=40, help="print so many differences of each pair (default: 40)")
    given = parser.parse_args()
    for pair in given.pairs:
        name, _, reference = pair.partition("=")
        wanted, read = prose(Path(reference)), prose(Path(name))
        steps = [step for step in Levenshtein.opcodes(wanted, read) if step.tag != "equal"]
        wrong = Levenshtein.distance(wanted, read)
        print(f"{name}: {wrong} of {len(wanted)} letters, {wrong / len(wanted):.3%}")
        for step in steps[: given.most]:
            before = wanted[max(0, step.src_start - 20) : step.src_start]
            there, here = wanted[step.src_start : step.src_end], read[step.dest_start : step.dest_end]
            print(f"  …{before}[{there}→{here}]")


if __name__ == "__main__":
    main()
