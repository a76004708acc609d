"""What Whisper costs a call: one turn of four seconds, with the context cut and with it padded.

Real shapes, random weights, int8, on this machine's processor as a service would use it. A turn of
four seconds with 22 tokens (5.5 a second, about three words) is what is held against the bars; the
same turn run to its token limit is shown as the worst case before a second decode. The stock path
is faster-whisper's ``transcribe`` with the same model, the same audio and greedy decoding.
"""

from __future__ import annotations

import asyncio
import logging
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.feature_extractor import FeatureExtractor
from numpy.typing import NDArray
from rich.table import Table

from benchmarks.reporting.bars import limits
from benchmarks.reporting.percentiles import percentile
from benchmarks.reporting.pictures import BarChart, Picture
from benchmarks.reporting.progress import ProgressLine, counted, part_of, parts_of
from benchmarks.reporting.report import Outcome, table
from benchmarks.whisper.shapes import END_TOKEN, PROMPT, SHAPES, write_shape
from models.engines.placement import Device, Placement
from models.engines.whisper import (
    FULL_FRAMES,
    WhisperTranscriber,
    WhisperTurn,
    context_frames,
    fit,
    machine_placement,
)
from models.engines.worker import EngineThread
from voiceagent.dialog.moves import Expectation
from voiceagent.ports import TurnAudio

_TURN_S = 4
_TOKENS = 22
_TOGETHER = 4
_RATE_HZ = 16_000
_WORK = {"tiny": 0.5, "base": 1.0, "small": 3.5}
"""How much work a shape is, beside the others."""


@dataclass(frozen=True, slots=True)
class _Times:
    """Milliseconds of one shape, sample by sample."""

    encode_cut: list[float]
    encode_full: list[float]
    turn: list[float]
    turn_cpu: list[float]
    at_limit: list[float]
    stock: list[float]
    one_by_one: list[float]
    together: list[float]

    @property
    def ratio(self) -> float:
        """How many times cheaper the cut context is to encode."""
        return percentile(self.encode_full, 0.5) / percentile(self.encode_cut, 0.5)


def whisper(quick: bool, progress: ProgressLine) -> Outcome:
    """Encode, transcribe and compare, shape by shape."""
    placement = machine_placement(Device.CPU)
    names = ("base",) if quick else ("tiny", "base", "small")
    repeats = 3 if quick else 7
    measured: dict[str, _Times] = {}
    with tempfile.TemporaryDirectory(prefix="whisper-shapes-") as folder:
        parts = parts_of(progress, [_WORK[name] for name in names])
        for name, part in zip(names, parts, strict=True):
            part(f"{name}: writing the model", 0.0)
            model = write_shape(SHAPES[name], Path(folder) / name, tokens=_TOKENS)
            rounds = part_of(part, 0.1, 1.0, prefix=f"{name}, {placement.threads} thread(s): ")
            measured[name] = asyncio.run(_measure(model, placement, repeats, rounds))
    tables = (_costs(measured), _company(measured))
    return Outcome(("whisper",), _figures(measured), tables, _pictures(measured))


async def _measure(
    folder: Path, placement: Placement, repeats: int, progress: ProgressLine
) -> _Times:
    thread = EngineThread("whisper", deadline_ms=60_000)
    try:
        transcriber = WhisperTranscriber(folder, thread, placement)
        stock = WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=placement.threads
        )
        # It takes our vocabulary for an English one and says so with every turn.
        logging.getLogger("faster_whisper").setLevel(logging.ERROR)
        times = _Times([], [], [], [], [], [], [], [])
        # Round by round, so that whatever else the machine does falls on all of them alike. The
        # first is not counted: what an engine does once is not a turn's.
        unheeded = _Times([], [], [], [], [], [], [], [])
        for number in counted(progress, "round", range(repeats + 1)):
            await _once(transcriber, stock, placement, times if number else unheeded)
    finally:
        thread.close()
    return times


async def _once(
    transcriber: WhisperTranscriber, stock: WhisperModel, placement: Placement, times: _Times
) -> None:
    audio = _speech()
    features = FeatureExtractor(feature_size=stock.model.n_mels)(audio.samples)
    cut = context_frames(features.shape[1], placement.bucket_frames)
    short, full = (_stored(features, frames) for frames in (cut, FULL_FRAMES))
    times.encode_cut.append(_timed(lambda: stock.model.encode(short, to_cpu=True)))
    times.encode_full.append(_timed(lambda: stock.model.encode(full, to_cpu=True)))
    begun, used = time.perf_counter(), time.process_time()
    await transcriber.transcribe(audio, Expectation())
    times.turn.append((time.perf_counter() - begun) * 1000)
    times.turn_cpu.append((time.process_time() - used) * 1000)
    times.stock.append(_timed(lambda: _stock(stock, audio)))
    turns = [WhisperTurn(audio.samples, (), time.monotonic()) for _ in range(_TOGETHER)]
    times.at_limit.append(_timed(lambda: _to_limit(stock.model, short, turns[0].token_limit)))
    times.one_by_one.append(_timed(lambda: [transcriber.hear([turn]) for turn in turns]))
    times.together.append(_timed(lambda: transcriber.hear(turns)))


