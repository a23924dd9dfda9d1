"""Requests and answers: the open archive of a request, forms, links, templates, and the checks on every request."""

__all__ = ["guard", "request"]
