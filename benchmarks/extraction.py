"""What other ways find on the same gold texts: an hour's regex script, quantulum3, eyecite, underthesea's NER.

    python benchmarks/extraction.py GOLD...      (without GOLD: the bundled samples and the case tables)

Judged are the number of a citation, value and unit of a figure, the value of a percentage; of tools that know none of
that, the value alone, or only that something was found at the place. quantulum3 and eyecite are not installed with the
project (``pip install quantulum3 eyecite``); a tool that is missing is left out, and said.
"""

from __future__ import annotations

import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

import corpus
from pipeline.evaluation.gold import Gold
from pipeline.evaluation.run import golds_of, predict

ROOT = Path(__file__).resolve().parent.parent
Spans = list[tuple[int, int, object]]

#: What someone writes in an hour who has read a few reports.
TYPES = "Nghị quyết|Quyết định|Nghị định|Thông tư|Chỉ thị|Công văn|Kế hoạch|Kết luận|Thông báo|Tờ trình|Báo cáo|Luật"
HOUR_CITATION = re.compile(
    rf"(?:{TYPES})(?: số)?:? *(?P<number>\d+[\w/.-]*[/-][\w/.&-]+)(?:,? ngày (?P<date>[\d/.-]+|\d+ tháng \d+ năm \d+))?"
)
HOUR_FIGURE = re.compile(
    r"(?P<number>\d[\d.,]*) ?(?P<unit>tỷ đồng|triệu đồng|nghìn đồng|đồng|tấn|tạ/ha|ha|km|m2|hộ|người|xã|thôn|trường"
    r"|học sinh|con|vụ|dự án|công trình|lao động|lượt)(?!\w)"
)
HOUR_PERCENT = re.compile(r"(?P<number>\d[\d.,]*) ?%")


def vietnamese(number: str) -> Decimal | None:
    try:
        return Decimal(number.rstrip(".,").replace(".", "").replace(",", "."))
    except InvalidOperation:
        return None


def hour_citations(text: str) -> Spans:
    return [(match.start(), match.end(), match["number"]) for match in HOUR_CITATION.finditer(text)]


def hour_figures(text: str) -> Spans:
    found = HOUR_FIGURE.finditer(text)
    return [(match.start(), match.end(), (vietnamese(match["number"]), match["unit"])) for match in found]


def hour_percentages(text: str) -> Spans:
    return [(match.start(), match.end(), vietnamese(match["number"])) for match in HOUR_PERCENT.finditer(text)]


def quantulum(kind: str) -> Callable[[str], Spans]:
    warnings.simplefilter("ignore")
    from quantulum3 import parser

    def find(text: str) -> Spans:
        wanted = [item for item in parser.parse(text) if (item.unit.name == "percentage") == (kind == "percentages")]
        return [(item.span[0], item.span[1], Decimal(str(item.value))) for item in wanted]

    return find


def eyecite(text: str) -> Spans:
    from eyecite import get_citations

    return [(*found.span(), found.matched_text()) for found in get_citations(text)]


def underthesea_ner(text: str) -> Spans:
    """The names of documents that NER marks: chunks that begin with a type word, whatever their class."""
    from underthesea import ner

    spans: Spans = []
    at = 0
    for word, _, _, tag in ner(text):
        place = text.find(word, at)
        if place < 0:
            continue
        at = place + len(word)
        if tag != "O":
            spans.append((place, at, word))
    return spans


def ours(gold: Gold, kind: str) -> Spans:
    document = corpus.read(gold.source) if gold.text is None else corpus.read_text(gold.text)
    items, _ = predict(document, gold)
    return [(item["start"], item["end"], _key(kind, item)) for item in items[kind]]


def _key(kind: str, item: dict[str, object]) -> object:
    if kind == "citations":
        return item["number"]
    return (item["value"], item["unit"]) if kind == "figures" else item["value"]


def tools(kind: str) -> Iterator[tuple[str, Callable[[str], Spans], str]]:
    """Name, finder, and what of the key it is judged by."""
    hour = {"citations": hour_citations, "figures": hour_figures, "percentages": hour_percentages}[kind]
    yield "regex of an hour", hour, {"citations": "number", "figures": "value and unit", "percentages": "value"}[kind]
    try:
        if kind == "citations":
            yield "eyecite", eyecite, "place"
            yield "underthesea NER", underthesea_ner, "place"
        else:
            yield "quantulum3", quantulum(kind), "value"
    except ImportError as error:
        print(f"{error.name} is not installed: left out", file=sys.stderr)


def judge(kind: str, gold: Gold, found: Spans, by: str) -> tuple[int, int, int]:
    """Right, found, wanted."""
    wanted = [item for item in gold.items[kind] if kind != "citations" or item["number"]]
    neutral = [*gold.neutral[kind], *(item for item in gold.items[kind] if item not in wanted)]
    used: set[int] = set()
    for item in wanted:
        for index, (start, end, key) in enumerate(found):
            meets = start < int(item["end"]) and int(item["start"]) < end
            if index not in used and meets and _agrees(kind, item, key, by):
                used.add(index)
                break
    rest = [
        span for index, span in enumerate(found)
        if index not in used and not any(span[0] < int(o["end"]) and int(o["start"]) < span[1] for o in neutral)
    ]  # fmt: skip
    return len(used), len(used) + len(rest), len(wanted)


def _agrees(kind: str, item: dict[str, object], key: object, by: str) -> bool:
    if by == "place":
        return True
    wanted = _key(kind, item)
    if by == "value" and kind == "figures":
        return wanted[0] == key  # type: ignore[index]  # a figure's key is a pair
    return bool(wanted == key)


def main() -> None:
    paths = [Path(path) for path in sys.argv[1:]] or [ROOT / "tests" / "cases"]
    golds = [gold for gold in golds_of(paths) if gold.has_offsets]
    print(f"{'':14}{'tool':20}{'judged by':18}{'recall':>8}{'precision':>11}{'texts/s':>9}")
    for kind in ("citations", "figures", "percentages"):
        annotated = [gold for gold in golds if kind in gold.kinds]
        texts = [gold.source.read_text("utf-8") if gold.text is None else gold.text for gold in annotated]
        rows: list[tuple[str, str, list[Spans], float]] = []
        by = {"citations": "number", "figures": "value and unit", "percentages": "value"}[kind]
        ours(annotated[0], kind)  # starting is not counted
        start = time.perf_counter()
        rows.append(("baocao", by, [ours(gold, kind) for gold in annotated], time.perf_counter() - start))
        for name, find, judged_by in tools(kind):
            try:
                find(texts[0])
                start = time.perf_counter()
                found = [find(text) for text in texts]
            except ImportError as error:
                print(f"{name}: {error.name} is not installed: left out", file=sys.stderr)
                continue
            rows.append((name, judged_by, found, time.perf_counter() - start))
        for name, judged_by, found, took in rows:
            pairs = zip(annotated, found, strict=True)
            counts = [judge(kind, gold, spans, judged_by) for gold, spans in pairs]
            right, given, wanted = (sum(column) for column in zip(*counts, strict=True))
            shares = f"{right / wanted:>8.3f}{right / given if given else 0:>11.3f}{len(texts) / took:>9.0f}"
            print(f"{kind:14}{name:20}{judged_by:18}{shares}")


if __name__ == "__main__":
    main()
