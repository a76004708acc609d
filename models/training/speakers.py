"""Many espeak-ng speakers out of a few dozen: variants of variants.

espeak-ng reads voice variants from its data folder, so training works on a copy of that folder
with extra variant files in it: the formants and pitch of a training variant, moved a little at
random. Held-out variants are never a parent.

Source: espeak-ng-data/voices/!v of espeakng-loader 0.2.4; docs/voices.md of espeak-ng.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from random import Random

import espeakng_loader

from models.voices import CALLER_VOICES, HELD_OUT_VARIANTS, VALIDATION_VARIANTS, EspeakVoice

_FOLDER = "voices/!v"
_UNUSABLE = frozenset({"fast", "Demonic", "Tweaky", "whisper", "caleb", "zac"})
_DERIVED = 110


def prepare_speakers(data_path: Path, seed: int = 7) -> None:
    """Copy espeak-ng's data to ``data_path`` and add the derived variants; idempotent."""
    if data_path.exists():
        return
    building = data_path.with_name(data_path.name + ".building")
    shutil.rmtree(building, ignore_errors=True)
    shutil.copytree(espeakng_loader.get_data_path(), building)
    rng = Random(seed)
    folder = building / _FOLDER
    parents = training_variants()
    for number in range(_DERIVED):
        parent = (folder / rng.choice(parents)).read_text(encoding="utf-8", errors="replace")
        (folder / f"t{number}").write_text(_moved(parent, rng), encoding="utf-8")
    building.rename(data_path)


@cache
def training_variants() -> tuple[str, ...]:
    """Variants that training may use, sorted."""
    folder = Path(espeakng_loader.get_data_path()) / _FOLDER
    names = {path.name for path in folder.iterdir() if path.is_file()}
    return tuple(sorted(names - HELD_OUT_VARIANTS - _UNUSABLE))


def draw_training_voice(rng: Random) -> EspeakVoice:
    """A speaker and manner for one training utterance."""
    if rng.random() < 0.35:
        variant = rng.choice(["", *training_variants()])
    else:
        variant = f"t{rng.randrange(_DERIVED)}"
    return EspeakVoice(
        variant,
        rate_wpm=int(rng.triangular(115, 250, 165)),
        pitch=rng.randrange(15, 86),
        pitch_range=rng.randrange(15, 90),
    )


def draw_validation_voice(rng: Random) -> EspeakVoice:
    """A speaker that only chooses between checkpoints."""
    return EspeakVoice(
        rng.choice(VALIDATION_VARIANTS),
        rate_wpm=rng.randrange(140, 200),
        pitch=rng.randrange(30, 70),
        pitch_range=rng.randrange(30, 75),
    )


def draw_caller_voice(rng: Random) -> EspeakVoice:
    """One of the simulated callers, exactly as the loopback line speaks them."""
    return rng.choice(list(CALLER_VOICES.values()))


def _moved(variant: str, rng: Random) -> str:
    """A variant file with its numbers moved: all formants together, then each a little."""
    tract = rng.uniform(0.92, 1.09)
    pitch = rng.uniform(0.85, 1.2)
    lines = ["language variant", "name derived"]
    seen: set[str] = set()
    for line in variant.splitlines():
        words = line.split()
        if len(words) >= 3 and words[0] == "formant" and words[1].isdigit():
            seen.add(words[1])
            frequency = float(words[2]) * tract * rng.uniform(0.96, 1.04)
            rest = [str(int(float(w) * rng.uniform(0.85, 1.18))) for w in words[3:5] if _number(w)]
            lines.append(" ".join(["formant", words[1], str(int(frequency)), *rest, *words[5:]]))
        elif len(words) == 3 and words[0] == "pitch" and _number(words[1]) and _number(words[2]):
            lines.append(f"pitch {int(float(words[1]) * pitch)} {int(float(words[2]) * pitch)}")
        elif words and words[0] in {"gender", "klatt", "flutter", "roughness", "breath", "voicing"}:
            lines.append(line)
    lines += [
        f"formant {number} {int(100 * tract * rng.uniform(0.96, 1.04))} 100 100"
        for number in range(1, 6)
        if str(number) not in seen
    ]
    return "\n".join(lines) + "\n"


def _number(word: str) -> bool:
    return word.lstrip("-").replace(".", "", 1).isdigit()
