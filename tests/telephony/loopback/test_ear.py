"""What the caller makes of the agent's sound and marks, in virtual time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from telephony.loopback.ear import AgentBegan, AgentEvent, AgentFinished, AgentMark, Ear, read_mark
from telephony.loopback.playout import FRAME_MS, PlayoutBuffer
from tests.support.engines import tone
from voiceagent.core.audio import encode_ulaw


class Listener:
    """Plays an agent's audio to an ear, 20 ms at a time."""

    def __init__(self) -> None:
        self.ear = Ear()
        self.playout = PlayoutBuffer()
        self.at_ms = 0.0

    def agent_says(self, duration_ms: int, mark: str = "") -> None:
        self.playout.queue_audio(encode_ulaw(tone(duration_ms)))
        if mark:
            self.agent_marks(mark)

    def agent_marks(self, name: str) -> None:
        if self.playout.queue_mark(name):
            self.ear.mark(name)

    def listen(self, duration_ms: int) -> list[AgentEvent]:
        return list(self._listen(duration_ms))

    def _listen(self, duration_ms: int) -> Iterator[AgentEvent]:
        for _ in range(duration_ms // FRAME_MS):
            self.at_ms += FRAME_MS
            event = self.ear.hear(self.playout.play(), self.at_ms)
            if event:
                yield event


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        pytest.param("3.7.0.ask.timing", AgentMark(3, 7, 0, "ask.timing"), id="dots in the key"),
        pytest.param("1.2.3.ack", AgentMark(1, 2, 3, "ack"), id="a short key"),
        pytest.param("1.2.ack", None, id="a part too few"),
        pytest.param("a.b.c.ack", None, id="no numbers"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_marks_tell_the_prompt(name: str, mark: AgentMark | None) -> None:
    """``generation.utterance.clause.key``; anything else is somebody else's."""
    assert read_mark(name) == mark


def test_the_agent_has_finished_a_quarter_second_after_its_last_marked_sound() -> None:
    """The end that is reported is that of the sound, not of the waiting."""
    listener = Listener()
    listener.agent_says(400, "1.1.0.greeting")
    events = listener.listen(1_000)
    assert events == [AgentBegan(0), AgentFinished(0, 400, "greeting", ("greeting",))]
    assert listener.ear.heard == ["greeting"]


def test_a_pause_within_the_speech_is_no_end() -> None:
    """Half a second without sound and without a mark behind it: the agent draws breath."""
    listener = Listener()
    listener.agent_says(400)
    assert listener.listen(900) == [AgentBegan(0)]
    listener.agent_says(400, "1.1.0.greeting")
    assert listener.listen(1_000) == [AgentFinished(0, 1_300, "greeting", ("greeting",))]


def test_the_last_prompt_is_the_one_to_answer() -> None:
    """«Fint.» and then a question, in one breath: the question is answered."""
    listener = Listener()
    listener.agent_says(200, "1.1.0.ack")
    listener.agent_says(400, "1.2.0.ask.role")
    finished = listener.listen(1_000)[-1]
    assert finished == AgentFinished(0, 600, "ask.role", ("ack", "ask.role"))


def test_a_mark_before_any_sound_announces_the_prompt() -> None:
    """It tells early what is being said, and does not end anything."""
    listener = Listener()
    listener.agent_says(200, "1.1.0.ack")
    listener.listen(200)
    listener.agent_marks("1.2.0.ask.role")
    assert listener.listen(400) == []
    listener.agent_says(400)
    listener.listen(100)
    assert (listener.ear.key, listener.ear.spoken_ms) == ("ask.role", 100)
    listener.agent_marks("1.2.0.ask.role")
    finished = listener.listen(1_000)[-1]
    assert isinstance(finished, AgentFinished)
    assert finished.key == "ask.role"


def test_the_sound_of_a_prompt_is_counted_from_its_own_beginning() -> None:
    """An interruption «after 500 ms» means of this prompt, not of the one before."""
    listener = Listener()
    listener.agent_says(600, "1.1.0.ack")
    listener.agent_says(200, "1.2.0.offer.slots")
    listener.agent_says(400, "1.2.1.offer.slots")
    listener.listen(1_000)
    assert listener.ear.key == "offer.slots"
    assert listener.ear.spoken_ms == 400
    listener.listen(200)
    assert listener.ear.spoken_ms == 600


def test_speech_that_is_never_marked_ends_all_the_same() -> None:
    """A second and a half of silence is an end for anybody."""
    listener = Listener()
    listener.agent_says(400)
    assert listener.listen(1_800) == [AgentBegan(0)]
    assert listener.listen(200) == [AgentFinished(0, 400, "")]


def test_speech_that_was_cut_off_does_not_finish() -> None:
    """After a clear nothing is owed an answer; what comes next begins anew."""
    listener = Listener()
    listener.agent_says(2_000, "1.1.0.greeting")
    listener.listen(400)
    assert listener.playout.clear() == ("1.1.0.greeting",)
    listener.ear.cut_off()
    assert listener.listen(2_000) == []
    assert listener.ear.heard == []
    listener.agent_says(200, "2.2.0.ask.role")
    assert listener.listen(200) == [AgentBegan(2_400)]
