"""The commands of ``baocao``, one file each; :data:`pipeline.cli.COMMANDS` lists them.

Modules with a leading underscore hold options that commands share. Heavy packages are imported inside the functions:
see :mod:`pipeline.cli`.
"""

__all__ = [
    "audit",
    "citations",
    "compare",
    "correct",
    "doctor",
    "evaluate",
    "export",
    "extract",
    "import_",
    "indicators",
    "inspect",
    "load",
    "register",
    "reports",
    "runs",
    "search",
    "verify",
]
