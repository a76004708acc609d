"""µ-law and the rise from 8 to 16 kHz."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceagent.core.audio import (
    RAISING_PAST,
    decode_ulaw,
    encode_ulaw,
    raise_rate,
    silence_ulaw,
    ulaw_to_speech,
)


def test_every_code_survives_decoding_and_encoding() -> None:
    """µ-law has 255 distinct values (its two zeros are one); each maps back to itself."""
    codes = bytes(range(256))
    back = encode_ulaw(decode_ulaw(codes))
    assert [code for code in range(256) if back[code] != code] == [0x7F]


@pytest.mark.parametrize(
    ("sample", "code"), [(0, 0xFF), (32_767, 0x80), (-32_768, 0x00), (8, 0xFE), (-8, 0x7E)]
)
def test_known_samples_have_known_codes(sample: int, code: int) -> None:
    """Corner values of ITU-T G.711."""
    assert encode_ulaw(np.array([sample], dtype=np.int16)) == bytes([code])


def test_silence_is_the_code_of_zero() -> None:
    """20 ms of silence are 160 bytes that decode to nothing."""
    assert len(silence_ulaw(20)) == 160
    assert not decode_ulaw(silence_ulaw(20)).any()


@pytest.mark.parametrize("tone_hz", [300, 1_000, 2_000, 3_400])
def test_tones_of_the_telephone_band_pass_unharmed(tone_hz: int) -> None:
    """What is left of error is µ-law's own: better than 34 dB in the whole band."""
    voice = (10_000 * np.sin(2 * np.pi * tone_hz * np.arange(8_000) / 8_000)).astype(np.int16)
    raised = ulaw_to_speech(encode_ulaw(voice))
    wanted = 10_000 / 32_768 * np.sin(2 * np.pi * tone_hz * np.arange(16_000) / 16_000)
    error = (raised - wanted)[200:-200]
    assert 10 * np.log10(np.mean(wanted**2) / np.mean(error**2)) > 34


@given(st.lists(st.integers(1, 500), min_size=1, max_size=20))
@settings(max_examples=30, deadline=None)
def test_a_stream_in_pieces_is_the_stream_in_one(cuts: list[int]) -> None:
    """Pieces join without a seam where each is given what came before it."""
    rng = np.random.default_rng(7)
    level = rng.uniform(-0.3, 0.3, RAISING_PAST + sum(cuts)).astype(np.float32)
    ends = np.cumsum([0, *cuts])
    joined = [raise_rate(level[a : b + RAISING_PAST]) for a, b in pairwise(ends)]
    np.testing.assert_allclose(np.concatenate(joined), raise_rate(level), atol=1e-6)
