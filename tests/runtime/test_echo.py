"""Our own voice, back from the caller's loudspeaker, is not the caller."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest
from numpy.typing import NDArray

from voiceagent.core.audio import encode_ulaw
from voiceagent.runtime.echo import EchoGate
from voiceagent.runtime.listening import Listening

FRAME = 256
RATE_HZ = 8_000
LEARNING_MS = 4_000


def talk(duration_ms: int, seed: int, level_db: float = -20.0) -> NDArray[np.float64]:
    """Noise that swells and falls four times a second, as speech does."""
    rng = np.random.default_rng(seed)
    count = duration_ms * RATE_HZ // 1000
    knots = rng.uniform(-30, 0, count // 1_000 + 2)
    swell = np.interp(np.arange(count) / 1_000, np.arange(len(knots)), knots)
    return rng.standard_normal(count) * 32_768 * 10 ** ((level_db + swell) / 20)


def line(*parts: NDArray[np.float64]) -> bytes:
    """What comes in: everything at once, on a quiet line."""
    hiss = np.random.default_rng(9).standard_normal(len(parts[0])) * 8
    return encode_ulaw(np.clip(sum(parts) + hiss, -32_768, 32_767).astype(np.int16))


def echo(sent: NDArray[np.float64], down_db: float, delay_ms: int) -> NDArray[np.float64]:
    late = np.concatenate([np.zeros(delay_ms * RATE_HZ // 1000), sent])[: len(sent)]
    return late * 10 ** (-down_db / 20)


def judged(gate: EchoGate, sent: NDArray[np.float64], came: bytes) -> NDArray[np.bool_]:
    """The gate's verdict on each frame; what we send is sent 160 ms before it is played."""
    ours = encode_ulaw(np.clip(sent, -32_768, 32_767).astype(np.int16))
    verdicts = []
    done = 0
    for begin in range(0, len(came) - FRAME + 1, FRAME):
        end_ms = (begin + FRAME) / 8
        while done < len(ours) and done / 8 <= end_ms + 160:
            gate.sent(ours[done : done + 640], done / 8)
            done += 640
        verdicts.append(gate.is_echo(came[begin : begin + FRAME], end_ms))
    return np.array(verdicts)


def learned(verdicts: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return verdicts[LEARNING_MS // 32 :]


@pytest.mark.parametrize("down_db", [20, 30, 40])
@pytest.mark.parametrize("delay_ms", [60, 250, 480])
def test_an_echo_is_known_for_one(down_db: int, delay_ms: int) -> None:
    """However loud and late it is, once there is enough to compare; nearly every frame of it."""
    sent = talk(8_000, seed=1)
    gate = EchoGate()
    verdicts = judged(gate, sent, line(echo(sent, down_db, delay_ms)))
    assert gate.lag_ms is not None
    assert abs(gate.lag_ms - delay_ms) <= 16
    assert abs(gate.gain_db + down_db) <= 6
    assert learned(verdicts).mean() > 0.97


@pytest.mark.parametrize("seed", range(1, 13))
def test_a_caller_without_an_echo_is_never_judged(seed: int) -> None:
    """Talking over us for seconds is no echo, though both are speech."""
    gate = EchoGate()
    verdicts = judged(gate, talk(8_000, seed=seed), line(talk(8_000, seed=seed + 100)))
    assert gate.lag_ms is None
    assert not verdicts.any()


def test_a_caller_who_breaks_into_an_echo_is_heard() -> None:
    """Fifteen decibels above it, for half a second."""
    sent = talk(8_000, seed=1)
    caller = np.zeros(len(sent))
    caller[48_000:52_000] = talk(500, seed=3, level_db=-15)
    verdicts = judged(EchoGate(), sent, line(echo(sent, 30, 120), caller))
    spoken = verdicts[48_000 // FRAME + 1 : 52_000 // FRAME]
    assert not spoken.any()


def test_while_we_are_silent_nothing_is_an_echo() -> None:
    """An answer after our question counts, on a line that has an echo, however soft it is."""
    sent = talk(8_000, seed=1)
    sent[40_000:] = 0
    caller = np.zeros(len(sent))
    caller[52_000:] = talk(1_500, seed=3, level_db=-40)[:12_000]
    verdicts = judged(EchoGate(), sent, line(echo(sent, 20, 120), caller))
    assert not verdicts[52_000 // FRAME + 1 :].any()


def test_what_was_cleared_makes_no_echo() -> None:
    """What had been sent ahead and was never played explains nothing that comes in after."""
    sent = talk(8_000, seed=1)
    gate = EchoGate()
    judged(gate, sent, line(echo(sent, 20, 60)))
    gate.sent(encode_ulaw(sent[:8_000].astype(np.int16)), 8_000)
    gate.cleared(8_000)
    came = line(talk(1_600, seed=4, level_db=-42))
    after = [
        gate.is_echo(came[begin : begin + FRAME], 8_000 + (begin + FRAME) / 8)
        for begin in range(0, len(came) - FRAME + 1, FRAME)
    ]
    assert not any(after[25:])


def test_an_echo_that_ends_is_forgotten() -> None:
    """The caller picks up the receiver: from then on nobody is judged."""
    sent = talk(16_000, seed=1)
    back = echo(sent, 30, 120)
    back[64_000:] = 0
    gate = EchoGate()
    judged(gate, sent, line(back))
    assert gate.lag_ms is None


@dataclass(slots=True)
class _Deaf:
    """A detector that takes everything for speech."""

    frame_samples: int = FRAME
    probed: list[bytes] = field(default_factory=list)

    def probe(self, frame: bytes) -> float:
        self.probed.append(frame)
        return 1.0


def test_what_the_gate_knows_is_no_speech() -> None:
    """The detector hears every frame, so that its memory is whole; an echo's verdict is 0."""
    sent = talk(8_000, seed=1)
    gate = EchoGate()
    judged(gate, sent, line(echo(sent, 30, 120)))
    detector = _Deaf()
    ear = Listening(detector, pre_roll_ms=0, post_roll_ms=0, gate=gate)
    ear.skip_to(8_000)
    gate.sent(encode_ulaw(sent[:8_000].astype(np.int16)), 8_000)
    probes = list(ear.hear(line(echo(sent, 30, 120)[:8_000])))[1:]
    assert len(detector.probed) == len(probes)
    assert np.mean([probe.probability for probe in probes]) < 0.2
