"""Dates, periods, which period a value is of."""
