"""The processes that read files: one file at a time each, within limits of time and memory, replaced when lost."""

__all__ = [
    "contract",
    "forkserver",
    "library_logging",
    "memory",
    "persistent_reader",
    "pool",
    "process",
    "read_report",
    "recovery",
    "warm_up",
]
