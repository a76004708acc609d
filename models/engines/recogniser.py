"""From encoder frames to words: the head, the search, the spelling of known names, the trust."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from models.engines.beam import BeamSettings, Hypothesis, search_twice
from models.engines.joined_names import names_apart
from models.engines.trust import EVIDENCE, Trust, clarity, evidence, word_clarity
from models.engines.word_model import Expected, Spellings, WordModel
from voiceagent.core.events import HeardWord
from voiceagent.dialog.moves import AnswerKind
from voiceagent.errors import ConfigurationError
from voiceagent.norwegian.contact.contact import read_phone, read_phone_part

OUTPUT_MS = 20
_LONGEST_RUN = 4
_AS_GOOD = 6.0


@dataclass(frozen=True, slots=True)
class Heard:
    """A recognised turn; word times are milliseconds before the end of the audio (negative)."""

    text: str
    confidence: float
    accepted: bool
    words: tuple[HeardWord, ...]


class Recogniser:
    """The loaded head with its word model and calibration; may be used from many threads.

    Args:
        folder: Holds ``head.onnx``, ``words.npz`` and ``recogniser.json``.

    Raises:
        ConfigurationError: A file is missing or malformed.
    """

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        try:
            stored = json.loads((folder / "recogniser.json").read_text(encoding="utf-8"))
            self._head = onnxruntime.InferenceSession(
                (folder / "head.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
            )
            self.words = WordModel(folder / "words.npz")
            self.settings = BeamSettings(**stored["search"])
            self.trust = Trust(tuple(stored["trust"]), stored["biases"], stored["least"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ConfigurationError("embedded recogniser: its weights cannot be read") from error
        if len(self.trust.weights) != EVIDENCE or "" not in self.trust.biases:
            raise ConfigurationError(
                "embedded recogniser: recogniser.json does not fit this version"
            )

    def scores(self, frames: NDArray[np.float32]) -> NDArray[np.float32]:
        """Letter log-probabilities, two rows for every two frames."""
        return np.asarray(self._head.run(None, {"frames": frames})[0])

    def recognise(self, scores: NDArray[np.float32], expected: Expected) -> Heard:
        """The words that the scores hold, under what is expected now."""
        hypotheses = completed(search_twice(scores, expected, self.settings), expected)
        best = hypotheses[0]
        if not best.text:
            return Heard("", 0.0, accepted=False, words=())
        confidence = self.trust.confidence(evidence(hypotheses, scores, expected), expected.kind)
        words = _words(best, scores)
        if expected.kind is AnswerKind.NAME:
            words = names_apart(words, expected.knows)
        words = as_written(words, expected.spellings)
        text = " ".join(word.text for word in words)
        return Heard(text, confidence, confidence >= self.trust.least, words)


def completed(hypotheses: list[Hypothesis], expected: Expected) -> list[Hypothesis]:
    """Where a number was asked for: first the one nearly as good that is a whole number.

    «femtiåtte» and «femti åtte» sound alike, and a lost «en» is nearly free; eight digits decide.
    """
    if expected.kind is not AnswerKind.DIGITS or not read_phone_part(hypotheses[0].text):
        return hypotheses
    least = hypotheses[0].total - _AS_GOOD
    for place, hypothesis in enumerate(hypotheses):
        if hypothesis.total >= least and read_phone(hypothesis.text) is not None:
            return [hypothesis, *hypotheses[:place], *hypotheses[place + 1 :]]
    return hypotheses


def _words(best: Hypothesis, scores: NDArray[np.float32]) -> tuple[HeardWord, ...]:
    """Words with times; a letter is seen near its middle, so a word gets a frame on each side."""
    words = best.text.split(" ")
    clear = word_clarity(words, clarity(best, scores))
    end_of_audio = len(scores)
    heard: list[HeardWord] = []
    place = 0
    for word, sure in zip(words, clear, strict=True):
        frames = best.letter_frames[place : place + len(word)]
        heard.append(
            HeardWord(
                text=word,
                start_ms=(max(0, frames[0] - 2) - end_of_audio) * OUTPUT_MS,
                end_ms=(min(end_of_audio, frames[-1] + 3) - end_of_audio) * OUTPUT_MS,
                confidence=round(sure, 3),
            )
        )
        place += len(word) + 1
    return tuple(heard)


def as_written(words: tuple[HeardWord, ...], spellings: Spellings) -> tuple[HeardWord, ...]:
    """The words, where they sound like an expected phrase as that is written.

    A phrase that was heard with other word borders gets times in proportion to its letters.
    """
    done: list[HeardWord] = []
    place = 0
    while place < len(words):
        for end in range(min(len(words), place + _LONGEST_RUN), place, -1):
            run = words[place:end]
            written = spellings.of([word.text for word in run])
            if written is not None:
                done += _respelled(run, written)
                place = end
                break
        else:
            done.append(words[place])
            place += 1
    return tuple(done)


def _respelled(run: tuple[HeardWord, ...], written: list[str]) -> list[HeardWord]:
    if len(run) == len(written):
        return [replace(word, text=spelled) for word, spelled in zip(run, written, strict=True)]
    start_ms, length_ms = run[0].start_ms, run[-1].end_ms - run[0].start_ms
    sure = min(word.confidence for word in run)
    letters = sum(len(word) for word in written)
    done: list[HeardWord] = []
    for word in written:
        end_ms = start_ms + length_ms * len(word) // letters
        done.append(HeardWord(word, start_ms, end_ms, sure))
        start_ms = end_ms
    return done
