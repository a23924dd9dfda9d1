"""The audit: what does not add up in a report, what contradicts another one, what is cited inconsistently."""

from __future__ import annotations

from db.audit.run import Audit, audit

__all__ = ["Audit", "audit"]
