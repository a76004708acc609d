"""How the conversation behaves: its patience, and its few sentences of its own."""

from __future__ import annotations

from dataclasses import dataclass, field

from voiceagent.core.endpointing import EndpointSettings
from voiceagent.core.floor import FloorSettings


@dataclass(frozen=True, slots=True)
class Manners:
    """How the conversation behaves; all times in milliseconds of call audio.

    Attributes:
        floor: How sound becomes turns.
        endpoint: When a pause is the end of a turn.
        tail_ms: Speech over our last words, when no more than this is left, is no interruption.
        resume_after_ms: After a sound that brought no words, we go on at the latest so long
            after its end.
        afterthought_ms: Agreement that begins so soon after a turn was taken belongs to it: «ja …
            det stemmer» has been answered already.
        reopen_pause_ms: Speech that begins so soon after the caller's last sound may go on with a
            turn that was already answered…
        reopen_answer_ms: …unless more than this of our answer has passed.
        transcript_limit_ms: So long after the end of a turn, words that have not come count as
            none.
        longest_turn_ms: A turn that has lasted so long is over at the caller's next breath: a
            television in the room is never done.
        noise_ms: Speech shorter than this without words is nobody's turn.
        silence_ms: So long a silence is answered with a prompt.
        tool_slow_ms: A tool slower than this gets a spoken "one moment".
        grace_ms: Between the last word heard and the line being dropped.
        longest_call_ms: Then the call is ended, with ``limit_sentence``.
        limit_sentence: Said when the call has reached its longest.
    """

    floor: FloorSettings = field(default_factory=FloorSettings)
    endpoint: EndpointSettings = field(default_factory=EndpointSettings)
    tail_ms: int = 300
    resume_after_ms: int = 390
    afterthought_ms: int = 800
    reopen_pause_ms: int = 1_100
    reopen_answer_ms: int = 600
    transcript_limit_ms: int = 2_500
    longest_turn_ms: int = 30_000
    noise_ms: int = 350
    silence_ms: int = 6_000
    tool_slow_ms: int = 700
    grace_ms: int = 300
    longest_call_ms: int = 15 * 60_000
    limit_sentence: str = "Beklager, nå må jeg avslutte samtalen. Vi ringer deg opp igjen. Ha det!"
