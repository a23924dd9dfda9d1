"""A chart as an SVG document of its own: legend, panels beside each other, what was left out, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from pipeline.charts.layout import HEIGHT
from pipeline.charts.palette import Look
from pipeline.charts.series_chart import PanelChart, SeriesChart
from pipeline.charts.style import CARD, style_sheet
from pipeline.charts.svg import SHAPES, Medium, axis, in_pixels, plot, sign
from pipeline.i18n import Language, say

#: Pixels: the margin, the room between panels, the least width of a picture with one panel and with two columns.
_MARGIN, _GAP, _WIDTHS = 24, 32, {1: 820, 2: 1160}
#: Pixels of the height of a line of text, by its class; of the mean width of a letter, as a share of the font's size.
_LINES, _SIZES, _LETTER = {"title": 19, "": 17, "small": 15}, {"title": 14, "": 12, "small": 11}, 0.54
#: A plot that needs more pixels than this has the whole width.
_MAX_HALF_WIDTH_PIXELS = 480
#: Values that contradict each other which are told below the panels; more are counted by their signs alone.
_MAX_CONFLICTS = 8
_XLINK = "xlink:href"


@dataclass(frozen=True, slots=True)
class _Text:
    """A line of text: its words and its class (``title``, ``small``, or none)."""

    words: str
    style: str = ""


def svg_document(chart: SeriesChart, notes: Sequence[str], language: Language) -> str:
    """``chart`` as an SVG document with its style sheet. ``notes`` stand in small print below the panels."""
    columns = 1 if len(chart.panels) == 1 else 2
    needed = max(panel.axis + panel.layout.least_width for panel in chart.panels)
    width = max(_WIDTHS[columns], needed + 2 * _MARGIN)
    inner = width - 2 * _MARGIN
    parts, y = _legend(chart, inner, language)
    for row in _rows(chart.panels, columns):
        wide = inner if len(row) == 1 and (columns == 1 or _is_long(row[0])) else (inner - _GAP) / 2
        captions = [_caption(panel, wide) for panel in row]
        above = max(sum(_LINES[line.style] for line in caption) for caption in captions)
        for place, (panel, caption) in enumerate(zip(row, captions, strict=True)):
            x = _MARGIN + place * (wide + _GAP)
            parts += _lines(caption, x, y)
            parts += _plot(panel, chart, x, y + above + 4, wide)
        y += above + HEIGHT + _GAP
    small = _wrapped([*_conflicts(chart), *notes], inner, "small")
    parts += _lines(small, _MARGIN, y)
    height = y + len(small) * _LINES["small"] + _MARGIN / 2
    return _document(parts, width, round(height))


def _document(parts: Iterable[str], width: float, height: float) -> str:
    size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return "\n".join(
        [
            f'<?xml version="1.0" encoding="UTF-8"?>\n<svg {names} {size}>',
            f"<style>{style_sheet()}</style><defs>{SHAPES}</defs>",
            f'<rect width="100%" height="100%" style="fill: {CARD}"/>',
            *parts,
            "</svg>\n",
        ]
    )


def _rows(panels: Sequence[PanelChart], columns: int) -> Iterator[list[PanelChart]]:
    """Panels that stand beside each other; a long one stands alone."""
    row: list[PanelChart] = []
    for panel in panels:
        if row and (len(row) == columns or _is_long(panel)):
            yield row
            row = []
        row.append(panel)
        if _is_long(panel):
            yield row
            row = []
    if row:
        yield row


def _is_long(panel: PanelChart) -> bool:
    return panel.layout.least_width > _MAX_HALF_WIDTH_PIXELS


def _legend(chart: SeriesChart, width: float, language: Language) -> tuple[list[str], float]:
    """The lines of the legend, and the pixels from the top where they end."""
    entries: list[tuple[str, str, Look | None]] = [(look.css, look.district, look) for look in chart.looks.values()]
    entries += [(name, _sign_words(name, language), None) for name in chart.signs]
    parts, x, y = ['<g class="legend">'], 0.0, float(_MARGIN)
    for css, words, look in entries:
        needed = 30 + len(words) * 13 * _LETTER + 18
        if x and x + needed > width:
            x, y = 0.0, y + 21
        drawn = sign(chart, css if look is None else "", look, _XLINK)
        parts.append(
            f'<g transform="translate({_MARGIN + x:.1f} {y:.1f})"><g class="swatch {css}">{drawn}</g>'
            f'<text x="29" y="12">{escape(words)}</text></g>'
        )
        x += needed
    return [*parts, "</g>"], y + 38


def _sign_words(name: str, language: Language) -> str:
    if name == "gap":
        return say(language, "series.sign.gap")
    return say(language, "series.differ.both") if name == "conflict" else say(language, f"series.kind.{name}")


def _caption(panel: PanelChart, width: float) -> list[_Text]:
    return [
        *_wrapped([panel.title], width, "title"),
        *_wrapped([panel.subtitle], width, ""),
        *_wrapped([panel.bases], width, "small"),
    ]


def _wrapped(texts: Iterable[str], width: float, style: str) -> list[_Text]:
    letters = int(width / (_SIZES[style] * _LETTER * (1.1 if style == "title" else 1)))
    return [_Text(line, style) for text in texts if text for line in wrap(text, letters, break_on_hyphens=False)]


def _lines(texts: Sequence[_Text], x: float, y: float) -> Iterator[str]:
    for text in texts:
        y += _LINES[text.style]
        style = f' class="{text.style}"' if text.style else ""
        yield f'<text{style} x="{x:g}" y="{y - 4:g}">{escape(text.words)}</text>'


def _plot(panel: PanelChart, chart: SeriesChart, x: float, y: float, width: float) -> Iterator[str]:
    yield f'<g transform="translate({x:g} {y:g})">{axis(panel)}</g>'
    medium = Medium(in_pixels(width - panel.axis), use=_XLINK)
    yield f'<g class="plot" transform="translate({x + panel.axis:g} {y:g})">'
    yield plot(panel, chart.looks, medium)
    yield "</g>"


def _conflicts(chart: SeriesChart) -> Iterator[str]:
    """Values that contradict each other, in words: a picture on paper has no place to point at."""
    cells: dict[tuple[str, ...], list[str]] = {}
    for panel in chart.panels:
        for mark in panel.layout.marks:
            if mark.conflict:
                place = (panel.title, panel.subtitle, mark.district, mark.period or "?", mark.kind)
                cells.setdefault(place, []).append(panel.printed[mark.observation])
    for (title, subtitle, district, period, _), values in list(cells.items())[:_MAX_CONFLICTS]:
        yield f"≠ {title} ({subtitle}), {district}, {period}: {' ≠ '.join(values)}"
