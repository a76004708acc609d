"""What a call is equipped with: the process's engines, and the runtime's deadlines and shapes."""

from __future__ import annotations

from dataclasses import dataclass

from voiceagent.ports import Synthesizer, Transcriber, TurnScorer
from voiceagent.runtime.phrases import PhraseCache
from voiceagent.runtime.speaking import PacingSettings


@dataclass(frozen=True, slots=True)
class Engines:
    """The engines of the process, shared by all calls."""

    scorer: TurnScorer
    transcriber: Transcriber
    synthesizer: Synthesizer
    phrases: PhraseCache


@dataclass(frozen=True, slots=True)
class CallSettings:
    """Deadlines and shapes of a call's runtime.

    Attributes:
        pacing: How sound leaves.
        pre_roll_ms: Audio before a turn's first sound that engines hear too.
        post_roll_ms: Audio after its last sound that engines hear too.
        score_deadline_s: A turn score that comes later is done without.
        transcript_deadline_s: Words that come later count as none.
        clause_deadline_s: A clause that takes longer to voice has failed.
        humans: Telephone number of each queue of people that a policy names.
    """

    pacing: PacingSettings
    pre_roll_ms: int
    post_roll_ms: int
    score_deadline_s: float
    transcript_deadline_s: float
    clause_deadline_s: float
    humans: dict[str, str]
