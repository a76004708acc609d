"""What the caller has heard of us, from what was sent, when, and the marks that came back.

Sound that is sent joins the end of what the line still plays, and plays in real time; so where
playing stands follows from when each stretch was first sent. The carrier and the network add a
delay of their own, which is learned from marks: a mark that comes 120 ms after its place should
have been played says that everything is heard 120 ms later than sent.

Positions are milliseconds from the start of an utterance. Invariant: heard ≤ sent ≤ duration.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from voiceagent.core.events import SpokenWord, Utterance

_LONGEST_LAG_MS = 1_500
_LAG_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A run of sent sound: from position ``from_ms``, playing from ``plays_ms`` on."""

    utterance: int
    from_ms: int
    plays_ms: int


@dataclass(slots=True)
class _Progress:
    utterance: Utterance
    clause_ms: dict[int, int] = field(default_factory=dict)
    words: dict[int, tuple[SpokenWord, ...]] = field(default_factory=dict)
    duration_ms: int | None = None
    stretch: _Stretch | None = None
    held_ms: int | None = None
    marked_ms: int = 0


@dataclass(frozen=True, slots=True)
class Heard:
    """What of an utterance was heard and what was not; the cut falls between words."""

    text: str
    rest: str
    position_ms: int

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.rest


class Playback:
    """Everything that was prepared, sent and heard in a call."""

    def __init__(self) -> None:
        self._progress: dict[int, _Progress] = {}
        self._line_end_ms = 0
        self._lag_ms = 0.0

    @property
    def lag_ms(self) -> int:
        """How much later than sent a sound is heard, as learned from marks."""
        return round(self._lag_ms)

    def add(self, utterance: Utterance) -> None:
        """An utterance is being prepared."""
        self._progress[utterance.id] = _Progress(utterance)

    def forget(self, utterance: int) -> None:
        """An utterance will not be said (any more)."""
        self._progress.pop(utterance, None)

    def clause_ready(
        self, utterance: int, clause: int, *, duration_ms: int, words: tuple[SpokenWord, ...]
    ) -> None:
        """A clause has been synthesised."""
        if progress := self._progress.get(utterance):
            progress.clause_ms[clause] = duration_ms
            progress.words[clause] = words

    def has_sound(self, utterance: int) -> bool:
        """Whether a clause of it has been synthesised."""
        progress = self._progress.get(utterance)
        return progress is not None and bool(progress.clause_ms)

    def started(self, utterance: int, *, at_ms: int, from_ms: int) -> None:
        """Sending began at ``at_ms`` with position ``from_ms``."""
        if progress := self._progress.get(utterance):
            progress.stretch = _Stretch(utterance, from_ms, max(at_ms, self._line_end_ms))
            progress.held_ms = None

    def sent(self, utterance: int, *, at_ms: int, duration_ms: int) -> None:
        """The whole utterance, ``duration_ms`` long, has been sent."""
        progress = self._progress.get(utterance)
        if progress is None:
            return
        if progress.stretch is None:
            # Nothing of it could be voiced: it is over as soon as it began.
            progress.stretch = _Stretch(utterance, 0, max(at_ms, self._line_end_ms))
        elif progress.held_ms is not None:
            # Held at its very end, and sent on: there was nothing left to begin with.
            progress.stretch = _Stretch(utterance, progress.held_ms, max(at_ms, self._line_end_ms))
            progress.held_ms = None
        progress.duration_ms = duration_ms
        self._line_end_ms = progress.stretch.plays_ms + duration_ms - progress.stretch.from_ms

    def held(self, utterance: int, *, at_ms: int, sent_ms: int) -> None:
        """Sending stopped after ``sent_ms`` and what was not yet played was dropped."""
        progress = self._progress.get(utterance)
        if progress is None or progress.stretch is None:
            return
        played_ms = progress.stretch.from_ms + at_ms - self.lag_ms - progress.stretch.plays_ms
        floor_ms = max(progress.marked_ms, progress.stretch.from_ms)
        progress.held_ms = min(max(played_ms, floor_ms), sent_ms)
        self._line_end_ms = at_ms

    def marked(self, utterance: int, *, at_ms: int, position_ms: int) -> None:
        """The carrier says that ``position_ms`` has been played."""
        progress = self._progress.get(utterance)
        if progress is None or progress.stretch is None:
            return
        progress.marked_ms = max(progress.marked_ms, position_ms)
        expected_ms = progress.stretch.plays_ms + position_ms - progress.stretch.from_ms
        lag_ms = min(max(at_ms - expected_ms, 0), _LONGEST_LAG_MS)
        self._lag_ms += _LAG_WEIGHT * (lag_ms - self._lag_ms)

    def position_ms(self, utterance: int, at_ms: int) -> int:
        """How far into the utterance the caller has heard by ``at_ms``."""
        progress = self._progress.get(utterance)
        if progress is None or progress.stretch is None:
            return 0
        if progress.held_ms is not None:
            return progress.held_ms
        played_ms = progress.stretch.from_ms + at_ms - self.lag_ms - progress.stretch.plays_ms
        floor_ms = max(progress.marked_ms, progress.stretch.from_ms)
        limit_ms = progress.duration_ms if progress.duration_ms is not None else played_ms
        return min(max(played_ms, floor_ms), max(limit_ms, floor_ms))

    def finished(self, utterance: int, at_ms: int) -> bool:
        """Whether the utterance has been sent and heard to its end."""
        progress = self._progress.get(utterance)
        if progress is None:
            return True
        if progress.duration_ms is None or progress.held_ms is not None:
            return False
        return self.position_ms(utterance, at_ms) >= progress.duration_ms

    def ends_at_ms(self, utterance: int) -> int | None:
        """When the last sound of a sent utterance is heard; None while it is being sent."""
        progress = self._progress.get(utterance)
        if progress is None or progress.stretch is None or progress.duration_ms is None:
            return None
        remaining_ms = progress.duration_ms - progress.stretch.from_ms
        return progress.stretch.plays_ms + remaining_ms + self.lag_ms

    def heard(self, utterance: int, at_ms: int) -> Heard:
        """What of the utterance's text the caller has heard by ``at_ms``."""
        progress = self._progress.get(utterance)
        if progress is None:
            return Heard("", "", 0)
        position_ms = self.position_ms(utterance, at_ms)
        voiced = len(progress.clause_ms) == len(progress.utterance.clauses)
        if voiced and progress.duration_ms is not None and position_ms >= progress.duration_ms:
            return Heard(" ".join(progress.utterance.clauses), "", position_ms)
        return replace(_cut(progress, position_ms), position_ms=position_ms)


