"""A policy's graph as a picture: SVG text, drawn in layers from the first words to the endings.

Ways that every question has (a human, silence, goodbye, not understood) would hide the plan, so
they are told in a line below instead. Endings are rounded and stand last.
"""

from __future__ import annotations

from collections import deque
from html import escape

from voiceagent.dialog.policies.flow import END, HUMAN, START, Edge, Flow, flow_of
from voiceagent.dialog.policies.policy import Policy

_EVERYWHERE = frozenset({"wants a human, or 0", "not understood", "silence", "goodbye"})
_BOX_WIDTH, _BOX_HEIGHT = 150, 34
_COLUMN, _ROW, _MARGIN = 215, 58, 30
_STYLE = (
    "text{font:12px sans-serif;fill:#1d2733}.l{font-size:10px;fill:#5b6875}"
    ".q{fill:#e8f0fb;stroke:#3b6fb6}.e{fill:#e9f5ec;stroke:#3d8b57}.h{fill:#fdf1e3;stroke:#c77d1e}"
    ".w{fill:none;stroke:#9aa7b4}"
)


def draw(policy: Policy) -> str:
    """The graph of a policy as an SVG document."""
    flow = flow_of(policy)
    edges = _plan(flow)
    places = _places(flow, edges)
    width = max(x for x, _ in places.values()) + _BOX_WIDTH + _MARGIN
    height = max(y for _, y in places.values()) + _BOX_HEIGHT + 3 * _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img">',
        f"<title>{escape(policy.name)}: {escape(policy.description)}</title>",
        f"<style>{_STYLE}</style>",
        '<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7"'
        ' markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#9aa7b4"/></marker></defs>',
    ]
    parts.extend(_arrow(edge, places) for edge in edges)
    parts.extend(_box(node, *place) for node, place in places.items())
    note = "Everywhere: a human (0), silence, goodbye, not understood three times."
    parts.append(f'<text class="l" x="{_MARGIN}" y="{height - _MARGIN}">{note}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _plan(flow: Flow) -> tuple[Edge, ...]:
    merged: dict[tuple[str, str], list[str]] = {}
    for edge in flow.edges:
        if edge.label not in _EVERYWHERE:
            merged.setdefault((edge.source, edge.target), []).append(edge.label)
    return tuple(
        Edge(source, ", ".join(dict.fromkeys(labels)), target)
        for (source, target), labels in merged.items()
    )


def _places(flow: Flow, edges: tuple[Edge, ...]) -> dict[str, tuple[int, int]]:
    """Upper left corner of each node: questions in columns by distance, endings last."""
    depth = {START: 0}
    queue = deque([START])
    while queue:
        node = queue.popleft()
        for edge in edges:
            if edge.source == node and edge.target not in depth:
                depth[edge.target] = depth[node] + 1
                queue.append(edge.target)
    drawn = {node for edge in edges for node in (edge.source, edge.target)}
    last = max(depth.values()) + 1
    rows: dict[int, int] = {}
    places: dict[str, tuple[int, int]] = {}
    for node in (one for one in flow.nodes if one in drawn):
        column = last if node.startswith(END) else depth.get(node, 1)
        row = rows.get(column, 0)
        rows[column] = row + 1
        places[node] = (_MARGIN + column * _COLUMN, _MARGIN + row * _ROW)
    return places


def _arrow(edge: Edge, places: dict[str, tuple[int, int]]) -> str:
    x1, y1 = places[edge.source]
    x2, y2 = places[edge.target]
    start_x, start_y = x1 + _BOX_WIDTH, y1 + _BOX_HEIGHT // 2
    end_x, end_y = x2, y2 + _BOX_HEIGHT // 2
    bend = max(40, abs(end_x - start_x) // 2)
    path = f"M{start_x} {start_y}C{start_x + bend} {start_y} {end_x - bend} {end_y} {end_x} {end_y}"
    label_x, label_y = start_x + 6, start_y + (end_y - start_y) // 5 - 3
    return (
        f'<path class="w" d="{path}" marker-end="url(#a)"/>'
        f'<text class="l" x="{label_x}" y="{label_y}">{escape(edge.label)}</text>'
    )


def _box(node: str, x: int, y: int) -> str:
    ending = node.startswith(END)
    kind = "e" if ending else "h" if node == HUMAN else "q"
    radius = _BOX_HEIGHT // 2 if ending else 4
    return (
        f'<rect class="{kind}" x="{x}" y="{y}" width="{_BOX_WIDTH}" height="{_BOX_HEIGHT}"'
        f' rx="{radius}"/><text x="{x + _BOX_WIDTH // 2}" y="{y + 21}" text-anchor="middle">'
        f"{escape(node.removeprefix(END))}</text>"
    )
