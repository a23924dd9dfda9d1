"""``baocao evaluate``: gold annotations, matching, and precision, recall and F1."""

__all__ = ["calibration", "case_tables", "gold", "markup", "matching", "report", "rules", "run", "text_equality"]
