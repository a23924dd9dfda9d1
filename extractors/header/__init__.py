"""The head and the end of a report: number, type, issuer, place, date, title, period, addressee, signer."""

from extractors.header.reader import read_header

__all__ = ["read_header"]
