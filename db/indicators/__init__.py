"""Rows and wordings of indicators, assignments."""
