"""A policy as a graph: the questions that wait for a caller, and where each answer leads.

Built from the same rules that the engine follows, and only with edges that the policy makes
possible: without a queue of humans no edge leads to one, without an outcome no edge ends there. The
checker walks it, and ``drawing`` draws it.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from voiceagent.dialog.policies.policy import Finish, GivenUp, Otherwise, Policy

START = "start"
HUMAN = "human"
END = "end."


@dataclass(frozen=True, slots=True)
class Edge:
    """One way on: from a node, by what, to a node."""

    source: str
    label: str
    target: str


@dataclass(frozen=True, slots=True)
class Flow:
    """All nodes and edges of a policy.

    Attributes:
        waiting: Nodes in which the caller is to speak.
        edges: Ways between nodes.
    """

    waiting: tuple[str, ...]
    edges: tuple[Edge, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        """All nodes, in the order of their first mention."""
        names = [START, *self.waiting]
        for edge in self.edges:
            names.extend((edge.source, edge.target))
        return tuple(dict.fromkeys(names))

    def from_node(self, node: str) -> tuple[Edge, ...]:
        """Ways out of a node."""
        return tuple(edge for edge in self.edges if edge.source == node)

    def path_to(self, goal: str) -> tuple[str, ...]:
        """The shortest way from the start; empty where there is none."""
        before: dict[str, str] = {START: ""}
        queue = deque([START])
        while queue:
            node = queue.popleft()
            if node == goal:
                break
            for edge in self.from_node(node):
                if edge.target not in before:
                    before[edge.target] = node
                    queue.append(edge.target)
        if goal not in before:
            return ()
        path = [goal]
        while before[path[-1]]:
            path.append(before[path[-1]])
        return tuple(reversed(path))

    def reaches_ending(self) -> frozenset[str]:
        """Nodes from which some way leads to an ending."""
        good = {node for node in self.nodes if node.startswith(END)}
        growing = True
        while growing:
            more = {edge.source for edge in self.edges if edge.target in good} - good
            good |= more
            growing = bool(more)
        return frozenset(good)


def flow_of(policy: Policy) -> Flow:
    """The graph of a policy."""
    return _Builder(policy).build()


_FINISH = {Finish.MEETING: "search", Finish.TRANSFER: HUMAN, Finish.MESSAGE: "ask.message"}


class _Builder:
    """Collects the edges of one policy."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._edges: list[Edge] = []
        self._waiting: list[str] = []

    def build(self) -> Flow:
        """Walk the plan from the first question to the last."""
        steps = self._steps()
        gates = [f"gate.{name}" for name in self._policy.gates]
        opening = [*gates] or ["greeting"]
        self._add(START, "disclosure", opening[0])
        for place, node in enumerate(opening):
            self._question(node, gives_up=GivenUp.HUMAN)
            following = [*opening[place + 1 :], self._after(steps, "greeting")][0]
            self._add(node, "yes" if gates else "answer", following)
            if gates:
                self._gate(node, following)
        self._routes(opening[0])
        for step in steps:
            self._slot_step(step, self._after(steps, step))
        self._meeting()
        self._desk()
        return Flow(tuple(self._waiting), tuple(self._edges))

    def _steps(self) -> list[str]:
        """Questions in order: each asked slot, its probe, its read-back."""
        policy, steps = self._policy, []
        for name in policy.order:
            slot = policy.slots.get(name)
            if slot is None or not slot.ask:
                continue
            steps.append(f"ask.{name}")
            steps.extend(
                f"probe.{name}"
                for criterion in policy.criteria.values()
                if criterion.slot == name and criterion.probe
            )
            if slot.confirm != "never":
                steps.append(f"confirm.{name}")
        return steps

    def _after(self, steps: list[str], step: str) -> str:
        place = steps.index(step) + 1 if step in steps else 0
        for follower in steps[place:]:
            if not follower.startswith("probe."):
                return follower
        return _FINISH[self._policy.finish]

    def _add(self, source: str, label: str, target: str) -> None:
        self._edges.append(Edge(source, label, target))

    def _end(self, source: str, label: str, outcome: str) -> None:
        if outcome in self._policy.outcomes:
            self._add(source, label, END + outcome)

    def _question(self, node: str, *, gives_up: GivenUp, skip_to: str = "") -> None:
        self._waiting.append(node)
        if "default" in self._policy.humans:
            self._add(node, "wants a human, or 0", HUMAN)
            if gives_up is GivenUp.HUMAN:
                self._add(node, "not understood", HUMAN)
        if gives_up is GivenUp.SKIP and skip_to:
            self._add(node, "not understood", skip_to)
        self._end(node, "silence", "no_answer")
        self._end(node, "goodbye", "hung_up")

    def _routes(self, node: str) -> None:
        for name, route in self._policy.routes.items():
            if route.hand_over is not None and route.hand_over in self._policy.humans:
                self._add(node, name, HUMAN)
            if route.stop is not None:
                self._end(node, name, "not_qualified")
            if route.end is not None:
                self._end(node, name, route.end)
        self._end(node, "wrong number", "wrong_number")
        self._add(node, "not interested", "objection.not_interested")
        self._add(node, "call me", "ask.callback")
        if "email_requested" in self._policy.outcomes:
            self._add(node, "send me a mail", "ask.email")

    def _gate(self, node: str, following: str) -> None:
        gate = self._policy.gates[node.removeprefix("gate.")]
        if gate.callback:
            self._add(node, "no", "ask.callback")
        if gate.go_on:
            self._add(node, "no", following)
        if gate.forget is not None:
            asked = gate.forget in self._policy.order
            self._add(node, "no", f"ask.{gate.forget}" if asked else following)
        if gate.end is not None:
            self._end(node, "no", gate.end)

    def _slot_step(self, step: str, following: str) -> None:
        kind, _, name = step.partition(".")
        slot = self._policy.slots[name]
        gives_up = slot.if_given_up if kind == "ask" else GivenUp.HUMAN
        self._question(step, gives_up=gives_up, skip_to=following)
        self._add(step, "yes" if kind in ("probe", "confirm") else "answer", following)
        if kind == "confirm":
            self._add(step, "no", f"ask.{name}")
            return
        for criterion in self._policy.criteria.values():
            if criterion.slot != name:
                continue
            if criterion.probe and kind == "ask":
                self._add(step, "fails", f"probe.{name}")
            elif criterion.otherwise is Otherwise.FOLLOW_UP:
                self._add(step, "later", "ask.follow_up")
            else:
                self._end(step, "fails", "not_qualified")

    def _meeting(self) -> None:
        if self._policy.booking is None:
            return
        self._add("search", "free times", "offer")
        self._add("search", "nothing free", "offer.callback")
        self._question("offer", gives_up=GivenUp.HUMAN)
        self._add("offer", "choice", "confirm.meeting")
        self._add("offer", "no", "ask.other_time")
        self._question("ask.other_time", gives_up=GivenUp.HUMAN)
        self._add("ask.other_time", "time", "search")
        self._question("confirm.meeting", gives_up=GivenUp.HUMAN)
        self._add("confirm.meeting", "no", "ask.other_time")
        self._end("confirm.meeting", "yes", "meeting_booked")
        self._add("confirm.meeting", "yes, then takes it back", "confirm.cancel")
        self._question("confirm.cancel", gives_up=GivenUp.HUMAN)
        self._add("confirm.cancel", "another time", "ask.other_time")
        self._end("confirm.cancel", "yes", "meeting_cancelled")
        self._question("offer.callback", gives_up=GivenUp.HUMAN)
        self._add("offer.callback", "yes", "ask.callback")
        self._end("offer.callback", "no", "hung_up")

    def _desk(self) -> None:
        targets = {edge.target for edge in self._edges}
        if "ask.follow_up" in targets:
            self._question("ask.follow_up", gives_up=GivenUp.HUMAN)
            self._end("ask.follow_up", "yes", "follow_up")
            self._end("ask.follow_up", "no", "not_qualified")
        self._question("objection.not_interested", gives_up=GivenUp.HUMAN)
        self._end("objection.not_interested", "no", "not_interested")
        self._question("ask.callback", gives_up=GivenUp.HUMAN)
        self._add("ask.callback", "time", "confirm.callback")
        self._question("confirm.callback", gives_up=GivenUp.HUMAN)
        self._add("confirm.callback", "no", "ask.callback")
        self._end("confirm.callback", "yes", "callback_requested")
        if "ask.email" in targets:
            self._question("ask.email", gives_up=GivenUp.HUMAN)
            self._add("ask.email", "address", "confirm.email")
            self._question("confirm.email", gives_up=GivenUp.HUMAN)
            self._add("confirm.email", "no", "ask.email")
            self._end("confirm.email", "yes", "email_requested")
        if HUMAN in targets and "default" in self._policy.humans:
            self._end(HUMAN, "answers", "handed_over")
            self._add(HUMAN, "nobody answers", "transfer.failed")
            self._question("transfer.failed", gives_up=GivenUp.HUMAN)
            self._add("transfer.failed", "yes", "ask.message")
            self._add("transfer.failed", "wants to be called", "ask.callback")
            self._end("transfer.failed", "no", "not_reached")
        if HUMAN in targets or "ask.message" in targets:
            self._question("ask.message", gives_up=GivenUp.HUMAN)
            self._end("ask.message", "message", "message_taken")
