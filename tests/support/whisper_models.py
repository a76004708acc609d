"""Whisper models without a download: CTranslate2 folders that say what a test wants.

The layers add nothing, the token embedding is the unit matrix, and the position at which a token
is to be spoken points at it. So the decoder emits a fixed text after a prompt of a fixed length,
while loading, shapes, features, encoding and decoding are the real ones. One thing can be heard:
how much context was encoded, since the cross-attention takes the mean over all of it.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import tokenizers
from ctranslate2.specs import WhisperSpec
from ctranslate2.specs.whisper_spec import WhisperConfig

_SPECIAL = (
    "<|endoftext|>",
    "<|startoftranscript|>",
    "<|no|>",
    "<|transcribe|>",
    "<|startofprev|>",
    "<|nospeech|>",
    "<|notimestamps|>",
)
_PROMPT_TOKENS = 4
_WIDTH = 64
_MELS = 80


def speaking_whisper(
    folder: Path,
    words: list[str],
    vocabulary: list[str],
    *,
    after_hint: tuple[int, list[str]] | None = None,
    needs_context: bool = False,
    with_times: bool = False,
) -> Path:
    """A model that says ``words`` after the plain prompt, whatever it hears.

    Args:
        folder: Made and filled.
        words: What it says, all in the vocabulary.
        vocabulary: Its words, at most fifty.
        after_hint: How many words a hint has, and what is said after one; more than ``words``.
        needs_context: Whether it runs on without an end under seven seconds and a half of context.
        with_times: Whether it is asked as faster-whisper asks an English model: after one token,
            with times before the words; it never says the first word of the vocabulary.
    """
    tokens = [*vocabulary, *_SPECIAL]
    if with_times:
        tokens[-1:-1] = ["<|translate|>", "<|startoflm|>"]
        tokens += [f"<|{step / 50:.2f}|>" for step in range(1_501)]
        words = ["<|0.00|>", *words]
    _tokenizer(tokens).save(str(_made(folder) / "tokenizer.json"))
    spec = WhisperSpec(1, 1, 1, 1)
    _fill_encoder(spec)
    end = tokens.index("<|endoftext|>")
    said = {0 if with_times else _PROMPT_TOKENS - 1: words}
    if after_hint is not None:
        said[_PROMPT_TOKENS + after_hint[0]] = after_hint[1]
    _fill_decoder(spec, _places(said, tokens, end), len(tokens))
    if needs_context:
        _listen_to_context(spec, end)
    spec.register_vocabulary(tokens)
    first_special = tokens.index("<|endoftext|>")
    spec._config = WhisperConfig(  # the spec offers no public way to set it
        suppress_ids=[],
        suppress_ids_begin=[],
        lang_ids=[first_special + 2],
        alignment_heads=[(0, 0)],
    )
    spec.validate()
    spec.save(str(folder))
    return folder


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "preprocessor_config.json").write_text(json.dumps({"feature_size": _MELS}))
    return folder


def _tokenizer(tokens: list[str]) -> tokenizers.Tokenizer:
    words = {token: place for place, token in enumerate(tokens)}
    model = tokenizers.models.WordLevel(words, unk_token=tokens[0])
    tokenizer = tokenizers.Tokenizer(model)
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.WhitespaceSplit()
    tokenizer.add_special_tokens(list(_SPECIAL))
    return tokenizer


def _zeros(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.zeros(shape, np.float32)


def _norm(spec: object) -> None:
    spec.gamma = np.ones(_WIDTH, np.float32)  # type: ignore[attr-defined]
    spec.beta = _zeros(_WIDTH)  # type: ignore[attr-defined]


def _linear(spec: object, outputs: int, inputs: int) -> None:
    spec.weight = _zeros(outputs, inputs)  # type: ignore[attr-defined]
    spec.bias = _zeros(outputs)  # type: ignore[attr-defined]


def _fill_layer(layer: object, *, crossing: bool) -> None:
    attention = layer.self_attention  # type: ignore[attr-defined]
    _norm(attention.layer_norm)
    _linear(attention.linear[0], 3 * _WIDTH, _WIDTH)
    _linear(attention.linear[1], _WIDTH, _WIDTH)
    if crossing:
        cross = layer.attention  # type: ignore[attr-defined]
        _norm(cross.layer_norm)
        _linear(cross.linear[0], _WIDTH, _WIDTH)
        _linear(cross.linear[1], 2 * _WIDTH, _WIDTH)
        _linear(cross.linear[2], _WIDTH, _WIDTH)
    _norm(layer.ffn.layer_norm)  # type: ignore[attr-defined]
    _linear(layer.ffn.linear_0, 4 * _WIDTH, _WIDTH)  # type: ignore[attr-defined]
    _linear(layer.ffn.linear_1, _WIDTH, 4 * _WIDTH)  # type: ignore[attr-defined]


def _fill_encoder(spec: WhisperSpec) -> None:
    encoder = spec.encoder
    encoder.conv1.weight, encoder.conv1.bias = _zeros(_WIDTH, _MELS, 3), _zeros(_WIDTH)
    encoder.conv2.weight, encoder.conv2.bias = _zeros(_WIDTH, _WIDTH, 3), _zeros(_WIDTH)
    encoder.position_encodings.encodings = _zeros(1500, _WIDTH)
    _norm(encoder.layer_norm)
    _fill_layer(encoder.layer[0], crossing=False)


def _places(said: dict[int, list[str]], tokens: list[str], end: int) -> list[int]:
    """The token that each position asks for: the words of each prompt, else the end."""
    places = [end] * 448
    for first, words in sorted(said.items()):
        for offset, token in enumerate([tokens.index(word) for word in words] + [end]):
            places[first + offset] = token
    return places


def _fill_decoder(spec: WhisperSpec, places: list[int], tokens: int) -> None:
    decoder = spec.decoder
    embedding = np.eye(tokens, _WIDTH, dtype=np.float32)
    decoder.embeddings.weight = embedding
    decoder.projection.weight = embedding.copy()
    decoder.position_encodings.encodings = 9.0 * np.eye(_WIDTH, dtype=np.float32)[places]
    _norm(decoder.layer_norm)
    _fill_layer(decoder.layer[0], crossing=True)


def _listen_to_context(spec: WhisperSpec, end: int) -> None:
    """Early positions forbid the end of the text; late ones dilute them."""
    marker, early = _WIDTH - 1, 375
    encodings = _zeros(1500, _WIDTH)
    encodings[:early, marker] = 1.0
    encodings[early:, marker - 1] = 1.0
    spec.encoder.position_encodings.encodings = encodings
    cross = spec.decoder.layer[0].attention
    cross.linear[1].weight = np.vstack([_zeros(_WIDTH, _WIDTH), np.eye(_WIDTH, dtype=np.float32)])
    forbidding = _zeros(_WIDTH, _WIDTH)
    forbidding[end, marker] = -1.5
    cross.linear[2].weight = forbidding


def publishers_whisper(folder: Path, words: list[str], vocabulary: list[str]) -> Path:
    """The same model as a publisher gives it: safetensors, with the descriptions beside it."""
    spoken = folder / "spoken"
    speaking_whisper(spoken, words, vocabulary)
    tokens = [*vocabulary, *_SPECIAL]
    spec = WhisperSpec(1, 1, 1, 1)
    _fill_encoder(spec)
    end = tokens.index("<|endoftext|>")
    _fill_decoder(spec, _places({_PROMPT_TOKENS - 1: words}, tokens, end), len(tokens))
    _save_safetensors(folder / "model.safetensors", _published(spec))
    described = {
        "encoder_layers": 1,
        "encoder_attention_heads": 1,
        "decoder_layers": 1,
        "decoder_attention_heads": 1,
        "vocab_size": len(tokens),
    }
    (folder / "config.json").write_text(json.dumps(described))
    (folder / "generation_config.json").write_text(json.dumps({"lang_to_id": {"<|no|>": end + 2}}))
    for name in ("tokenizer.json", "preprocessor_config.json"):
        (spoken / name).replace(folder / name)
    return folder


_Arrays = dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]


def _published(spec: WhisperSpec) -> _Arrays:
    """A model's arrays under the names that transformers gives them."""
    arrays: _Arrays = {}

    def put(place: str, part: object) -> None:
        for ours, theirs in (("weight", "weight"), ("bias", "bias")):
            arrays[f"{place}.{theirs}"] = getattr(part, ours)

    def norm(place: str, part: object) -> None:
        arrays[f"{place}.weight"] = part.gamma  # type: ignore[attr-defined]
        arrays[f"{place}.bias"] = part.beta  # type: ignore[attr-defined]

    def split(place: str, part: object, names: str) -> None:
        weights = np.split(part.weight, len(names))  # type: ignore[attr-defined]
        for name, weight in zip(names, weights, strict=True):
            arrays[f"{place}.{name}_proj.weight"] = weight

    for side, stack in (("encoder", spec.encoder), ("decoder", spec.decoder)):
        place = f"model.{side}"
        arrays[f"{place}.embed_positions.weight"] = stack.position_encodings.encodings
        norm(f"{place}.layer_norm", stack.layer_norm)
        layer, place = stack.layer[0], f"{place}.layers.0"
        split(f"{place}.self_attn", layer.self_attention.linear[0], "qkv")
        put(f"{place}.self_attn.out_proj", layer.self_attention.linear[1])
        norm(f"{place}.self_attn_layer_norm", layer.self_attention.layer_norm)
        norm(f"{place}.final_layer_norm", layer.ffn.layer_norm)
        put(f"{place}.fc1", layer.ffn.linear_0)
        put(f"{place}.fc2", layer.ffn.linear_1)
    put("model.encoder.conv1", spec.encoder.conv1)
    put("model.encoder.conv2", spec.encoder.conv2)
    cross, place = spec.decoder.layer[0].attention, "model.decoder.layers.0.encoder_attn"
    split(place, cross.linear[0], "q")
    split(place, cross.linear[1], "kv")
    put(f"{place}.out_proj", cross.linear[2])
    norm(f"{place}_layer_norm", cross.layer_norm)
    arrays["model.decoder.embed_tokens.weight"] = spec.decoder.embeddings.weight
    return arrays


def _save_safetensors(path: Path, arrays: _Arrays) -> None:
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    body = b""
    for name, array in arrays.items():
        raw = np.ascontiguousarray(array, np.float32).tobytes()
        offsets = [len(body), len(body) + len(raw)]
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": offsets}
        body += raw
    described = json.dumps(header).encode()
    path.write_bytes(len(described).to_bytes(8, "little") + described + body)
