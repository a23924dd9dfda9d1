"""The audit's checks, one module for each subject; every function with ``@audit_check()`` is run for each report.

To add a check: a module here with a decorated function, and a row in ``db/data/finding_kinds.csv`` for its findings
(or the argument ``kinds`` of the decorator).
"""

__all__ = ["citations", "cumulative", "equations", "plans", "register", "series", "shares", "values"]