def _cut(progress: _Progress, position_ms: int) -> Heard:
    heard: list[str] = []
    rest: list[str] = []
    begins_ms = 0
    for index, clause in enumerate(progress.utterance.clauses):
        duration_ms = progress.clause_ms.get(index)
        if duration_ms is None or position_ms <= begins_ms:
            rest.append(clause)
            continue
        into_ms = min(position_ms - begins_ms, duration_ms)
        said, unsaid = _cut_clause(clause, into_ms, duration_ms, progress.words.get(index, ()))
        heard += [said] if said else []
        rest += [unsaid] if unsaid else []
        begins_ms += duration_ms
    return Heard(" ".join(heard), " ".join(rest), position_ms)


def _cut_clause(
    clause: str, into_ms: int, duration_ms: int, words: tuple[SpokenWord, ...]
) -> tuple[str, str]:
    """Cut between words; one that was begun is not heard.

    Word times are used where the voice gave one for each written word; where it read «14.30» as
    three, the cut goes by the share of letters.
    """
    if into_ms >= duration_ms:
        return clause, ""
    written = clause.split()
    if len(words) == len(written):
        count = sum(word.end_ms <= into_ms for word in words)
        return " ".join(written[:count]), " ".join(written[count:])
    reach = int(len(clause) * into_ms / max(duration_ms, 1))
    cut = clause.rfind(" ", 0, reach + 1)
    return (clause[:cut], clause[cut + 1 :]) if cut > 0 else ("", clause)
