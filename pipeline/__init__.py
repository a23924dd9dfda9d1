"""pipeline: many files become a loaded database. Knows files, processes and the user.

As a library: :func:`pipeline.load.load` loads files, :mod:`pipeline.errors` has the errors. The command line is
:mod:`pipeline.cli`, with one file a command in :mod:`pipeline.commands`.
"""

__all__ = [
    "charts",
    "cli",
    "cluster",
    "commands",
    "errors",
    "evaluation",
    "exit_codes",
    "export",
    "i18n",
    "inspection",
    "load",
    "logs",
    "parquet",
    "workers",
]
