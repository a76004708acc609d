"""Which speech detector: how soon it hears a caller begin and end, and what else it takes for one.

Every detector hears the same line, frame by frame, and the floor makes turns of its verdicts as it
does in a call; so a delay is what the conversation waits, not a frame's. In sounds that hold no
caller, each turn that begins is a false alarm. **Synthetic voices and sounds only.**
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rich.table import Table

from benchmarks.reporting.bars import limits
from benchmarks.reporting.percentiles import percentile
from benchmarks.reporting.pictures import SHARE, BarChart, Histogram, Picture
from benchmarks.reporting.progress import ProgressLine, counted, parts_of
from benchmarks.reporting.report import Outcome, table
from benchmarks.vad.detectors import MAKERS, Cost, cost
from benchmarks.vad.sounds import BEHIND, STEP_MS, Caller, callers, strangers
from models.engines.espeak import EspeakSynthesizer
from models.engines.worker import EngineThread
from voiceagent.core.audio import level_db
from voiceagent.core.events import SpeechProbed
from voiceagent.core.floor import Floor, FloorSettings, SpeechStarted, TentativeEnd
from voiceagent.ports import SpeechDetector, SpeechDetectors

_FULL_MS, _QUICK_MS = 60_000, 12_000
_SETTINGS = FloorSettings()
_SHORT_PAUSE_MS = 300
_DRAWN = ("silero", "webrtcvad")
"""In pictures; the others are the first one's model as a file."""
_FADES_MS = 64
"""A pause's first frames may still hold the end of a word."""


@dataclass(slots=True)
class Tally:
    """What a detector made of callers.

    Attributes:
        onsets_ms: From a caller's first sound to the turn's beginning.
        ends_ms: From their last sound to the tentative end.
        turns: Callers.
        unheard: Callers for whom no turn began.
        open_ended: Turns that did not end within 1.2 s.
        early: Turns that began before the caller did.
        spoken: Frames full of speech.
        missed: Of these, frames taken for silence.
        paused: Frames full of pause.
        alarms: Of these, frames taken for speech.
        long_pauses: Pauses of 300 ms and more, by kind.
        found: Of these, pauses that were noticed while they lasted.
    """

    onsets_ms: list[float] = field(default_factory=list)
    ends_ms: list[float] = field(default_factory=list)
    turns: int = 0
    unheard: int = 0
    open_ended: int = 0
    early: int = 0
    spoken: int = 0
    missed: int = 0
    paused: int = 0
    alarms: int = 0
    long_pauses: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Alarms:
    """What a detector made of a sound without a caller: turns and speech frames."""

    per_minute: float
    share: float


@dataclass(frozen=True, slots=True)
class Detected:
    """One detector's results; its tallies by what was behind the callers."""

    tallies: Mapping[str, Tally]
    strangers: Mapping[str, Alarms]
    cost: Cost

    @property
    def all(self) -> Tally:
        """All callers."""
        whole = Tally()
        for tally in self.tallies.values():
            for name in Tally.__slots__:
                setattr(whole, name, getattr(whole, name) + getattr(tally, name))
        return whole


def vad(quick: bool, progress: ProgressLine) -> Outcome:
    """Let every detector hear every sound.

    Raises:
        ProviderError: A voice failed.
    """
    progress("callers and other sounds", 0.0)
    heard, others = asyncio.run(_sounds(quick))
    found: dict[str, Detected] = {}
    _, *parts = parts_of(progress, (1, *(1 for _ in MAKERS)))
    for (name, make), part in zip(MAKERS.items(), parts, strict=True):
        detectors = make()
        tallies = {behind: Tally() for behind in BEHIND}
        for caller in counted(part, f"{name} hears caller", heard):
            hear_caller(detectors.open(), caller, tallies[caller.behind])
        alarms = {sound: hear_stranger(detectors, ulaw) for sound, ulaw in others.items()}
        found[name] = Detected(tallies, alarms, cost(make, b"".join(c.ulaw for c in heard[:6])))
    figures = {
        f"vad.{name.replace(' ', '_')}.{figure}": round(value, 3)
        for name, detected in found.items()
        for figure, value in _figures(detected)
    }
    tables = (_speech_table(found), *_noise_tables(found))
    return Outcome(("vad",), figures, tables, _pictures(found))


