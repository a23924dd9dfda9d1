"""The chart of a page as markup: the plots of :mod:`pipeline.charts.svg`, each value a link to its printed place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from db.types import Source
from pipeline.charts import svg
from pipeline.charts.palette import Look
from pipeline.charts.series_chart import Evidence, PanelChart, SeriesChart
from web.pages.series.table import place_of


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the template needs to draw ``chart``. All text in it is escaped by :mod:`pipeline.charts.svg`."""

    chart: SeriesChart
    medium: svg.Medium

    @property
    def shapes(self) -> Markup:
        """The pattern and the shapes that the plots refer to."""
        return Markup(svg.SHAPES)

    def plot(self, panel: PanelChart) -> Markup:
        """Everything inside the plot of a panel."""
        return Markup(svg.plot(panel, self.chart.looks, self.medium))

    def axis(self, panel: PanelChart) -> Markup:
        """The numbers of a panel's axis."""
        return Markup(svg.axis(panel))

    def sign(self, name: str, look: Look | None = None) -> Markup:
        """What stands before a line of the legend."""
        return Markup(svg.sign(self.chart, name, look))


def drawing_of(chart: SeriesChart, sources: Mapping[int, Source]) -> Drawing:
    """``chart`` with a link from each value to its place; ``sources`` are by observation."""
    marks = (mark.observation for panel in chart.panels for mark in panel.layout.marks)
    return Drawing(chart, svg.Medium(links={mark: place_of(sources[mark]).href for mark in marks}))


def evidence_of(sources: Mapping[int, Source]) -> dict[int, Evidence]:
    """``sources`` as a chart needs them."""
    return {
        number: Evidence(source.report, source.page, source.point["measure"], source.point["basis"])
        for number, source in sources.items()
    }
