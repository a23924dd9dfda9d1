"""Records, filters and lists of codes that the parts of an archive take and give. None of it needs pandas."""

from __future__ import annotations

from db.audit.model import SEVERITIES, FindingKind, Severity, finding_kinds
from db.bundle import Bundle, Row
from db.citations.conflicts import CONFLICTS, Conflict
from db.citations.filters import CitationFilter, DocumentFacets, Narrowed
from db.ingest.files import Reprocess, Status
from db.loads.jobs import JobFailure
from db.loads.runs import RunCounts, RunStatus
from db.maintenance.backup import ArchiveContents, SourceFile
from db.maintenance.verify import Problem
from db.read_models.archive_overview import ReportFilter
from db.read_models.document import StatedValue
from db.read_models.explanation import ExplainedPoint, Explanation
from db.read_models.findings import STATES, FindingFilter, LastAudit, Neighbours, State
from db.read_models.page_rows import Box, PageRow, Point
from db.read_models.search import Hit, Hits, SearchFilter
from db.read_models.series import MAIN_MEASURES, MEASURES, SeriesPage, Source
from db.read_models.series_scope import IndicatorRef, SeriesFilter, TermMatch
from db.review.corrections import Change
from db.review.editable_fields import FIELDS
from db.review.verdicts import VERDICTS, Judgement, Verdict
from db.schema.operations import REVIEWED_TABLES
from db.search.words import KINDS as SEARCH_KINDS
from db.series.query import ROW_KEY
from db.sql.values import MEASURES as EDITABLE_MEASURES
from db.sql.values import NUMBERS, ROLES

__all__ = [
    "CONFLICTS",
    "EDITABLE_MEASURES",
    "FIELDS",
    "MAIN_MEASURES",
    "MEASURES",
    "NUMBERS",
    "REVIEWED_TABLES",
    "ROLES",
    "ROW_KEY",
    "SEARCH_KINDS",
    "SEVERITIES",
    "STATES",
    "VERDICTS",
    "ArchiveContents",
    "Box",
    "Bundle",
    "Change",
    "CitationFilter",
    "Conflict",
    "DocumentFacets",
    "ExplainedPoint",
    "Explanation",
    "FindingFilter",
    "FindingKind",
    "Hit",
    "Hits",
    "IndicatorRef",
    "JobFailure",
    "Judgement",
    "LastAudit",
    "Narrowed",
    "Neighbours",
    "PageRow",
    "Point",
    "Problem",
    "ReportFilter",
    "Reprocess",
    "Row",
    "RunCounts",
    "RunStatus",
    "SearchFilter",
    "SeriesFilter",
    "SeriesPage",
    "Severity",
    "Source",
    "SourceFile",
    "State",
    "StatedValue",
    "Status",
    "TermMatch",
    "Verdict",
    "finding_kinds",
]
