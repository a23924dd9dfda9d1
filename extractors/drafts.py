"""A citation in the making: what has been read so far, and how each field was come by."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.symbols import Symbol


@dataclass(slots=True)
class Draft:
    """One mention while it is put together. ``issuer_at`` tells where the issuer was read: after the number, between
    type and number, ahead of the type, or shared with a neighbour.
    """

    start: int
    end: int
    type: str | None
    number: str | None
    symbol: Symbol | None = None
    own_type: bool = True
    date: str | None = None
    year: int | None = None
    issuer: str | None = None
    issuer_at: str | None = None
    title: str | None = None
    title_start: int | None = None
    title_end: int | None = None
    inherited: tuple[str, ...] = ()
    #: How it was read: one of the ways of ``data/confidence.csv``.
    how: str = "number"
    #: A date is printed behind it that does not exist.
    bad_date: bool = False

    def inherit(self, field: str, value: str) -> None:
        """Take ``field`` from elsewhere, and say so."""
        setattr(self, field, value)
        self.inherited = (*self.inherited, field)
