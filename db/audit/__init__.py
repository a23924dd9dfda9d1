"""The audit: arithmetic errors in a report, contradictions between reports, inconsistent citations."""

from __future__ import annotations

from db.audit.run import Audit, audit

__all__ = ["Audit", "audit"]
