"""What the extractors find: frozen records, one class for each kind, the field names those of the public contract.

``start`` and ``end`` are offsets into ``Document.text``; ``text`` is that span. Values are :class:`~decimal.Decimal`,
dates ISO strings, and None means that the text does not say.

``how`` is the way in which a record was read, ``doubts`` what may be wrong with it (``numbers/plausibility.py``), and
``confidence`` the share of records read in that way that were right (``confidence.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal

Relation = Literal["đạt", "tăng", "giảm", "chiếm", "bằng", "tỷ lệ", "khác"]
Direction = Literal["+", "-"]
Measure = Literal["value", "percent_of_plan", "percent_of_base", "growth", "share", "level"]
Role = Literal["actual", "estimate", "plan", "prior"]
#: The lists of an extraction whose records are printed somewhere: each has a span.
RecordKind = Literal["citations", "figures", "percentages", "ratios"]


class PrintedRecord:
    """What the records of all four kinds share: a span of the text, and an id.

    ``id`` is the kind and the offset, ``figures@812``: it names one record of a document wherever lists are cut, merged
    or sorted. Positions in a list are for the outside, and worked out once (:meth:`Extraction.positions`).
    """

    __slots__ = ()
    record_kind: ClassVar[RecordKind]
    start: int
    end: int

    @property
    def id(self) -> str:
        """The id of the record: no other of its document has it."""
        return f"{self.record_kind}@{self.start}"

    @property
    def span(self) -> tuple[int, int]:
        """Start and end, the end exclusive."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Citation(PrintedRecord):
    """A mention (viện dẫn) of one official document. ``inherited`` names the fields read from outside the span."""

    record_kind = "citations"
    start: int
    end: int
    text: str
    type: str | None
    number: str | None
    date: str | None
    issuer: str | None
    title: str | None
    pinpoint: str | None = None
    year: int | None = None
    numbered: bool = True
    in_footnote: bool = False
    inherited: tuple[str, ...] = ()
    title_start: int | None = None
    title_end: int | None = None
    how: str = ""
    doubts: tuple[str, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Figure(PrintedRecord):
    """A quantity (số liệu) with a unit or a counted noun. ``base_value`` is in VND, m², kg or persons, where known."""

    record_kind = "figures"
    start: int
    end: int
    text: str
    value: Decimal
    value_max: Decimal | None
    unit: str
    base_value: Decimal | None
    base_unit: str | None
    indicator: str | None
    kind: Literal["measure", "count"] = "measure"
    indicator_start: int | None = None
    indicator_end: int | None = None
    parent: str | None = None
    how: str = ""
    doubts: tuple[str, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Percentage(PrintedRecord):
    """A percentage (tỷ lệ phần trăm). ``figure`` is the id of the figure it speaks of.

    ``indicator`` may be put together of two places (``Gạo`` … ``về lượng``): it has no start and end then.
    """

    record_kind = "percentages"
    start: int
    end: int
    text: str
    value: Decimal
    value_max: Decimal | None
    relation: Relation
    direction: Direction | None
    basis: str | None
    indicator: str | None
    permille: bool = False
    basis_start: int | None = None
    basis_end: int | None = None
    indicator_start: int | None = None
    indicator_end: int | None = None
    figure: str | None = None
    how: str = ""
    doubts: tuple[str, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Ratio(PrintedRecord):
    """A ratio (tỷ số) ``num/den`` of one noun, ``what``, and whom it is said of, ``subject``."""

    record_kind = "ratios"
    start: int
    end: int
    text: str
    num: Decimal
    den: Decimal
    what: str | None
    subject: str | None
    how: str = ""
    doubts: tuple[str, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class ReportHeader:
    """The report itself. ``period`` is written 2023, 2023-H1, 2023-Q1, 2019-9M or 2023-05; its ends are ISO dates."""

    number: str | None = None
    type: str | None = None
    issuer: str | None = None
    place: str | None = None
    date: str | None = None
    title: str | None = None
    addressee: str | None = None
    signer: str | None = None
    signer_title: str | None = None
    commune: str | None = None
    district: str | None = None
    province: str | None = None
    period: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    signing_capacity: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """A data point: one value of one indicator of one district in one period, and the record that it was read from.

    ``indicator`` is the phrase as printed; ``indicator_code`` its entry in ``data/indicators.csv`` where one matches.
    ``source`` and ``record_id`` name the list and the record in it: the evidence. ``period`` is that of the value:
    the report's own, an earlier one (``prior``), one to come (``plan``), or None where the text leaves it open.
    ``method`` is the rule of the temporal reference that gave ``role`` and ``period`` (``data/time_rules.csv``), and
    ``cue_start`` and ``cue_end`` the words it was read from, None where the rule needs none.
    ``place`` is a commune or village that the sentence speaks of: its value is not the district's.

    Another column of observations takes five files: this one (a field), the module of this package that fills it,
    ``db/schema/tables.py`` (a column), ``db/schema/migrations.py`` (a step) and ``db/schema/views.py`` (where the view
    shall show it). The JSON contract, the bundle, shards and exports are derived from these; a field named ``…_start``
    or ``…_end`` is taken for an offset there.
    """

    indicator: str
    indicator_code: str | None
    measure: Measure
    basis: str | None
    role: Role
    value: Decimal
    unit: str
    source: Literal["figures", "percentages", "ratios"]
    record_id: str
    period: str | None = None
    place: str | None = None
    method: str = ""
    cue_start: int | None = None
    cue_end: int | None = None


@dataclass(frozen=True, slots=True)
class Equation:
    """Printed numbers that a report ties to each other, by record id; whether they agree is not said here.

    ``sum``: ``result`` is the total of ``operands``; they claim to be all of it where ``complete``, else a part.
    ``shares``: ``operands`` are percentages that make 100 together; ``result`` is None.
    ``percent_of``: ``result`` is a percentage, ``operands`` the value and what it is a percentage of (or one ratio).
    ``growth``: ``result`` is by how many per cent the first of ``operands`` is above (below) the second.
    ``how``: ``prose``, ``near`` (prose, tied by nearness alone) or ``table``.
    """

    kind: Literal["sum", "shares", "percent_of", "growth"]
    result: str | None
    operands: tuple[str, ...]
    complete: bool = True
    how: Literal["prose", "near", "table"] = "prose"


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document gave."""

    report: ReportHeader
    citations: tuple[Citation, ...] = ()
    figures: tuple[Figure, ...] = ()
    percentages: tuple[Percentage, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    observations: tuple[Observation, ...] = ()
    equations: tuple[Equation, ...] = ()

    def positions(self) -> dict[str, int]:
        """The position of each figure, percentage, ratio and citation in its list, by id."""
        lists = (self.citations, self.figures, self.percentages, self.ratios)
        return {record.id: index for records in lists for index, record in enumerate(records)}
