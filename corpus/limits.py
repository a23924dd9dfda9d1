"""How large a file and a page may be."""

from __future__ import annotations

#: Bytes of the largest file that is read: it is held in memory, once.
MOST_BYTES = 512 * 1024 * 1024
#: Points (200 inches) of the longest side that a page may have (ISO 32000-1, annex C); larger ones are cut to it.
LONGEST_SIDE = 14_400.0


def too_large_message(size: int) -> str:
    """The end of the sentence about a file of ``size`` bytes."""
    return (
        f"is too large ({size / 2**20:,.0f} MiB; no file over {MOST_BYTES / 2**20:.0f} MiB is read). "
        "Split it, and load the parts."
    )
