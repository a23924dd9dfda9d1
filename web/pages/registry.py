"""All pages of the reading room. A new page is one module here with its ``ROUTES``, one template, and one line below.

A page that stands in the navigation also has a line in ``templates/base.html``.
"""

from __future__ import annotations

from starlette.routing import BaseRoute

from web.pages import document, documents, explain, finding, findings, home, load, report, reports, review, search
from web.pages.series import routes as series

__all__ = ["PAGES", "page_routes"]

#: In the order in which addresses are tried: ``/findings/run`` before ``/findings/{key}``.
PAGES = (home, load, reports, report, explain, review, search, series, documents, document, findings, finding)


def page_routes() -> list[BaseRoute]:
    """The routes of all pages."""
    return [route for page in PAGES for route in page.ROUTES]
