"""A publisher's Whisper weights as a CTranslate2 folder, with neither torch nor transformers.

Reads ``model.safetensors`` (whole or in shards) with the configuration files beside it and writes
what CTranslate2 loads, in float16; at loading it becomes what the device wants.

Source: the parameter names of Whisper in transformers. Compared once with CTranslate2's own
converter on random weights (ctranslate2 4.8.5, transformers 5.23): ``model.bin``, ``config.json``
and ``vocabulary.json`` were equal byte for byte.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.shelf.safetensors import Weights
from voiceagent.errors import ProviderError

_COPIED = ("tokenizer.json", "preprocessor_config.json")
_TIMESTAMP_STEP_S = 0.02


def convert_whisper(source: Path, target: Path) -> None:
    """Convert the weights in ``source``; ``target`` is made anew.

    Raises:
        ProviderError: The files are not those of a Whisper model.
    """
    # Imported here: CTranslate2 costs half a second, and listing models does without.
    from ctranslate2.specs import WhisperSpec

    weights = Weights(sorted(source.glob("*.safetensors")))
    try:
        shape = json.loads((source / "config.json").read_text())
        generation = json.loads((source / "generation_config.json").read_text())
        tokenizer = json.loads((source / "tokenizer.json").read_text())
        spec = WhisperSpec(
            shape["encoder_layers"],
            shape["encoder_attention_heads"],
            shape["decoder_layers"],
            shape["decoder_attention_heads"],
        )
        _encoder(spec.encoder, weights)
        _decoder(spec.decoder, weights)
        spec.register_vocabulary(_vocabulary(tokenizer, shape["vocab_size"]))
        _configure(spec.config, shape, generation)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise ProviderError("conversion: these are not the files of a Whisper model") from error
    spec.validate()
    spec.optimize(quantization="float16")
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    spec.save(str(target))
    for name in _COPIED:
        shutil.copyfile(source / name, target / name)


def _encoder(spec: Any, weights: Weights) -> None:
    part = "model.encoder"
    for conv in ("conv1", "conv2"):
        getattr(spec, conv).weight = weights[f"{part}.{conv}.weight"]
        getattr(spec, conv).bias = weights[f"{part}.{conv}.bias"]
    spec.position_encodings.encodings = weights[f"{part}.embed_positions.weight"]
    _norm(spec.layer_norm, weights, f"{part}.layer_norm")
    for index, layer in enumerate(spec.layer):
        _layer(layer, weights, f"{part}.layers.{index}")


def _decoder(spec: Any, weights: Weights) -> None:
    part = "model.decoder"
    spec.embeddings.weight = weights[f"{part}.embed_tokens.weight"]
    spec.projection.weight = spec.embeddings.weight
    spec.position_encodings.encodings = weights[f"{part}.embed_positions.weight"]
    _norm(spec.layer_norm, weights, f"{part}.layer_norm")
    for index, layer in enumerate(spec.layer):
        place = f"{part}.layers.{index}"
        _layer(layer, weights, place)
        cross = layer.attention
        _norm(cross.layer_norm, weights, f"{place}.encoder_attn_layer_norm")
        _linear(cross.linear[0], weights, f"{place}.encoder_attn.q_proj")
        _linear(cross.linear[1], weights, *(f"{place}.encoder_attn.{x}_proj" for x in "kv"))
        _linear(cross.linear[2], weights, f"{place}.encoder_attn.out_proj")


def _layer(layer: Any, weights: Weights, place: str) -> None:
    own = layer.self_attention
    _norm(own.layer_norm, weights, f"{place}.self_attn_layer_norm")
    _linear(own.linear[0], weights, *(f"{place}.self_attn.{x}_proj" for x in "qkv"))
    _linear(own.linear[1], weights, f"{place}.self_attn.out_proj")
    _norm(layer.ffn.layer_norm, weights, f"{place}.final_layer_norm")
    _linear(layer.ffn.linear_0, weights, f"{place}.fc1")
    _linear(layer.ffn.linear_1, weights, f"{place}.fc2")


def _norm(spec: Any, weights: Weights, place: str) -> None:
    spec.gamma, spec.beta = weights[f"{place}.weight"], weights[f"{place}.bias"]


def _linear(spec: Any, weights: Weights, *places: str) -> None:
    """One matrix for projections that are computed together; Whisper's keys have no bias."""
    matrices = [weights[f"{place}.weight"] for place in places]
    biases = [_bias(weights, place, len(m)) for place, m in zip(places, matrices, strict=True)]
    spec.weight, spec.bias = np.concatenate(matrices), np.concatenate(biases)


def _bias(weights: Weights, place: str, size: int) -> NDArray[np.float32]:
    name = f"{place}.bias"
    return weights[name] if name in weights else np.zeros(size, np.float32)


def _vocabulary(tokenizer: Any, size: int) -> list[str]:
    by_id = {place: token for token, place in tokenizer["model"]["vocab"].items()}
    by_id |= {added["id"]: added["content"] for added in tokenizer["added_tokens"]}
    tokens = [by_id[place] for place in sorted(by_id)][:size]
    # Where the tokenizer leaves the timestamps out, they are the last ones.
    return tokens + [f"<|{step * _TIMESTAMP_STEP_S:.2f}|>" for step in range(size - len(tokens))]


def _configure(config: Any, shape: Any, generation: Any) -> None:
    config.suppress_ids = _either(generation, shape, "suppress_tokens")
    config.suppress_ids_begin = _either(generation, shape, "begin_suppress_tokens")
    config.lang_ids = sorted(generation["lang_to_id"].values())
    heads = generation.get("alignment_heads")
    layers, per_layer = shape["decoder_layers"], shape["decoder_attention_heads"]
    # Without a word from the publisher: all heads of the upper half of the layers.
    config.alignment_heads = heads or [
        [layer, head] for layer in range(layers // 2, layers) for head in range(per_layer)
    ]


def _either(first: Any, second: Any, name: str) -> list[int]:
    return list(first.get(name) or second.get(name) or [])
