"""Whisper models of the real shapes with random weights: for the clock, not for words.

What a model costs depends on its shape and on how many tokens it says. The weights are random, but
one thing is set by hand: each position of the text points so strongly at a token of its own that
the model says it, and then the end. So a turn costs what it would with real weights that hear as
many tokens in it.

Source: the shapes are those of openai/whisper; NB-Whisper has the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import tokenizers
from ctranslate2.specs import WhisperSpec
from ctranslate2.specs.whisper_spec import WhisperConfig
from numpy.typing import NDArray

_WORDS = 50_257
_LANGUAGES = 99
_TIMESTAMPS = 1_501
_NORWEGIAN = 29
_MELS = 80
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
_WORD_LETTERS = 8
_POSITIONS_HEARD, _POSITIONS_SAID = 1_500, 448
_SPREAD = 0.02
_INSISTENCE = 1_000.0


END_TOKEN = _WORDS
PROMPT = [
    _WORDS + 1,
    _WORDS + 2 + _NORWEGIAN,
    _WORDS + 2 + _LANGUAGES + 1,
    _WORDS + 2 + _LANGUAGES + 5,
]
"""Start, Norwegian, transcribe, no timestamps."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Width, layers of each half, heads."""

    name: str
    width: int
    layers: int
    heads: int


SHAPES = {
    shape.name: shape
    for shape in (Shape("tiny", 384, 4, 6), Shape("base", 512, 6, 8), Shape("small", 768, 12, 12))
}


def write_shape(shape: Shape, folder: Path, *, tokens: int) -> Path:
    """A CTranslate2 folder in int8 whose model says so many tokens and ends."""
    names = _names()
    spec = WhisperSpec(shape.layers, shape.heads, shape.layers, shape.heads)
    filler = _Filler(shape.width)
    filler.encoder(spec.encoder)
    filler.decoder(spec.decoder, len(names), tokens=tokens)
    spec.register_vocabulary(names)
    spec._config = WhisperConfig(  # the spec offers no public way to set it
        suppress_ids=[],
        suppress_ids_begin=[],
        lang_ids=list(range(_WORDS + 2, _WORDS + 2 + _LANGUAGES)),
        alignment_heads=[(0, 0)],
    )
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
    _tokenizer(names).save(str(folder / "tokenizer.json"))
    return folder


def _names() -> list[str]:
    languages = [f"<|l{place}|>" for place in range(_LANGUAGES)]
    languages[0] = "<|en|>"
    languages[_NORWEGIAN] = "<|no|>"
    tasks = ("translate", "transcribe", "startoflm", "startofprev", "nospeech", "notimestamps")
    return [
        *_words(),
        "<|endoftext|>",
        "<|startoftranscript|>",
        *languages,
        *(f"<|{task}|>" for task in tasks),
        *(f"<|{step * 0.02:.2f}|>" for step in range(_TIMESTAMPS)),
    ]


def _words() -> list[str]:
    """As varied as words: what repeats its letters looks like a loop and is decoded twice."""
    letters = np.random.default_rng(3).integers(0, len(_LETTERS), (_WORDS, _WORD_LETTERS))
    return ["".join(_LETTERS[place] for place in word) for word in letters]


def _tokenizer(names: list[str]) -> tokenizers.Tokenizer:
    words = {name: place for place, name in enumerate(names)}
    model = tokenizers.models.WordLevel(words, unk_token=names[0])
    tokenizer = tokenizers.Tokenizer(model)
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.WhitespaceSplit()
    tokenizer.add_special_tokens(names[_WORDS : _WORDS + 2 + _LANGUAGES + 6])
    return tokenizer


class _Filler:
    """Random weights, the same every time."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._random = np.random.default_rng(1)

    def encoder(self, spec: Any) -> None:
        width = self._width
        spec.conv1.weight, spec.conv1.bias = self._weights(width, _MELS, 3), self._zeros(width)
        spec.conv2.weight, spec.conv2.bias = self._weights(width, width, 3), self._zeros(width)
        spec.position_encodings.encodings = self._weights(_POSITIONS_HEARD, width)
        self._norm(spec.layer_norm)
        for layer in spec.layer:
            self._layer(layer, crossing=False)

    def decoder(self, spec: Any, names: int, *, tokens: int) -> None:
        spec.embeddings.weight = self._weights(names, self._width)
        spec.projection.weight = spec.embeddings.weight
        positions = self._weights(_POSITIONS_SAID, self._width)
        # Left to themselves, random weights say every token three times, which looks like a loop.
        said = self._random.integers(0, _WORDS, tokens)
        first = len(PROMPT) - 1
        positions[first : first + tokens] = _INSISTENCE * spec.embeddings.weight[said]
        positions[first + tokens :] = _INSISTENCE * spec.embeddings.weight[END_TOKEN]
        spec.position_encodings.encodings = positions
        self._norm(spec.layer_norm)
        for layer in spec.layer:
            self._layer(layer, crossing=True)

    def _layer(self, layer: Any, *, crossing: bool) -> None:
        width, own = self._width, layer.self_attention
        self._norm(own.layer_norm)
        self._linear(own.linear[0], 3 * width, width)
        self._linear(own.linear[1], width, width)
        if crossing:
            cross = layer.attention
            self._norm(cross.layer_norm)
            self._linear(cross.linear[0], width, width)
            self._linear(cross.linear[1], 2 * width, width)
            self._linear(cross.linear[2], width, width)
        self._norm(layer.ffn.layer_norm)
        self._linear(layer.ffn.linear_0, 4 * width, width)
        self._linear(layer.ffn.linear_1, width, 4 * width)

    def _norm(self, spec: Any) -> None:
        spec.gamma, spec.beta = np.ones(self._width, np.float32), self._zeros(self._width)

    def _linear(self, spec: Any, outputs: int, inputs: int) -> None:
        spec.weight, spec.bias = self._weights(outputs, inputs), self._zeros(outputs)

    def _weights(self, *shape: int) -> NDArray[np.float32]:
        return self._random.standard_normal(shape, np.float32) * np.float32(_SPREAD)

    @staticmethod
    def _zeros(*shape: int) -> NDArray[np.float32]:
        return np.zeros(shape, np.float32)