async def _sounds(quick: bool) -> tuple[list[Caller], dict[str, bytes]]:
    thread = EngineThread("agent's voice", deadline_ms=10_000)
    try:
        others = await strangers(_QUICK_MS if quick else _FULL_MS, EspeakSynthesizer(thread))
        return await callers(quick=quick), others
    finally:
        thread.close()


def hear_caller(detector: SpeechDetector, caller: Caller, tally: Tally) -> None:
    """Take one caller into the tally."""
    floor, began_ms, ends_ms = Floor(_SETTINGS), None, []
    tally.turns += 1
    for probe in probes(detector, caller.ulaw):
        _count_frame(caller, probe, detector.frame_samples // 8, tally)
        to_ms = probe.at_ms
        match floor.hear(probe):
            case SpeechStarted() if began_ms is None:
                began_ms = to_ms
            case TentativeEnd():
                ends_ms.append(to_ms)
    for kind, from_ms, to_ms in caller.pauses_ms:
        if to_ms - from_ms >= _SHORT_PAUSE_MS:
            tally.long_pauses[kind] += 1
            tally.found[kind] += any(from_ms < end_ms <= to_ms + STEP_MS for end_ms in ends_ms)
    last = [end_ms for end_ms in ends_ms if end_ms > caller.end_ms]
    if began_ms is None:
        tally.unheard += 1
        return
    if began_ms <= caller.start_ms:
        tally.early += 1
    else:
        tally.onsets_ms.append(began_ms - caller.start_ms)
    if last:
        tally.ends_ms.append(last[0] - caller.end_ms)
    else:
        tally.open_ended += 1


def hear_stranger(detectors: SpeechDetectors, ulaw: bytes) -> Alarms:
    """How often a sound without a caller begins a turn; each is closed at its tentative end."""
    floor, turns, speech, frames = Floor(_SETTINGS), 0, 0, 0
    for probe in probes(detectors.open(), ulaw):
        frames += 1
        speech += probe.probability >= _SETTINGS.speech_threshold
        match floor.hear(probe):
            case SpeechStarted():
                turns += 1
            case TentativeEnd():
                floor.close()
    return Alarms(turns * 60_000 / (len(ulaw) / 8), speech / max(frames, 1))


def probes(detector: SpeechDetector, ulaw: bytes) -> Iterator[SpeechProbed]:
    """What a detector says of every frame."""
    step = detector.frame_samples
    for at in range(0, len(ulaw) - step + 1, step):
        frame = ulaw[at : at + step]
        yield SpeechProbed((at + step) // 8, detector.probe(frame), level_db(frame))


def _count_frame(caller: Caller, probe: SpeechProbed, length_ms: int, tally: Tally) -> None:
    from_ms, to_ms, probability = probe.at_ms - length_ms, probe.at_ms, probe.probability
    steps = caller.sounding[from_ms // STEP_MS : -(-to_ms // STEP_MS)]
    if len(steps) and steps.all():
        tally.spoken += 1
        tally.missed += probability < _SETTINGS.silence_threshold
    for _, pause_from_ms, pause_to_ms in caller.pauses_ms:
        if pause_from_ms + _FADES_MS <= from_ms and to_ms <= pause_to_ms:
            tally.paused += 1
            tally.alarms += probability >= _SETTINGS.speech_threshold


# ---------------------------------------------------------------- what is shown


def _figures(detected: Detected) -> Iterator[tuple[str, float]]:
    whole = detected.all
    for share, name in ((0.5, "p50"), (0.95, "p95")):
        yield f"onset_{name}_ms", percentile(whole.onsets_ms, share)
        yield f"end_{name}_ms", percentile(whole.ends_ms, share)
    yield "unheard", whole.unheard / whole.turns
    yield "early", whole.early / whole.turns
    yield "open_ended", whole.open_ended / whole.turns
    yield "missed_speech", whole.missed / whole.spoken
    yield "alarms_in_pauses", whole.alarms / max(whole.paused, 1)
    for kind in ("natural", "cut"):
        yield f"{kind}_pauses_noticed", whole.found[kind] / max(whole.long_pauses[kind], 1)
    yield "cpu_ms_per_second", detected.cost.cpu_ms
    yield "load_mb", detected.cost.load_mb
    yield "kb_per_call", detected.cost.call_kb
    for sound, alarms in detected.strangers.items():
        yield f"alarms_per_minute.{_plain(sound)}", alarms.per_minute
    for behind, tally in detected.tallies.items():
        yield f"onset_p95_ms.{_plain(behind)}", percentile(tally.onsets_ms, 0.95)
        yield f"end_p95_ms.{_plain(behind)}", percentile(tally.ends_ms, 0.95)
        yield f"missed_speech.{_plain(behind)}", tally.missed / max(tally.spoken, 1)


def _plain(name: str) -> str:
    return name.lower().replace("−", "").replace("'", "").replace(" ", "_")


def _speech_table(found: Mapping[str, Detected]) -> Table:
    rows = {
        "onset p50 / p95": ("onset_p50_ms", "onset_p95_ms", " ms"),
        "end p50 / p95": ("end_p50_ms", "end_p95_ms", " ms"),
        "unheard / too early": ("unheard", "early", "%"),
        "do not end": ("open_ended", "", "%"),
        "speech missed": ("missed_speech", "", "%"),
        "pause taken for speech": ("alarms_in_pauses", "", "%"),
        "natural pauses noticed": ("natural_pauses_noticed", "", "%"),
        "cut pauses noticed": ("cut_pauses_noticed", "", "%"),
        "CPU per second": ("cpu_ms_per_second", "", " ms"),
        "memory once": ("load_mb", "", " MB"),
        "memory per call": ("kb_per_call", "", " kB"),
    }
    figures = {name: dict(_figures(detected)) for name, detected in found.items()}
    shown = table("callers", *found)
    for title, (first, second, unit) in rows.items():
        names = [name for name in (first, second) if name]
        shown.add_row(title, *(_cell(own, names, unit) for own in figures.values()))
    return shown


def _cell(figures: Mapping[str, float], names: Sequence[str], unit: str) -> str:
    values = [figures[name] for name in names]
    if unit == "%":
        return " / ".join(f"{value:.1%}" for value in values)
    if max(values) >= 20:
        return " / ".join(f"{value:.0f}" for value in values) + unit
    return " / ".join(f"{value:.2f}" for value in values) + unit


def _noise_tables(found: Mapping[str, Detected]) -> Iterator[Table]:
    behind = table("speech missed before", *found)
    for name in BEHIND:
        tallies = [detected.tallies[name] for detected in found.values()]
        behind.add_row(name, *(f"{tally.missed / max(tally.spoken, 1):.1%}" for tally in tallies))
    yield behind
    alarms = table("turns per minute by", *found)
    for name in next(iter(found.values())).strangers:
        own = [detected.strangers[name] for detected in found.values()]
        alarms.add_row(name, *(f"{each.per_minute:.1f}  ({each.share:.0%})" for each in own))
    yield alarms


def _pictures(every: Mapping[str, Detected]) -> tuple[Picture, ...]:
    found = {name: detected for name, detected in every.items() if name in _DRAWN}
    turns = {
        sound: {name: each.strangers[sound].per_minute for name, each in found.items()}
        for sound in next(iter(found.values())).strangers
    }
    missed = {
        behind: {
            name: each.tallies[behind].missed / max(each.tallies[behind].spoken, 1)
            for name, each in found.items()
        }
        for behind in BEHIND
    }
    return (
        Histogram(
            "From a caller's first sound to the turn's beginning, unless that came before",
            "ms",
            {name: detected.all.onsets_ms for name, detected in found.items()},
            limits({"aim for Silero's p95": "vad.silero.onset_p95_ms"}),
        ),
        Histogram(
            "From a caller's last sound to the tentative end",
            "ms",
            {name: detected.all.ends_ms for name, detected in found.items()},
        ),
        BarChart("Turns begun by what is no caller", "turns a minute", turns),
        BarChart("Speech taken for silence, by what is behind the caller", SHARE, missed),
    )
