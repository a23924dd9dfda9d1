"""A load: which files, what becomes of each, in which order, and how far it has come.

:func:`load` loads files into an archive, :func:`discover` finds the files of folders and patterns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.load.batch import ProgressListener
    from pipeline.load.discovery import Discovery, discover
    from pipeline.load.run import load

__all__ = ["Discovery", "ProgressListener", "discover", "load"]

_MODULES = {"Discovery": "discovery", "ProgressListener": "batch", "discover": "discovery", "load": "run"}


def __getattr__(name: str) -> Any:
    """Import on first use: the modules of this package are also imported by workers, which need few of them."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
