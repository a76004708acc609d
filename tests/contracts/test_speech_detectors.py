"""What every SpeechDetector owes the runtime."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from models.engines.silero import SileroDetectors
from models.engines.webrtc import WebrtcDetectors
from models.loading import caller_voice
from tests.support.engines import EnergyDetectors
from voiceagent.core.audio import encode_ulaw, silence_ulaw
from voiceagent.ports import SpeechDetector, SpeechDetectors

MAKERS = [
    pytest.param(SileroDetectors, id="silero"),
    pytest.param(WebrtcDetectors, id="webrtcvad"),
    pytest.param(EnergyDetectors, id="fake"),
]
Maker = Callable[[], SpeechDetectors]


def _verdicts(detector: SpeechDetector, line: bytes) -> list[float]:
    step = detector.frame_samples
    return [detector.probe(line[i : i + step]) for i in range(0, len(line) - step, step)]


async def _spoken_line(name: str, text: str) -> bytes:
    """A sentence as the line carries it, 10 dB below full scale."""
    voice = np.concatenate([chunk.samples async for chunk in caller_voice(name).synthesize(text)])
    pause = silence_ulaw(300)
    return pause + encode_ulaw((voice * 0.3).astype(np.int16)) + pause


@pytest.mark.parametrize("make", MAKERS)
def test_silence_is_not_speech(make: Maker) -> None:
    """Digital silence stays below one half in every frame."""
    assert max(_verdicts(make().open(), silence_ulaw(2_000))) < 0.5


@pytest.mark.parametrize("make", MAKERS)
async def test_speech_is_speech(make: Maker) -> None:
    """Most frames of a spoken sentence are above one half, none outside 0…1."""
    line = await _spoken_line("kari", "Jeg vil gjerne bestille et møte på onsdag.")
    verdicts = _verdicts(make().open(), line)
    assert all(0 <= verdict <= 1 for verdict in verdicts)
    assert np.mean(np.array(verdicts) > 0.5) > 0.5


@pytest.mark.parametrize("make", MAKERS)
async def test_calls_do_not_hear_each_other(make: Maker) -> None:
    """A detector that was opened beside a busy one answers as if it were alone."""
    detectors = make()
    line = await _spoken_line("ola", "Ja, det passer fint.")
    alone = _verdicts(detectors.open(), line)
    busy, beside = detectors.open(), detectors.open()
    step, mixed = beside.frame_samples, []
    for place in range(0, len(line) - step, step):
        busy.probe(np.random.default_rng(place).bytes(step))
        mixed.append(beside.probe(line[place : place + step]))
    assert mixed == pytest.approx(alone, abs=1e-4)


@pytest.mark.parametrize("make", MAKERS)
def test_a_frame_of_another_length_is_refused(make: Maker) -> None:
    """The caller cuts frames; a wrong cut must not pass silently."""
    detector = make().open()
    with pytest.raises(ValueError, match="frame"):
        detector.probe(silence_ulaw(100)[: detector.frame_samples - 1])
