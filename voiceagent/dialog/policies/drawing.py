"""A policy as a picture: SVG text that reads from the first words to the last.

The plan runs down the left, one card for each question with what is said there. What else an answer
can lead to stands beside the card as chips, so that no lines cross: an ending is green, a human
orange, another card blue with its number. Cards that the plan does not pass stand below it.

Ways that every question has (a human, silence, goodbye, not understood) are told once, at the foot.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from voiceagent.dialog.policies.flow import END, HUMAN, START, Edge, Flow, flow_of
from voiceagent.dialog.policies.policy import Policy

_EVERYWHERE = frozenset({"wants a human, or 0", "not understood", "silence", "goodbye"})
_SAID_AT = {
    START: ("disclosure",),
    HUMAN: ("handover",),
    "offer": ("offer.slots",),
    "search": ("book.search",),
    "ask.callback": ("ask.callback", "ask.callback_time"),
}
"""What is said at nodes that are not called as their prompt is."""
_MARGIN, _CARD_WIDTH, _GAP, _CHIPS_WIDTH = 28, 430, 26, 500
_LINE, _PADDING = 17, 9
_LETTERS_A_LINE = 62
_LETTER_WIDTH, _LABEL_LETTER_WIDTH = 7.1, 6.3
_CHIP = 22
_WIDTH = 2 * _MARGIN + _CARD_WIDTH + _GAP + _CHIPS_WIDTH
_STYLE = (
    "text{font:12px sans-serif;fill:#1d2733}.n{font-weight:bold}.s{fill:#41505f;font-style:italic}"
    ".l{fill:#5b6875;font-size:11px}.h1{font-size:17px;font-weight:bold}"
    ".q{fill:#e8f0fb;stroke:#3b6fb6}.e{fill:#e9f5ec;stroke:#3d8b57}.p{fill:#fdf1e3;stroke:#c77d1e}"
    ".w{fill:none;stroke:#8393a3;stroke-width:1.5}.d{stroke-dasharray:2 3}"
)


@dataclass(frozen=True, slots=True)
class _Card:
    """A question of the plan, ready to be placed.

    Attributes:
        node: What it is called in the graph.
        number: How chips of other cards refer to it.
        lines: What is said, wrapped.
        onward: By what answer the plan goes on; empty where it does not.
        exits: What else an answer can lead to: label and node.
    """

    node: str
    number: int
    lines: tuple[str, ...]
    onward: str
    exits: tuple[tuple[str, str], ...]


def draw(policy: Policy) -> str:
    """The plan of a policy as an SVG document."""
    flow = flow_of(policy)
    plan = _plan(flow)
    passed_by = [
        node
        for node in flow.nodes
        if node not in plan
        and not node.startswith(END)
        and any(edge.label not in _EVERYWHERE for edge in flow.from_node(node))
    ]
    numbers = {node: place for place, node in enumerate([*plan, *passed_by], start=1)}
    parts: list[str] = [f'<text class="h1" x="{_MARGIN}" y="38">{escape(policy.name)}</text>']
    about = escape(policy.description)
    parts.append(f'<text class="l" x="{_MARGIN}" y="58">{about}</text>')
    top = 80
    for node in plan:
        card = _card(policy, flow, node, plan, numbers)
        drawn, top = _drawn(card, numbers, top)
        parts.extend(drawn)
    parts.append(f'<text class="h1" x="{_MARGIN}" y="{top + 22}">Beside the plan</text>')
    top += 42
    for node in passed_by:
        drawn, top = _drawn(_card(policy, flow, node, (), numbers), numbers, top)
        parts.extend(drawn)
    note = "Everywhere: a human (0), silence, goodbye, not understood three times."
    parts.append(f'<text class="l" x="{_MARGIN}" y="{top + 14}">{note}</text>')
    return "\n".join([*_opened(policy, top + 40), *parts, "</svg>", ""])


def _opened(policy: Policy, height: int) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}"'
        f' viewBox="0 0 {_WIDTH} {height}" role="img">'
    )
    yield f"<title>{escape(policy.name)}: {escape(policy.description)}</title>"
    yield f"<style>{_STYLE}</style>"
    yield (
        '<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7"'
        ' markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#8393a3"/></marker></defs>'
    )
    yield f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>'


def _ways(flow: Flow, node: str) -> list[Edge]:
    return [edge for edge in flow.from_node(node) if edge.label not in _EVERYWHERE]


def _plan(flow: Flow) -> list[str]:
    """The nodes that a caller passes who answers all that is asked, from the start to the end."""
    plan = [START]
    while onward := _onward(flow, plan[-1]):
        if onward.target in plan or onward.target == HUMAN:
            break
        plan.append(onward.target)
    return plan


def _onward(flow: Flow, node: str) -> Edge | None:
    ways = _ways(flow, node)
    agreed = [edge for edge in ways if edge.label == "yes"]
    return next(iter([*agreed, *ways]), None)


def _card(
    policy: Policy, flow: Flow, node: str, plan: Sequence[str], numbers: dict[str, int]
) -> _Card:
    following = plan[plan.index(node) + 1] if node in plan[:-1] else ""
    onward = _onward(flow, node) if following else None
    exits: dict[str, list[str]] = {}
    for edge in _ways(flow, node):
        if edge.target != following:
            exits.setdefault(edge.target, []).append(edge.label)
    return _Card(
        node,
        numbers[node],
        tuple(_said(policy, node)),
        onward.label if onward else "",
        tuple((", ".join(dict.fromkeys(labels)), target) for target, labels in exits.items()),
    )


def _said(policy: Policy, node: str) -> Iterator[str]:
    language = policy.languages[0]
    for key in _SAID_AT.get(node, (node,)):
        prompt = policy.prompts.get(key)
        if prompt is not None:
            texts = next(texts for code, texts in prompt.items() if code == language)
            yield from textwrap.wrap(f"«{texts[0]}»", _LETTERS_A_LINE)
    name = node.removeprefix("ask.")
    for group, asked in policy.groups.items():
        if node.startswith("ask.") and name in asked.slots and f"ask.{group}" in policy.prompts:
            yield f"with {', '.join(one for one in asked.slots if one != name)}: ask.{group}"


def _drawn(card: _Card, numbers: dict[str, int], top: int) -> tuple[list[str], int]:
    """A card with its chips, and where the next one begins."""
    chips = list(_chips(card, numbers, top))
    rows = 1 + max((row for row, _ in chips), default=0)
    own = _LINE * (1 + len(card.lines)) + 2 * _PADDING
    height = max(own, rows * (_CHIP + 4) + _PADDING)
    x, centre = _MARGIN, _MARGIN + _CARD_WIDTH // 2
    parts = [
        f'<rect class="{_kind(card.node)}" x="{x}" y="{top}" width="{_CARD_WIDTH}"'
        f' height="{height}" rx="{height // 2 if card.node.startswith(END) else 5}"/>',
        f'<text class="l" x="{x + _PADDING}" y="{top + 20}">{card.number}</text>',
        f'<text class="n" x="{x + 34}" y="{top + 20}">{escape(card.node.removeprefix(END))}</text>',
    ]
    parts.extend(
        f'<text class="s" x="{x + 34}" y="{top + 20 + _LINE * (place + 1)}">{escape(line)}</text>'
        for place, line in enumerate(card.lines)
    )
    if chips:
        edge = x + _CARD_WIDTH
        parts.append(f'<path class="w d" d="M{edge} {top + 15}h{_GAP - 4}" marker-end="url(#a)"/>')
    parts.extend(part for _, part in chips)
    below = top + height
    if not card.onward:
        return parts, below + 16
    parts.append(f'<path class="w" d="M{centre} {below}v25" marker-end="url(#a)"/>')
    label = f'<text class="l" x="{centre + 8}" y="{below + 16}">{escape(card.onward)}</text>'
    return [*parts, label], below + 27


def _chips(card: _Card, numbers: dict[str, int], top: int) -> Iterator[tuple[int, str]]:
    """Each exit with the row it stands in: as many side by side as there is room for."""
    left = _MARGIN + _CARD_WIDTH + _GAP
    x, row = left, 0
    for label, target in card.exits:
        name = target.removeprefix(END)
        shown = name if target not in numbers else f"{numbers[target]} {name}"
        label_width = int(len(label) * _LABEL_LETTER_WIDTH) + 8
        chip_width = int(len(shown) * _LETTER_WIDTH) + 18
        if x > left and x + label_width + chip_width > left + _CHIPS_WIDTH:
            x, row = left, row + 1
        y = top + 4 + row * (_CHIP + 4)
        radius = _CHIP // 2 if target.startswith(END) else 4
        yield (
            row,
            (
                f'<text class="l" x="{x}" y="{y + 15}">{escape(label)}</text>'
                f'<rect class="{_kind(target)}" x="{x + label_width}" y="{y}" width="{chip_width}"'
                f' height="{_CHIP}" rx="{radius}"/>'
                f'<text x="{x + label_width + 9}" y="{y + 15}">{escape(shown)}</text>'
            ),
        )
        x += label_width + chip_width + 14


def _kind(node: str) -> str:
    return "e" if node.startswith(END) else "p" if node == HUMAN else "q"
