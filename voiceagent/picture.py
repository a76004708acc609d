"""A call drawn as SVG: who spoke when, what was said, and how long each answer took.

Two lanes on a time axis that goes on in the next row after a while, so that it all fits a page;
between the end of a turn and the answer stands the latency. Colours and letters work without style
sheets, so the file can be opened, mailed or printed as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from voiceagent.core.timeline import Response
from voiceagent.ports import LineRecord

_ROW_MS = 16_000
_PX_PER_S = 58
_LEFT = 64
_TOP = 34
_LANE = 62
_BAR = 44
_ROW = 2 * _LANE + 34
_LETTER_PX = 5.9
_LANES = {"agent": 0, "caller": 1}
_COLOURS = {"agent": "#2f5d8a", "caller": "#b5562b"}


@dataclass(frozen=True, slots=True)
class _Piece:
    """The part of a span of time that lies in one row: from x, to x, and the row's top."""

    x: float
    until: float
    top: int


def draw_call(title: str, lines: Sequence[LineRecord], answers: Iterable[Response]) -> str:
    """The call as an SVG document."""
    length_ms = max((line.to_ms for line in lines), default=0) + 500
    rows = -(-length_ms // _ROW_MS)
    width = int(_LEFT + _ROW_MS / 1000 * _PX_PER_S + 24)
    height = _TOP + rows * _ROW
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="sans-serif" font-size="11">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="white"/>',
        f'<text x="8" y="18" font-size="13" font-weight="bold">{escape(title)}</text>',
    ]
    for row in range(rows):
        parts += _axis(row)
    for line in lines:
        parts += _bar(line)
    for answer in answers:
        parts += _latency(answer)
    return "\n".join([*parts, "</svg>", ""])


def _pieces(from_ms: int, to_ms: int) -> list[_Piece]:
    found = []
    for row in range(from_ms // _ROW_MS, max(to_ms - 1, from_ms) // _ROW_MS + 1):
        begins = max(from_ms - row * _ROW_MS, 0)
        ends = min(to_ms - row * _ROW_MS, _ROW_MS)
        x, until = (_LEFT + at_ms / 1000 * _PX_PER_S for at_ms in (begins, ends))
        found.append(_Piece(x, until, _TOP + row * _ROW))
    return found


def _axis(row: int) -> list[str]:
    top = _TOP + row * _ROW
    parts = []
    for speaker, lane in _LANES.items():
        y = top + lane * _LANE + _BAR / 2 + 4
        parts.append(f'<text x="8" y="{y:.0f}" fill="{_COLOURS[speaker]}">{speaker}</text>')
    for second in range(0, _ROW_MS // 1000 + 1, 2):
        x = _LEFT + second * _PX_PER_S
        bottom = top + 2 * _LANE
        parts.append(f'<line x1="{x}" y1="{top - 4}" x2="{x}" y2="{bottom}" stroke="#e4e4e4"/>')
        label = row * _ROW_MS // 1000 + second
        parts.append(f'<text x="{x}" y="{bottom + 6}" fill="#777">{label} s</text>')
    return parts


def _bar(line: LineRecord) -> list[str]:
    colour = _COLOURS.get(line.speaker, "#666")
    parts = []
    words = line.text
    for piece in _pieces(line.from_ms, line.to_ms):
        y = piece.top + _LANES.get(line.speaker, 0) * _LANE
        width = max(piece.until - piece.x, 3)
        parts.append(
            f'<rect x="{piece.x:.1f}" y="{y}" width="{width:.1f}" height="{_BAR}" rx="4" '
            f'fill="{colour}"><title>{escape(line.text)}</title></rect>'
        )
        for row, text in enumerate(_wrapped(words, width - 8, rows=3)):
            parts.append(
                f'<text x="{piece.x + 4:.1f}" y="{y + 13 + 13 * row}" fill="white">'
                f"{escape(text)}</text>"
            )
            words = ""
    return parts


def _wrapped(text: str, width_px: float, *, rows: int) -> list[str]:
    """As many rows of the text as fit; the last one ends in … where more follows."""
    limit = int(width_px / _LETTER_PX)
    if limit < 3 or not text:
        return []
    found: list[str] = [""]
    for word in text.split():
        joined = f"{found[-1]} {word}".strip()
        if len(joined) <= limit:
            found[-1] = joined
        else:
            found.append(word)
    kept = found[:rows]
    if len(found) > rows:
        kept[-1] = kept[-1][: limit - 1] + "…"
    return [row[:limit] for row in kept if row]


def _latency(answer: Response) -> list[str]:
    (piece, *_) = _pieces(answer.silent_from_ms, answer.silent_from_ms + answer.latency_ms)
    y = piece.top + _LANE - 3
    return [
        f'<line x1="{piece.x:.1f}" y1="{y}" x2="{piece.until:.1f}" y2="{y}" stroke="#222" '
        'stroke-width="2"/>',
        f'<text x="{(piece.x + piece.until) / 2:.1f}" y="{y - 4}" text-anchor="middle">'
        f"{answer.latency_ms} ms</text>",
    ]
