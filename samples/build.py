"""Makes the sample reports: ``samples/source/X.txt`` becomes ``samples/X.pdf`` and ``samples/gold/X.pdf.gold.json``.

make samples        (or: .venv/bin/python samples/build.py)
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import typst  # noqa: E402  # the script's own folder comes first
from markup import Annex, Source, read_source  # noqa: E402
from typeset import typeset  # noqa: E402


def main() -> None:
    """Build every sample."""
    for path in sorted((HERE / "source").glob("*.txt")):
        source = read_source(path.read_text(encoding="utf-8"))
        write_pdf(source, HERE / f"{path.stem}.pdf")
        (HERE / "gold").mkdir(exist_ok=True)
        (HERE / "gold" / f"{path.stem}.pdf.gold.json").write_text(gold_text(source), encoding="utf-8")
        counts = ", ".join(f"{len(items)} {kind}" for kind, items in source.gold.items())
        print(f"{path.stem}: {counts}")


def write_pdf(source: Source, target: Path) -> None:
    """Set the report with the fonts that Typst brings, so that every machine makes the same pages."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "report.typ"
        written.write_text(typeset(source), encoding="utf-8")
        typst.compile(written, output=target, ignore_system_fonts=True)


def gold_text(source: Source) -> str:
    """The gold file: the header, and the items in the order in which they were written."""
    header = source.header
    report: dict[str, Any] = {
        name: header.get(name)
        for name in ("number", "type", "place", "title", "addressee", "period", "signer", "signer_title")
    }
    report |= {name: header[name] for name in ("issuer", "district", "province")}
    report["date"] = header["date"].isoformat()
    # An annex names the report that it belongs to: a reader could take that for a citation or not.
    own = {
        "text": f"Báo cáo số {header['number']} ngày {header['date'].day}/{header['date'].month}/{header['date'].year}",
        "type": "Báo cáo",
        "number": header["number"],
        "date": header["date"].isoformat(),
        "issuer": None,
        "optional": True,
    }
    neutral = {"citations_borderline": [own for block in source.blocks if isinstance(block, Annex)]}
    return json.dumps({"report": report, **source.gold, **neutral}, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    main()
