"""When a caller makes a sound over our voice: who stops, how soon, and what becomes of the rest.

A greeting of eight seconds plays; after two to five of them the caller speaks, coughs or agrees.

* *meant*: an interruption. From its first sample to the clear that silences us; and how many words
  the system's memory of what was heard is off, against what really played.
* *burst*: speech that breaks off after 120 to 700 ms and of which no words are made: which stop us?
* *wordless*: «mm», «ja», a cough, of which no words are made: is the greeting lost, and how long is
  the line silent until any sound goes on?
* *agreeing*: the same, understood.

The greeting is lost where less than nine tenths of it ever play.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.table import Table

from benchmarks.barge.sounds import BURSTS_MS
from benchmarks.peers.clips import GREETING, OverClip, Sort
from benchmarks.peers.script import SHORT_TITLES, TITLES, Happened, System
from benchmarks.reporting.percentiles import percentile
from benchmarks.reporting.pictures import Curve, Picture
from benchmarks.reporting.report import table

_REACTION_MS = 1_000.0
_WHOLE = 0.9
_NO_TURN = (Sort.BURST, Sort.WORDLESS, Sort.AGREEING)


@dataclass(frozen=True, slots=True)
class Reacted:
    """What became of the greeting.

    Attributes:
        stop_ms: From the sound's onset to the clear; None where the greeting went on.
        gap_ms: From the clear to the next sound; None where none came.
        lost: Whether the rest of the greeting was never heard.
        words_off: Words between what is believed to have been heard and what was; None where
            the greeting went on.
        ahead_ms: Sound that had been sent and that the clear dropped.
    """

    clip: OverClip
    stop_ms: float | None
    gap_ms: float | None
    lost: bool
    words_off: int | None
    ahead_ms: float


Found = Mapping[System, Sequence[Reacted]]


def judge(clip: OverClip, happened: Happened) -> Reacted:
    """Read what happened to the greeting."""
    until_ms = clip.end_ms + _REACTION_MS
    stops = [
        (at_ms, played_ms)
        for at_ms, played_ms in zip(happened.clears_ms, happened.played_ms, strict=True)
        if clip.onset_ms <= at_ms <= until_ms
    ]
    lost = happened.total_ms < _WHOLE * greeting_ms(happened)
    if not stops:
        return Reacted(clip, None, None, lost, None, 0.0)
    at_ms, played_ms = stops[0]
    after = [from_ms for from_ms, _ in happened.audible_ms if from_ms >= at_ms]
    return Reacted(
        clip,
        stop_ms=at_ms - clip.onset_ms,
        gap_ms=after[0] - at_ms if after else None,
        lost=lost,
        words_off=abs(believed_words(happened) - heard_words(happened, played_ms)),
        ahead_ms=happened.ahead_ms,
    )


def greeting_ms(happened: Happened) -> float:
    """How long the whole greeting would play."""
    return sum(length_ms for text, _, length_ms in happened.voiced if _of_greeting(text))


def heard_words(happened: Happened, played_ms: float) -> int:
    """Words of the greeting that had ended when so much had played."""
    begin_ms = 0.0
    count = 0
    for text, words, length_ms in happened.voiced:
        if _of_greeting(text):
            count += sum(begin_ms + end_ms <= played_ms for _, end_ms in words)
            begin_ms += length_ms
    return count


def believed_words(happened: Happened) -> int:
    """Words of the greeting that the system holds to have been heard: its longest beginning."""
    believed = happened.believed.split()
    count = 0
    for said, meant in zip(believed, GREETING.split(), strict=False):
        if said != meant:
            break
        count += 1
    return count


def _of_greeting(text: str) -> bool:
    return text.strip(" .,") in GREETING


# ---------------------------------------------------------------- figures


def figures(found: Found) -> dict[str, float]:
    """Figures by name, ``peers.`` and the system left out."""
    named: dict[str, float] = {}
    for system, reacted in found.items():
        meant = [one for one in reacted if one.clip.sort is Sort.MEANT]
        no_turn = [one for one in reacted if one.clip.sort in _NO_TURN]
        stops_ms = [one.stop_ms for one in meant if one.stop_ms is not None]
        words_off = [one.words_off for one in meant if one.words_off is not None]
        gaps_ms = [one.gap_ms for one in no_turn if one.gap_ms is not None]
        of_system = {
            "stop_p50_ms": percentile(stops_ms, 0.5),
            "stop_p95_ms": percentile(stops_ms, 0.95),
            "stop_max_ms": max(stops_ms, default=float("nan")),
            "not_stopped": float(sum(one.stop_ms is None for one in meant)),
            "went_on_share": _share([not one.lost for one in meant]),
            "ahead_ms": percentile([one.ahead_ms for one in meant], 0.5),
            "words_off_p50": percentile(words_off, 0.5),
            "words_off_max": float(max(words_off, default=0)),
            "lost_share": _share([one.lost for one in no_turn]),
            "gap_p50_ms": percentile(gaps_ms, 0.5),
            "gap_max_ms": max(gaps_ms, default=0.0),
        }
        for sort in _NO_TURN:
            ones = [one for one in reacted if one.clip.sort is sort]
            of_system[f"{sort.value}_stops_share"] = _share(
                [one.stop_ms is not None for one in ones]
            )
            of_system[f"{sort.value}_lost_share"] = _share([one.lost for one in ones])
        named |= {f"{system.value}.{name}": value for name, value in of_system.items()}
    return named


def _share(verdicts: Sequence[bool]) -> float:
    return sum(verdicts) / max(len(verdicts), 1)


# ---------------------------------------------------------------- what is shown


def tables(found: Found) -> list[Table]:
    """What each sound that is no turn did to each system."""
    shown = table("stopped / lost / gap p50", "n", *(SHORT_TITLES[system] for system in found))
    kinds = dict.fromkeys(
        (one.clip.sort, one.clip.name)
        for one in next(iter(found.values()))
        if one.clip.sort in _NO_TURN
    )
    for sort, name in kinds:
        cells = []
        count = 0
        for reacted in found.values():
            ones = [one for one in reacted if (one.clip.sort, one.clip.name) == (sort, name)]
            count = len(ones)
            cells.append(_cell(ones))
        shown.add_row(f"{sort.value} {name}", str(count), *cells)
    return [shown]


def _cell(ones: Sequence[Reacted]) -> str:
    stopped = sum(one.stop_ms is not None for one in ones)
    lost = sum(one.lost for one in ones)
    gaps_ms = [one.gap_ms for one in ones if one.gap_ms is not None]
    gap = f"{percentile(gaps_ms, 0.5) / 1000:.2f} s" if gaps_ms else "–"
    return f"{stopped} / {lost} / {gap}"


def pictures(found: Found) -> list[Picture]:
    """Which bursts stop whom."""
    ladder = {
        TITLES[system]: [
            (float(length_ms), share)
            for length_ms in BURSTS_MS
            if (share := _stopping(reacted, length_ms)) is not None
        ]
        for system, reacted in found.items()
    }
    return [
        Curve("Wordless speech that stops us", "length in ms", "share of bursts", ladder),
    ]


def _stopping(reacted: Sequence[Reacted], length_ms: int) -> float | None:
    name = f"{length_ms} ms"
    ones = [one for one in reacted if one.clip.sort is Sort.BURST and one.clip.name == name]
    return _share([one.stop_ms is not None for one in ones]) if ones else None
