"""How checks are registered: by a decorator, in a module of ``db.audit.checks`` or of another distribution.

A distribution offers its checks under the entry-point group ``baocao.audit_checks``::

    [project.entry-points."baocao.audit_checks"]
    empty_units = "my_checks:empty_units"
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from db.audit.context import AuditContext
    from db.audit.model import Finding, FindingKind, Outcome

GROUP = "baocao.audit_checks"
_PACKAGE = "db.audit.checks"


class AuditCheck(Protocol):
    """A registered check: called once for each report. ``kinds`` are those that ``finding_kinds.csv`` does not have."""

    kinds: tuple[FindingKind, ...]

    def __call__(self, context: AuditContext, /) -> Iterator[Outcome | Finding]:
        """Yield what is wrong (a finding), or an outcome, which says too which rows were compared."""


class _Check:
    """A function with the kinds of its findings."""

    def __init__(
        self, check: Callable[[AuditContext], Iterator[Outcome | Finding]], kinds: tuple[FindingKind, ...]
    ) -> None:
        self.check, self.kinds = check, kinds
        self.__doc__ = check.__doc__

    def __call__(self, context: AuditContext, /) -> Iterator[Outcome | Finding]:
        return self.check(context)


def audit_check(
    *kinds: FindingKind,
) -> Callable[[Callable[[AuditContext], Iterator[Outcome | Finding]]], AuditCheck]:
    """Register a function as a check; ``kinds`` describe findings that have no row in ``data/finding_kinds.csv``."""

    def register(check: Callable[[AuditContext], Iterator[Outcome | Finding]]) -> AuditCheck:
        return _Check(check, kinds)

    return register


def built_in_checks() -> tuple[AuditCheck, ...]:
    """The checks of every module in ``db/audit/checks``, by name of the module and place in it."""
    package = importlib.import_module(_PACKAGE)
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    modules = [importlib.import_module(f"{_PACKAGE}.{name}") for name in names]
    return tuple(check for module in modules for check in _checks_in(vars(module).values()))


@cache
def plugin_checks() -> tuple[AuditCheck, ...]:
    """The checks that other installed distributions offer, by name."""
    offered = sorted(entry_points(group=GROUP), key=lambda entry: entry.name)
    return tuple(check for entry in offered for check in _checks_in([entry.load()]))


def _checks_in(values: Iterable[object]) -> Iterator[AuditCheck]:
    yield from (value for value in values if isinstance(value, _Check))
