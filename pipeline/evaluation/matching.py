"""Gold against what was extracted: one-to-one matches, what is missed, what is false, and which fields are wrong."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.evaluation.gold import KINDS, Gold, Item
from pipeline.evaluation.rules import REPORT_FIELDS, RULES, Rules
from pipeline.evaluation.text_equality import contains, fold


@dataclass(frozen=True)
class WrongField:
    """A field of a matched item, or of the report, that is not what gold says."""

    name: str
    gold: Item
    got: Item


@dataclass(frozen=True)
class Judged:
    """A record that counts: how it was read, whether anything is doubted in it, how sure it is, whether it is right."""

    how: str
    doubted: bool
    confidence: float
    right: bool


@dataclass(frozen=True)
class KindScore:
    """The result for one kind of one file, or of many: ``fields`` counts (right, judged) by field name."""

    right: int = 0
    missed: tuple[Item, ...] = ()
    false: tuple[Item, ...] = ()
    fields: dict[str, tuple[int, int]] = field(default_factory=dict)
    wrong: tuple[WrongField, ...] = ()
    judged: tuple[Judged, ...] = ()

    @property
    def precision(self) -> float | None:
        """Right among extracted; None when nothing was extracted."""
        return _share(self.right, self.right + len(self.false))

    @property
    def recall(self) -> float | None:
        """Right among annotated; None when nothing is annotated."""
        return _share(self.right, self.right + len(self.missed))

    @property
    def f1(self) -> float | None:
        """The harmonic mean; None when there is neither gold nor answer."""
        return _share(2 * self.right, 2 * self.right + len(self.missed) + len(self.false))


@dataclass(frozen=True)
class FileScore:
    """The result for one file: a score for each annotated kind, and the header as the pseudo-kind ``report``."""

    name: str
    kinds: dict[str, KindScore]


def score_file(name: str, gold: Gold, extracted: dict[str, list[Item]], report: Item) -> FileScore:
    """Score the items of one source.

    Offsets of ``extracted`` are those shown to users. ``report`` is the header that was extracted.
    """
    kinds = {}
    for kind in gold.kinds:
        wanted, neutral = list(gold.items[kind]), list(gold.neutral[kind])
        kinds[kind] = score_kind(kind, wanted, neutral, extracted[kind], gold.has_offsets)
    if gold.report is not None:
        kinds["report"] = score_report(gold.report, report)
    return FileScore(name, kinds)


def score_kind(kind: str, gold: list[Item], neutral: list[Item], extracted: list[Item], offsets: bool) -> KindScore:
    """Match one kind one to one, then judge the fields of the matches."""
    rules = RULES[kind]
    pairs = _match(rules, gold, extracted, offsets)
    matched_gold = {index for index, _ in pairs}
    matched_got = {index for _, index in pairs}
    rest = [item for index, item in enumerate(extracted) if index not in matched_got]
    fields: dict[str, tuple[int, int]] = {}
    wrong: list[WrongField] = []
    for gold_index, got_index in sorted(pairs):
        for name, verdict in _judge(rules, gold[gold_index], extracted[got_index], offsets).items():
            right, judged = fields.get(name, (0, 0))
            fields[name] = (right + verdict, judged + 1)
            if not verdict:
                wrong.append(WrongField(name, gold[gold_index], extracted[got_index]))
    false = tuple(item for item in rest if not any(_touches(item, other, offsets) for other in neutral))
    counted = [(extracted[index], True) for index in sorted(matched_got)] + [(item, False) for item in false]
    return KindScore(
        right=len(pairs),
        missed=tuple(item for index, item in enumerate(gold) if index not in matched_gold),
        false=false,
        fields=fields,
        wrong=tuple(wrong),
        judged=tuple(
            Judged(item["how"], bool(item["doubts"]), item["confidence"], right)
            for item, right in counted
            if item.get("confidence") is not None
        ),
    )


def score_report(gold: Item, got: Item) -> KindScore:
    """Each header field that gold has, right or wrong. There is no precision here: every field is always asked for."""
    fields: dict[str, tuple[int, int]] = {}
    wrong: list[WrongField] = []
    for name, judge in REPORT_FIELDS.items():
        if name not in gold:
            continue
        verdict = bool(judge(gold, got))
        fields[name] = (int(verdict), 1)
        if not verdict:
            wrong.append(WrongField(name, gold, got))
    return KindScore(fields=fields, wrong=tuple(wrong))


def pool(scores: list[FileScore]) -> FileScore:
    """All files as if they were one (micro average)."""
    kinds: dict[str, KindScore] = {}
    for kind in (*KINDS, "report"):
        parts = [score.kinds[kind] for score in scores if kind in score.kinds]
        if parts:
            kinds[kind] = _sum(parts)
    return FileScore("all files", kinds)


def _sum(parts: list[KindScore]) -> KindScore:
    fields: dict[str, tuple[int, int]] = {}
    for part in parts:
        for name, (right, judged) in part.fields.items():
            before = fields.get(name, (0, 0))
            fields[name] = (before[0] + right, before[1] + judged)
    return KindScore(
        right=sum(part.right for part in parts),
        missed=tuple(item for part in parts for item in part.missed),
        false=tuple(item for part in parts for item in part.false),
        fields=fields,
        wrong=tuple(item for part in parts for item in part.wrong),
        judged=tuple(item for part in parts for item in part.judged),
    )


def _match(rules: Rules, gold: list[Item], got: list[Item], offsets: bool) -> list[tuple[int, int]]:
    """One to one, the likest pairs first; where they are equally like, in the order of the text."""
    candidates = []
    for gold_index, wanted in enumerate(gold):
        for got_index, answer in enumerate(got):
            if not rules.same_key(wanted, answer):
                continue
            if (offsets or rules.is_vague(wanted)) and not _touches(answer, wanted, offsets):
                continue
            likeness = _likeness(rules, wanted, answer, offsets)
            candidates.append((likeness, -gold_index, -got_index))
    pairs: list[tuple[int, int]] = []
    taken_gold: set[int] = set()
    taken_got: set[int] = set()
    for _, gold_index, got_index in sorted(candidates, reverse=True):
        if -gold_index not in taken_gold and -got_index not in taken_got:
            taken_gold.add(-gold_index)
            taken_got.add(-got_index)
            pairs.append((-gold_index, -got_index))
    return pairs


def _likeness(rules: Rules, gold: Item, got: Item, offsets: bool) -> tuple[bool, int]:
    if offsets:
        return _same_span(gold, got, offsets), min(gold["end"], got["end"]) - max(gold["start"], got["start"])
    # Without offsets, whole records are compared: of two equal keys, the one whose fields agree is the one meant.
    return _same_span(gold, got, offsets), sum(_judge(rules, gold, got, offsets).values())


def _judge(rules: Rules, gold: Item, got: Item, offsets: bool) -> dict[str, bool]:
    verdicts = {"span": _same_span(gold, got, offsets)}
    for name, judge in rules.fields.items():
        verdict = judge(gold, got)
        if verdict is not None:
            verdicts[name] = verdict
    return verdicts


def _same_span(gold: Item, got: Item, offsets: bool) -> bool:
    if offsets:
        return bool(gold["start"] == got["start"] and gold["end"] == got["end"])
    return fold(gold["text"]) == fold(got["text"])


def _touches(item: Item, other: Item, offsets: bool) -> bool:
    """The spans overlap; without offsets, one text holds the other."""
    if offsets:
        return bool(item["start"] < other["end"] and other["start"] < item["end"])
    return contains(item["text"], other["text"]) or contains(other["text"], item["text"])


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
