"""Where the models come from that are fetched: repository, revision, files, licence.

A *pinned* revision is a commit: what it names cannot change. Where only a branch is known, the
commit and the digests of the first fetch are written down and held to afterwards. A digest stands
here only if we know it; none is guessed.

Files of one model come either ready to use or as the publisher's own weights, which are converted
here: the first of ``ways`` whose files exist is taken.

Source: the model hub's URL layout ``REPOSITORY/resolve/REVISION/PATH``, which mirrors share; the
pinned commits are those that other public projects pin, and were never fetched by us.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from voiceagent.errors import ConfigurationError

HUB_URL = "https://huggingface.co"


class Kind(StrEnum):
    """What a model is for."""

    WHISPER = "whisper"
    PIPER = "piper"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to be fetched.

    Attributes:
        path: In the repository.
        name: In the model's folder.
        sha256: Where we know it; empty otherwise.
    """

    path: str
    name: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """One set of files that makes a model.

    Attributes:
        files: All of them; the first decides whether the repository has this way.
        converted: Whether they are the publisher's weights, to be converted.
    """

    files: tuple[Wanted, ...]
    converted: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A model that can be fetched.

    Attributes:
        name: How settings and commands call it; also its folder.
        kind: What it is for.
        repository: At the hub.
        revision: A commit, or a branch where no commit is known.
        licence: SPDX expression.
        size_mb: About how much is downloaded.
        ways: Sets of files, the best first.
        main_file: The file in the folder that an engine is given; empty for the folder itself.
        note: What an operator should know.
    """

    name: str
    kind: Kind
    repository: str
    revision: str
    licence: str
    size_mb: int
    ways: tuple[Way, ...]
    main_file: str = ""
    note: str = ""

    @property
    def is_pinned(self) -> bool:
        """Whether the revision is a commit."""
        return len(self.revision) == 40


_READY = Way(
    (
        Wanted("ct2/model.bin", "model.bin"),
        Wanted("ct2/config.json", "config.json"),
        Wanted("ct2/vocabulary.json", "vocabulary.json"),
        Wanted("tokenizer.json", "tokenizer.json"),
        Wanted("preprocessor_config.json", "preprocessor_config.json"),
    )
)
_DESCRIPTION = tuple(
    Wanted(name, name)
    for name in (
        "config.json",
        "generation_config.json",
        "tokenizer.json",
        "preprocessor_config.json",
    )
)
_WEIGHTS = Way((Wanted("model.safetensors", "model.safetensors"), *_DESCRIPTION), converted=True)
_SHARDS = Way(
    (Wanted("model.safetensors.index.json", "model.safetensors.index.json"), *_DESCRIPTION),
    converted=True,
)


def _nb_whisper(size: str, revision: str, size_mb: int, note: str) -> Source:
    return Source(
        name=f"nb-whisper-{size}",
        kind=Kind.WHISPER,
        repository=f"NbAiLab/nb-whisper-{size}-verbatim",
        revision=revision,
        licence="Apache-2.0",
        size_mb=size_mb,
        ways=(_READY, _WEIGHTS, _SHARDS),
        note=note,
    )


_VOICE = "no/no_NO/talesyntese/medium/no_NO-talesyntese-medium.onnx"

SOURCES: tuple[Source, ...] = (
    _nb_whisper("tiny", "main", 80, "For tiny hosts; the least accurate."),
    _nb_whisper("base", "main", 150, "Two cores: the quickest that is of use."),
    _nb_whisper(
        "small", "6ecf80f5084aae499964121ea34651aa6bfc5b51", 490, "Four cores: more accurate."
    ),
    _nb_whisper("medium", "7ac64496ffdf39244af8d9c3126bd0244b0e0a3f", 1_540, "For a GPU."),
    _nb_whisper(
        "large", "9e28cb1f991aa065040a25017c37ba25be47746a", 3_100, "For a GPU: the most accurate."
    ),
    Source(
        name="no_NO-talesyntese-medium",
        kind=Kind.PIPER,
        repository="rhasspy/piper-voices",
        revision="c10ece1aade47bb51c153c893d14e5bf8e5b7117",
        licence="MIT",
        size_mb=64,
        ways=(
            Way(
                (
                    Wanted(_VOICE, "no_NO-talesyntese-medium.onnx"),
                    Wanted(_VOICE + ".json", "no_NO-talesyntese-medium.onnx.json"),
                )
            ),
        ),
        main_file="no_NO-talesyntese-medium.onnx",
        note="Needs the extra voiceagent[piper] (GPL-3.0-or-later).",
    ),
)
"""Everything that ``models fetch`` knows."""


def source_named(name: str) -> Source:
    """The source of that name; ``-verbatim`` may be added.

    Raises:
        ConfigurationError: There is none; the message lists those that there are.
    """
    plain = name.removesuffix("-verbatim")
    for source in SOURCES:
        if source.name == plain:
            return source
    known = ", ".join(source.name for source in SOURCES)
    raise ConfigurationError(f"no model is called {name!r}; known are {known}")