def _speech() -> TurnAudio:
    """Four seconds that are not silent; what is in them costs nothing."""
    noise = np.random.default_rng(2).standard_normal(_TURN_S * _RATE_HZ).astype(np.float32)
    return TurnAudio(noise * np.float32(0.05), speech_ms=_TURN_S * 1000)


def _stored(features: NDArray[np.float32], frames: int) -> ctranslate2.StorageView:
    return ctranslate2.StorageView.from_array(fit(features, frames)[None])


def _to_limit(model: ctranslate2.models.Whisper, mel: ctranslate2.StorageView, limit: int) -> None:
    """A decode that may not end before its limit."""
    model.generate(
        mel,
        [PROMPT],
        beam_size=1,
        no_repeat_ngram_size=3,
        max_length=2 * limit,
        suppress_tokens=[END_TOKEN],
        return_scores=True,
        return_no_speech_prob=True,
    )


def _stock(model: WhisperModel, audio: TurnAudio) -> None:
    segments, _ = model.transcribe(
        audio.samples,
        language="no",
        beam_size=1,
        temperature=0.0,
        without_timestamps=True,
        condition_on_previous_text=False,
        no_repeat_ngram_size=3,
    )
    for _ in segments:
        pass


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def _costs(measured: dict[str, _Times]) -> Table:
    shown = table(
        "shape", "encode cut", "padded", "ratio", "turn p50", "p95", "CPU p50", "at limit", "stock"
    )
    for name, times in measured.items():
        shown.add_row(
            name,
            _ms(times.encode_cut),
            _ms(times.encode_full),
            f"{times.ratio:.1f} ×",
            _ms(times.turn),
            _ms(times.turn, 0.95),
            _ms(times.turn_cpu),
            _ms(times.at_limit),
            _ms(times.stock),
        )
    shown.caption = f"{_TURN_S} s, {_TOKENS} tokens; at limit: 40 tokens; int8; milliseconds"
    return shown


def _company(measured: dict[str, _Times]) -> Table:
    shown = table(f"{_TOGETHER} turns that wait", "one by one", "in one pass")
    for name, times in measured.items():
        shown.add_row(name, _ms(times.one_by_one), _ms(times.together))
    return shown


def _pictures(measured: dict[str, _Times]) -> tuple[Picture, ...]:
    return (
        BarChart(
            f"Whisper hears a turn of {_TURN_S} s and {_TOKENS} tokens",
            "ms (p50)",
            {
                name: {
                    "context cut (ours)": percentile(times.turn, 0.5),
                    "the same, at its token limit": percentile(times.at_limit, 0.5),
                    "stock faster-whisper": percentile(times.stock, 0.5),
                }
                for name, times in measured.items()
            },
            limits({f"aim for {name}": f"whisper.{name}.turn_p50_ms" for name in measured}),
        ),
        BarChart(
            "Encoding alone",
            "ms (p50)",
            {
                name: {
                    "context cut (ours)": percentile(times.encode_cut, 0.5),
                    "padded to 30 s": percentile(times.encode_full, 0.5),
                }
                for name, times in measured.items()
            },
        ),
        BarChart(
            f"{_TOGETHER} turns that wait",
            "ms (p50)",
            {
                name: {
                    "one by one": percentile(times.one_by_one, 0.5),
                    "in one pass": percentile(times.together, 0.5),
                }
                for name, times in measured.items()
            },
        ),
    )


def _figures(measured: dict[str, _Times]) -> dict[str, float]:
    figures: dict[str, float] = {}
    for name, times in measured.items():
        figures |= {
            f"whisper.{name}.turn_p50_ms": percentile(times.turn, 0.5),
            f"whisper.{name}.turn_p95_ms": percentile(times.turn, 0.95),
            f"whisper.{name}.turn_cpu_p50_ms": percentile(times.turn_cpu, 0.5),
            f"whisper.{name}.at_limit_p50_ms": percentile(times.at_limit, 0.5),
            f"whisper.{name}.encode_ratio": times.ratio,
            f"whisper.{name}.stock_p50_ms": percentile(times.stock, 0.5),
            f"whisper.{name}.one_by_one_p50_ms": percentile(times.one_by_one, 0.5),
            f"whisper.{name}.together_p50_ms": percentile(times.together, 0.5),
        }
    return {name: round(figure, 2) for name, figure in figures.items()}


def _ms(samples: list[float], share: float = 0.5) -> str:
    return f"{percentile(samples, share):.0f}"
