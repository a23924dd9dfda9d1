"""A check of another distribution, offered under the entry-point group ``baocao.audit_checks``."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from db import open_archive
from db.audit import plugins
from db.audit.context import AuditContext
from db.audit.model import Finding, FindingKind
from db.audit.plugins import audit_check, built_in_checks
from db.types import finding_kinds
from tests.made_reports import made_bundle

UNDATED = FindingKind(
    "undated_report",
    "A report without a date",
    "Báo cáo không ghi ngày",
    "The report {subject} has no date.",
    "Báo cáo {subject} không ghi ngày.",
    "The report cannot be placed in time.",
    "Không xác định được thời điểm của báo cáo.",
)


@audit_check(UNDATED)
def undated_reports(context: AuditContext) -> Iterator[Finding]:
    """Reports whose header gives no date."""
    if context.report.date is None:
        yield Finding(UNDATED.code, "low", context.report.id, None, context.report.number or "", "", ())


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if a distribution with the check above were installed."""
    offered = EntryPoint("undated", "tests.db.test_audit_plugins:undated_reports", plugins.GROUP)
    monkeypatch.setattr(EntryPoint, "load", lambda self: undated_reports)

    def entry_points(*, group: str) -> list[Any]:
        return [offered] if group == plugins.GROUP else []

    monkeypatch.setattr(plugins, "entry_points", entry_points)
    plugins.plugin_checks.cache_clear()
    yield
    plugins.plugin_checks.cache_clear()


def test_the_finding_of_a_plugin_stands_in_the_audit(installed: None, tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", write=True) as archive:
        archive.ingest.store_report(made_bundle("a" * 64, number="1/BC-UBND"), "/x/a.pdf", "t")
        archive.database.execute("UPDATE reports SET date = NULL")
        archive.database.conn.commit()
        archive.findings.audit()
        (row,) = archive.findings.frame(kind="undated_report").to_dict("records")
    assert (row["message"], row["message_vi"]) == (
        "The report 1/BC-UBND has no date.",
        "Báo cáo 1/BC-UBND không ghi ngày.",
    )
    assert list(finding_kinds())[-1] == "undated_report"


def test_without_it_there_are_the_built_in_checks_alone() -> None:
    assert not plugins.plugin_checks()
    assert len(built_in_checks()) >= 10
    assert all(check.__doc__ for check in built_in_checks())


def test_a_built_in_check_may_bring_its_own_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = built_in_checks()
    monkeypatch.setattr("db.audit.run.built_in_checks", lambda: (*known, undated_reports))
    monkeypatch.setattr("db.audit.model.built_in_checks", lambda: (*known, undated_reports))
    with open_archive(tmp_path / "a.db", write=True) as archive:
        archive.ingest.store_report(made_bundle("a" * 64, number="1/BC-UBND"), "/x/a.pdf", "t")
        archive.database.execute("UPDATE reports SET date = NULL")
        archive.database.conn.commit()
        archive.findings.audit()
        assert len(archive.findings.frame(kind="undated_report")) == 1
