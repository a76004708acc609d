"""How pictures look: one style, in colours that the page around them decides.

matplotlib writes its document with literal colours; those of ink, grid and paper are numbers that
nothing else uses, and become CSS variables here. Series have colours after Okabe and Ito's, which
colour-blind people tell apart, each with 3:1 and more on white and, lightened, on dark paper.

Source: M. Okabe and K. Ito, "Color Universal Design" (2008).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

WIDTH_IN = 8.6
INK, FAINT, GRID, MARK, PAPER = "#010101", "#020202", "#030303", "#040404", "#050505"
SERIES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#c48200", "#3597d6", "#8c6bb1", "#7f7f7f")
_SERIES_ON_DARK = (
    "#58a9e8", "#ff8a47", "#2ec49a", "#e39ac3", "#f5c04a", "#a5dcfa", "#b89fdb", "#b0b0b0",
)  # fmt: skip
_VARIABLES = {
    INK: "var(--ink)", FAINT: "var(--faint)", GRID: "var(--grid)", MARK: "var(--mark)",
    PAPER: "var(--paper)",
    **{colour: f"var(--s{place})" for place, colour in enumerate(SERIES)},
}  # fmt: skip
_FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"


def _colours(inks: str, series: Sequence[str]) -> str:
    return inks + "".join(f";--s{place}:{colour}" for place, colour in enumerate(series))


_COLOURS = {
    "light": _colours(
        "--ink:#1b1f24;--faint:#5c6670;--grid:#e3e7eb;--mark:#b3261e;--paper:#ffffff", SERIES
    ),
    "dark": _colours(
        "--ink:#e8ebee;--faint:#a3adb8;--grid:#333a42;--mark:#ff8a80;--paper:#16191d",
        _SERIES_ON_DARK,
    ),
}
COLOUR_RULES = (
    f":root{{{_COLOURS['light']}}}@media (prefers-color-scheme:dark){{:root{{{_COLOURS['dark']}}}}}"
)
"""What gives the variables their values, for a page or a picture that stands alone."""
STYLE = {
    "svg.fonttype": "none",
    "svg.hashsalt": "pictures",  # ids are alike in every run
    "text.parse_math": False,
    "font.family": "DejaVu Sans",
    "font.size": 10.5,
    "text.color": INK,
    "axes.titlesize": 12.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 22,
    "axes.labelcolor": FAINT,
    "axes.edgecolor": GRID,
    "axes.facecolor": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "xtick.color": GRID,
    "xtick.labelcolor": FAINT,
    "ytick.color": GRID,
    "ytick.labelcolor": FAINT,
    "ytick.left": False,
    "legend.frameon": False,
    "legend.fontsize": 10,
    "figure.facecolor": "none",
    "savefig.facecolor": "none",
}


def inline(document: str, title: str, name: str) -> str:
    """matplotlib's document as an element of a page: no addresses, ids of its own, our colours."""
    svg = document[document.index("<svg") :]
    svg = re.sub(r'\s+xmlns(:xlink)?="[^"]*"', "", svg)
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = svg.replace("xlink:href", "href")
    svg = re.sub(r'\bid="', f'id="{name}-', svg)
    svg = re.sub(r"url\(#", f"url(#{name}-", svg).replace('href="#', f'href="#{name}-')
    svg = re.sub(r"font(?:-family)?: [^;\"]*'DejaVu Sans'[^;\"]*", _font, svg)
    # A rim in the page's colour keeps text readable where it crosses a line or a bar's end.
    rim = "paint-order: stroke; stroke: var(--paper); stroke-width: 2.5px; stroke-linejoin: round; "
    svg = svg.replace('<text style="', f'<text style="{rim}')
    for literal, variable in _VARIABLES.items():
        svg = svg.replace(literal, variable)
    head = f'<svg role="img" width="100%" style="max-width:{WIDTH_IN * 96:.0f}px"'
    svg = re.sub(r'^<svg width="[^"]*" height="[^"]*"', head, svg)
    opening, rest = svg.split(">", 1)
    return f"{opening}><title>{escape(title)}</title>{rest}"


def _font(found: re.Match[str]) -> str:
    size = re.search(r"[\d.]+px", found[0])
    weight = "bold " if re.search(r"\b(bold|700)\b", found[0]) else ""
    if found[0].startswith("font-family") or size is None:
        return f"font-family: {_FONTS}"
    return f"font: {weight}{size[0]} {_FONTS}"


def alone(element: str) -> str:
    """An element of :func:`inline` as a document of its own, on its own paper."""
    svg = re.sub(r'width="100%" style="[^"]*" viewBox="0 0 ([\d.]+) ([\d.]+)"', _sized, element)
    paper = '<rect width="100%" height="100%" fill="var(--paper)"/>'
    svg = svg.replace("<title>", f"<style>{COLOUR_RULES}</style><title>", 1)
    svg = svg.replace("</title>", f"</title>{paper}", 1)
    return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def _sized(found: re.Match[str]) -> str:
    width, height = (float(points) * 4 / 3 for points in found.groups())
    return f'width="{width:.1f}" height="{height:.1f}" viewBox="0 0 {found[1]} {found[2]}"'
