"""Builds what the recogniser learns from: encoder frames with their text, in shards on disk.

``python -m models.training.corpus --folder F --split train --shards 0:40`` writes numbered shards;
the same number always holds the same sentences in the same
voices (espeak-ng adds a flutter of its own), so several processes can share the work and a
training run can begin with the first ones. A shard is ``NNNN.npz``: ``frames`` (float16, all
utterances one after the other, shape (n, 384)), ``counts`` (frames per utterance) and ``texts``.

Splits differ in who speaks: ``train``, ``validation`` and ``callers`` share no voice variant.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import numpy as np
import soxr
from numpy.typing import NDArray

from models.engines.espeak_library import EspeakLibrary, espeak_library
from models.engines.letters import ALPHABET
from models.engines.pronunciation import sayable
from models.engines.turn_encoder import TurnEncoder
from models.training import speakers
from models.training.line import LINE_RATE_HZ, LineCondition, draw_condition, through_line
from models.training.sentences import Sentence, sentences
from models.voices import EspeakVoice

UTTERANCES_PER_SHARD = 500
_WORD_LIST = Path("/usr/share/dict/bokmaal")
_LONGEST_SECONDS = 7.9
_SILENT_SHARE = 0.03


@dataclass(frozen=True, slots=True)
class Split:
    """Who speaks, through what line, and how much of it is open vocabulary."""

    seed: int
    voice: Callable[[Random], EspeakVoice]
    least_snr_db: float
    open_share: float
    silent_share: float


SPLITS: dict[str, Split] = {
    "train": Split(1_000, speakers.draw_training_voice, 3.0, 0.24, _SILENT_SHARE),
    "validation": Split(2_000_000, speakers.draw_validation_voice, 15.0, 0.12, 0.0),
    "callers": Split(3_000_000, speakers.draw_caller_voice, 15.0, 0.12, 0.0),
}


@dataclass(frozen=True, slots=True, eq=False)
class Utterance:
    """Speech audio (float32, −1…1, 16 kHz) and what was said in it."""

    samples: NDArray[np.float32]
    sentence: Sentence


def utterances(
    split: Split, number: int, library: EspeakLibrary, open_words: tuple[str, ...]
) -> Iterator[Utterance]:
    """An endless stream for shard ``number``."""
    rng = Random(split.seed + number)
    texts = sentences(split.seed * 31 + number, open_words=open_words, open_share=split.open_share)
    crowd = babble(library, rng)
    for sentence in texts:
        condition = draw_condition(rng, least_snr_db=split.least_snr_db)
        if rng.random() < split.silent_share:
            yield Utterance(_silence(condition, rng, crowd), Sentence("silence", ""))
            continue
        spoken = library.speak(sayable(_with_pauses(sentence.text, rng)).text, split.voice(rng))
        if not 0.1 < len(spoken.samples) / spoken.rate_hz < _LONGEST_SECONDS:
            continue
        samples = through_line(spoken.samples, spoken.rate_hz, condition, rng, crowd)
        if len(samples) / 16_000 < _LONGEST_SECONDS:
            yield Utterance(samples, sentence)


def open_vocabulary() -> tuple[str, ...]:
    """Bokmål words of Debian's ``wnorwegian``, for speech outside the domain; may be empty."""
    if not _WORD_LIST.is_file():
        return ()
    wanted = re.compile(f"[{ALPHABET.strip()}]{{2,10}}")
    words = _WORD_LIST.read_text(encoding="iso-8859-1").split()
    return tuple(word for word in words if wanted.fullmatch(word))


def write_shard(
    path: Path,
    split: Split,
    number: int,
    library: EspeakLibrary,
    encoder: TurnEncoder,
    amount: int = UTTERANCES_PER_SHARD,
) -> None:
    """Make and store one shard; an existing one is left alone."""
    if path.exists():
        return
    frames: list[NDArray[np.float16]] = []
    texts: list[str] = []
    kinds: list[str] = []
    for utterance in utterances(split, number, library, open_vocabulary()):
        frames.append(encoder.encode(utterance.samples).frames.astype(np.float16))
        texts.append(utterance.sentence.text)
        kinds.append(utterance.sentence.kind)
        if len(texts) == amount:
            break
    building = path.with_suffix(".building.npz")
    np.savez(
        building,
        frames=np.concatenate(frames),
        counts=np.array([len(piece) for piece in frames]),
        texts=np.array(texts),
        kinds=np.array(kinds),
    )
    building.rename(path)


def _with_pauses(text: str, rng: Random) -> str:
    """Commas where a speaker might stop for breath or thought."""
    share = rng.choice([0.0, 0.0, 0.08, 0.25])
    words = text.split()
    paused = [f"{word}," if rng.random() < share else word for word in words[:-1]]
    return " ".join([*paused, *words[-1:]]) + rng.choice(["", ".", ".", "?"])


def _silence(
    condition: LineCondition, rng: Random, crowd: NDArray[np.float32]
) -> NDArray[np.float32]:
    """No words: only the line's noise, or a click."""
    quiet = np.zeros(int(rng.uniform(0.3, 3.0) * LINE_RATE_HZ), np.int16)
    quiet[len(quiet) // 2] = rng.choice([0, 3000, 20000])
    noisy = replace(condition, noise_kind=rng.choice(["pink", "white", "music", "hum"]), snr_db=0.0)
    return through_line(quiet, LINE_RATE_HZ, noisy, rng, crowd)


def babble(library: EspeakLibrary, rng: Random) -> NDArray[np.float32]:
    """Half a minute of five people talking at once, at the line's rate."""
    talk = sentences(rng.getrandbits(30))
    mixed = np.zeros(30 * LINE_RATE_HZ, np.float32)
    for _ in range(5):
        filled = 0
        voice = speakers.draw_training_voice(rng)
        while filled < len(mixed):
            spoken = library.speak(sayable(next(talk).text).text, voice)
            piece = soxr.resample(spoken.samples.astype(np.float32), spoken.rate_hz, LINE_RATE_HZ)
            piece = piece[: len(mixed) - filled]
            mixed[filled : filled + len(piece)] += piece
            filled += len(piece) + 400
    return mixed


def main() -> None:
    """Write the shards that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--split", choices=SPLITS, default="train")
    parser.add_argument("--shards", default="0:60", help="FIRST:END[:STEP]")
    parser.add_argument("--utterances", type=int, default=UTTERANCES_PER_SHARD, help="per shard")
    arguments = parser.parse_args()
    folder = arguments.folder / arguments.split
    folder.mkdir(parents=True, exist_ok=True)
    data = arguments.folder / "espeak-ng-data"
    speakers.prepare_speakers(data)
    library = espeak_library(data)
    encoder = TurnEncoder(features_only=True)
    for number in range(*(int(part) for part in arguments.shards.split(":"))):
        write_shard(
            folder / f"{number:04}.npz",
            SPLITS[arguments.split],
            number,
            library,
            encoder,
            arguments.utterances,
        )
        print(f"{arguments.split} {number:04}", flush=True)


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
