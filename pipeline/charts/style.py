"""The style sheet of a chart in a file: the light colours of ``web/static/series.css``, without variables.

Programs that place a picture (word processors, resvg) know classes, but no CSS variables.
"""

from __future__ import annotations

#: Colours of districts by the number of a look, told apart by the colour-blind (Okabe and Ito's, darker on white).
COLOURS = ("#0072b2", "#b86e00", "#00805c", "#b04a86", "#3a93c6", "#d1480a", "#4d4d4d")
CARD, INK, QUIET, LINE, HIGH = "#ffffff", "#23201b", "#625b50", "#ddd5c7", "#b3261e"
#: What is installed where a picture is opened decides; the first is what a PNG is drawn with.
FONTS = "'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', 'Noto Sans Math', sans-serif"

_DISTRICT = """
.d{number} .fill {{ fill: {colour}; stroke: {colour}; }}
.d{number} use {{ fill: {colour}; stroke: {colour}; stroke-width: 1.5; }}
.d{number} .join {{ stroke: {colour}; }}
.join.d{number} {{ stroke: {colour}; }}"""
_BASE = f"""
text {{ font-family: {FONTS}; font-size: 12px; fill: {QUIET}; }}
.title {{ font-size: 14px; font-weight: bold; fill: {INK}; }}
.legend text {{ font-size: 13px; fill: {INK}; }}
.small {{ font-size: 11px; }}
.tick {{ fill: {INK}; }}
.label {{ font-size: 11.5px; fill: {INK}; paint-order: stroke; stroke: {CARD}; stroke-width: 3px; }}
.grid {{ stroke: {LINE}; }}
.border {{ stroke: {LINE}; stroke-dasharray: 2 3; }}
.zero {{ stroke: {QUIET}; }}
.missing {{ fill: {QUIET}; }}
.fill {{ fill: {QUIET}; stroke: {QUIET}; }}
use {{ fill: {QUIET}; stroke: {QUIET}; stroke-width: 1.5; }}
.stripe {{ stroke: {CARD}; stroke-width: 4; fill: none; }}
.join {{ stroke: {QUIET}; stroke-width: 2; fill: none; }}"""
_KINDS = f"""
.again .join {{ stroke-dasharray: 7 4; }}
.join.again {{ stroke-dasharray: 7 4; }}
.again .fill {{ stroke-dasharray: 2 2; stroke: {CARD}; }}
.plan .fill {{ fill-opacity: 0.22; }}
.prior .fill {{ fill: none; }}
.plan use, .prior use {{ fill: {CARD}; }}
.join.plan {{ stroke-dasharray: 2 4; opacity: 0.8; }}
.plan .join {{ stroke-dasharray: 2 4; opacity: 0.8; }}
.join.prior {{ stroke-dasharray: 1 5; opacity: 0.7; }}
.prior .join {{ stroke-dasharray: 1 5; opacity: 0.7; }}
.contradicts .fill {{ fill: none; stroke: {HIGH}; stroke-dasharray: 4 3; }}
.contradicts use {{ stroke: {HIGH}; fill: {CARD}; }}
.clash {{ stroke: {HIGH}; stroke-dasharray: 3 3; }}
.hit {{ fill: none; }}
.ne {{ fill: {HIGH}; font-size: 14px; font-weight: bold; }}"""


def style_sheet() -> str:
    """The whole style sheet."""
    districts = "".join(_DISTRICT.format(number=number, colour=colour) for number, colour in enumerate(COLOURS))
    return _BASE + districts + _KINDS + "\n"
