"""How a database file gets its tables, and how an older one is brought up to date. Released steps are never changed."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database, Migrations
from sqlite_utils.db import ForeignKey

from db.citations.counts import COUNT_DOCUMENTS
from db.citations.identity import without_year
from db.citations.register import renew_documents
from db.schema.operations import (
    ASSIGNMENT,
    AUDIT,
    CORRECTION,
    DISMISSAL,
    DISMISSAL_VERDICT,
    JOB,
    KNOWN_DOCUMENT,
    REVIEW,
    REVIEWED_TABLES,
    RUN,
    RUN_FAILURE,
)
from db.schema.tables import DOCUMENT_COUNTS, FINDING, OF_REPORT, PAGE, PHRASE, REFERENCES, REPORT, SURENESS, TEXT
from db.schema.views import FIRST_VIEWS, VIEWS
from db.search.index import FTS_COLUMNS, SEARCHED, rebuild
from db.sql.folding import text_key

migrations = Migrations("baocao")


@migrations()
def create_tables(db: Database) -> None:
    """Every table of the contract."""
    db.table("reports").create(REPORT, pk="id", not_null={"sha256", "source_path", "extractor_version"})
    db.table("report_texts").create(TEXT, pk="report_id", foreign_keys=[_owner("report_texts")])
    db.table("pages").create(PAGE, pk="id", foreign_keys=[_owner("pages")])
    documents = {"id": int, "type": str, "number": str, "date": str, "year": int, "issuer": str, "title": str}
    documents |= {"scope": str, "key": str, "held_report_id": int}
    held = ForeignKey("cited_documents", "held_report_id", "reports", "id", on_delete="SET NULL")
    db.table("cited_documents").create(documents, pk="id", not_null={"key"}, foreign_keys=[held])
    indicators = {"id": int, "code": str, "name": str, "group": str, "unit": str, "key": str}
    db.table("indicators").create(indicators, pk="id", not_null={"key", "name"})
    for name, columns in OF_REPORT.items():
        references = [ForeignKey(name, key, other, "id") for key, other in REFERENCES.items() if key in columns]
        db.table(name).create(columns, pk="id", foreign_keys=[_owner(name), *references])
    files = {"source_path": str, "sha256": str, "status": str, "error_kind": str, "error": str, "report_id": int}
    files |= {"started_at": str, "finished_at": str}
    kept = ForeignKey("files", "report_id", "reports", "id", on_delete="SET NULL")
    db.table("files").create({"id": int, **files}, pk="id", not_null={"source_path", "status"}, foreign_keys=[kept])


@migrations()
def create_indexes(db: Database) -> None:
    """What is looked up by: the report, the register, the series, the number of a document."""
    db.table("reports").create_index(["sha256"], unique=True)
    db.table("reports").create_index(["document_key"])
    db.table("pages").create_index(["report_id", "page"], unique=True)
    db.table("cited_documents").create_index(["key"], unique=True)
    db.table("cited_documents").create_index(["number"])
    db.table("indicators").create_index(["key"], unique=True)
    for name, columns in OF_REPORT.items():
        db.table(name).create_index(["report_id"])
        for key in REFERENCES:
            if key in columns:
                db.table(name).create_index([key])
    db.table("observations").create_index(["indicator_id", "district", "period"])
    db.table("observations").create_index(["source_table", "source_id"])
    db.table("citations").create_index(["number"])
    db.table("citations").create_index(["document_key"])
    db.table("files").create_index(["source_path"])
    db.table("files").create_index(["report_id"])


@migrations()
def create_views(db: Database) -> None:
    """The joins that lead from a value or a mention to its place on the page."""
    for name in FIRST_VIEWS:
        db.create_view(name, VIEWS[name])


@migrations()
def create_search(db: Database) -> None:
    """The full text of the pages, as it was until ``widen_search``."""
    db.table("pages").enable_fts(["text"], create_triggers=True, tokenize="unicode61 remove_diacritics 2")


@migrations()
def add_sureness(db: Database) -> None:
    """Archives made before it lack how a row was read, its doubts and letters, and the commune of a report."""
    added: dict[str, dict[str, Any]] = {"reports": {"commune": str}}
    added |= dict.fromkeys(("citations", "figures", "percentages", "ratios"), SURENESS)
    for name, columns in added.items():
        for column, kind in columns.items():
            if column not in db.table(name).columns_dict:
                db.table(name).add_column(column, kind)


@migrations()
def add_audit(db: Database) -> None:
    """What reports tie to each other, what the audit found, and what people said of it."""
    _create_missing(db, "equations", OF_REPORT["equations"], [_owner("equations")], ["report_id"])
    if "findings" in db.table_names():  # never filled before
        db.table("findings").drop()
    other = ForeignKey("findings", "other_report_id", "reports", "id", on_delete="CASCADE")
    _create_missing(db, "findings", FINDING, [_owner("findings"), other], ["report_id"], ["other_report_id"], ["kind"])
    db.table("findings").create_index(["key"], unique=True)
    _create_missing(db, "dismissals", DISMISSAL, [])
    db.table("dismissals").create_index(["finding_key"], unique=True)
    kept = ForeignKey("corrections", "report_id", "reports", "id", on_delete="SET NULL")
    _create_missing(db, "corrections", CORRECTION, [kept], ["sha256"], ["table_name", "row_id"])
    _create_missing(db, "assignments", ASSIGNMENT, [])
    db.table("assignments").create_index(["phrase_key"], unique=True)
    phrase = ForeignKey("indicator_phrases", "indicator_id", "indicators", "id", on_delete="CASCADE")
    _create_missing(db, "indicator_phrases", PHRASE, [phrase], ["indicator_id"], ["folded"])
    db.table("indicator_phrases").create_index(["key", "indicator_id"], unique=True)
    _create_missing(db, "known_documents", KNOWN_DOCUMENT, [], ["key"])


@migrations()
def add_register_counts(db: Database) -> None:
    """How often and by whom each document is cited, counted as reports are stored."""
    for column, kind in DOCUMENT_COUNTS.items():
        db.table("cited_documents").add_column(column, kind)
    db.execute(
        "CREATE TABLE cited_by (cited_document_id INTEGER NOT NULL REFERENCES cited_documents(id) ON DELETE CASCADE, "
        "report_id INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE, mentions INTEGER NOT NULL, "
        "PRIMARY KEY (cited_document_id, report_id)) WITHOUT ROWID"
    )
    db.table("cited_by").create_index(["report_id"])
    db.execute(
        "INSERT INTO cited_by SELECT cited_document_id, report_id, count(*) FROM citations "
        "WHERE cited_document_id IS NOT NULL GROUP BY 1, 2"
    )
    db.execute(COUNT_DOCUMENTS)
    db.execute("DROP INDEX IF EXISTS idx_citations_cited_document_id")
    db.table("citations").create_index(["cited_document_id", "date"], if_not_exists=True)
    db.table("reports").create_index(["district"], if_not_exists=True)
    db.execute("CREATE INDEX idx_reports_commune ON reports (commune, district) WHERE commune IS NOT NULL")
    db.execute(
        "CREATE INDEX idx_documents_most_cited ON cited_documents (reports DESC, mentions DESC, type, number, id)"
    )


@migrations()
def widen_search(db: Database) -> None:
    """Full text of pages, citations and indicators, as written and without diacritics: see ``db.search.index``."""
    db.table("pages").disable_fts()
    for name in SEARCHED:
        db.execute(f"CREATE VIRTUAL TABLE {name}_fts USING fts5({FTS_COLUMNS})")
    rebuild(db)


@migrations()
def renew_views(db: Database) -> None:
    """Views are made anew: they hold nothing."""
    for name, sql in VIEWS.items():
        db.create_view(name, sql, replace=True)


@migrations()
def add_reviews(db: Database) -> None:
    """What readers said of rows, and the order in which the least sure ones are asked about."""
    kept = ForeignKey("reviews", "report_id", "reports", "id", on_delete="SET NULL")
    _create_missing(db, "reviews", REVIEW, [kept], ["sha256"], ["report_id"])
    db.execute("CREATE UNIQUE INDEX idx_reviews_active ON reviews (table_name, row_id) WHERE status = 'active'")
    for name in REVIEWED_TABLES:
        db.table(name).create_index(["confidence", "id"], if_not_exists=True)


@migrations()
def leave_out_rejected(db: Database) -> None:
    """Views made anew: what a reader rejected is no data point, and no citation."""
    for name, sql in VIEWS.items():
        db.create_view(name, sql, replace=True)


@migrations()
def add_runs(db: Database) -> None:
    """Each load, how far it has come, and the files that failed in it."""
    counts = {name: 0 for name, kind in RUN.items() if kind in (int, float) and name not in ("id", "pid")}
    db.table("runs").create(RUN, pk="id", not_null={"status", *counts}, defaults=counts)
    run = ForeignKey("run_failures", "run_id", "runs", "id", on_delete="CASCADE")
    _create_missing(db, "run_failures", RUN_FAILURE, [run], ["run_id"])


@migrations()
def add_jobs(db: Database) -> None:
    """What is read by content and version, how often it was begun, and how it ended."""
    db.table("jobs").create(
        JOB, pk=("sha256", "extractor_version"), not_null={"source_path", "state", "attempts"}, if_not_exists=True
    )


@migrations()
def add_register_indexes(db: Database) -> None:
    """What the register is asked for: types and issuers by name, and documents that mentions may disagree on."""
    db.table("cited_documents").create_index(["type"], if_not_exists=True)
    db.table("cited_documents").create_index(["issuer"], if_not_exists=True)
    db.execute("CREATE INDEX idx_documents_repeated ON cited_documents (id, scope) WHERE mentions > 1")


@migrations()
def add_text_keys(db: Database) -> None:
    """By what reports are known that have the same text in other bytes."""
    if "text_key" not in db.table("reports").columns_dict:
        db.table("reports").add_column("text_key", str)
    texts = db.execute("SELECT report_id, text FROM report_texts")
    for report_id, text in texts.fetchall() if db.table("reports").count else ():
        db.execute("UPDATE reports SET text_key = ? WHERE id = ?", [text_key(text or ""), report_id])
    db.table("reports").create_index(["text_key"], if_not_exists=True)
    db.table("reports").create_index(["number", "date"], if_not_exists=True)
    db.create_view("v_related_reports", VIEWS["v_related_reports"], replace=True)


@migrations()
def name_documents(db: Database) -> None:
    """What is known by name has its name; the year behind a name no longer parts one law in two."""
    if "name" not in db.table("cited_documents").columns_dict:
        db.table("cited_documents").add_column("name", str)
    sql = "SELECT DISTINCT document_key FROM citations WHERE number IS NULL AND document_key IS NOT NULL"
    earlier = [row[0] for row in db.execute(sql).fetchall()]
    renamed = []
    for key in earlier:
        kind, name, year, scope = key.split("|")
        renamed.append("|".join((kind, without_year(name, year), year, scope)))
        db.execute("UPDATE citations SET document_key = ? WHERE document_key = ?", [renamed[-1], key])
    # Mentions move to the documents that they mean now before those that nothing means any more go.
    renew_documents(db, renamed)
    renew_documents(db, earlier)
    held = [row[0] for row in db.execute("SELECT key FROM cited_documents WHERE key LIKE '%|?%'").fetchall()]
    renew_documents(db, held)
    db.create_view("v_register", VIEWS["v_register"], replace=True)


@migrations()
def add_verdicts_and_audits(db: Database) -> None:
    """That a finding is a mistake can be said too; and when the whole archive was audited."""
    for column, kind in DISMISSAL_VERDICT.items():
        if column not in db.table("dismissals").columns_dict:
            db.table("dismissals").add_column(column, kind, not_null_default="dismissed")
    _create_missing(db, "audits", AUDIT, [])
    db.create_view("v_findings", VIEWS["v_findings"], replace=True)


def _create_missing(
    db: Database, name: str, columns: dict[str, Any], keys: list[ForeignKey], *indexed: list[str]
) -> None:
    if name not in db.table_names():
        db.table(name).create(columns, pk="id", foreign_keys=keys)
    for index in indexed:
        db.table(name).create_index(index, if_not_exists=True)


def _owner(table: str) -> ForeignKey:
    return ForeignKey(table, "report_id", "reports", "id", on_delete="CASCADE")
