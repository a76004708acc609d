"""What a Dockerfile and a .dockerignore say, as values.

It reads the part of the language that ours uses; anything else is an error, never a guess: no
heredocs, no ARG, no parser directives, no shell form of CMD.
Source: docs.docker.com/reference/dockerfile and docs.docker.com/build/concepts/context (the
.dockerignore section).
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

_WORDS = frozenset(
    {"FROM", "RUN", "CMD", "COPY", "ENV", "WORKDIR", "USER", "VOLUME"}
    | {"EXPOSE", "STOPSIGNAL", "HEALTHCHECK", "LABEL"}
)
_FLAG = re.compile(r"--([a-z-]+)=(\S+)\s+")
_VARIABLE = re.compile(r"\$(?:\{(\w+)\}|(\w+))")


class UnreadableError(ValueError):
    """The file says something that is not read here."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction, its continuation lines joined."""

    word: str
    flags: Mapping[str, str]
    text: str

    def __str__(self) -> str:
        flags = "".join(f"--{name}={value} " for name, value in self.flags.items())
        return f"{self.word} {flags}{self.text}"

    def listed(self) -> list[str]:
        """The words of the JSON form.

        Raises:
            UnreadableError: It is not in JSON form.
        """
        try:
            words = json.loads(self.text)
        except ValueError as error:
            raise UnreadableError(f"not in JSON form: {self}") from error
        if not isinstance(words, list):
            raise UnreadableError(f"not in JSON form: {self}")
        return [str(word) for word in words]

    def pairs(self, known: Mapping[str, str]) -> dict[str, str]:
        """What an ENV sets, with the variables in it replaced from ``known``."""
        pairs = (word.partition("=") for word in shlex.split(self.text))
        return {name: replaced(value, known) for name, _, value in pairs}

    def copied(self) -> tuple[list[str], str]:
        """Sources and target of a COPY."""
        *sources, target = shlex.split(self.text)
        return sources, target


@dataclass(frozen=True, slots=True)
class Stage:
    """One FROM and what follows it."""

    image: str
    name: str
    instructions: tuple[Instruction, ...]

    def last(self, word: str) -> Instruction | None:
        """The instruction of this kind that counts."""
        return next((one for one in reversed(self.instructions) if one.word == word), None)


def read_dockerfile(text: str) -> tuple[Stage, ...]:
    """The stages in their order; a stage without a name is called by its number.

    Raises:
        UnreadableError: The file uses what is not read here.
    """
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\[ \t]*\n", " ", "\n".join(lines))
    stages: list[Stage] = []
    for line in filter(None, (line.strip() for line in joined.splitlines())):
        one = _instruction(line)
        if one.word == "FROM":
            image, _, name = one.text.partition(" AS ")
            stages.append(Stage(image.strip(), name.strip() or str(len(stages)), ()))
        elif not stages:
            raise UnreadableError(f"before the first FROM: {line}")
        else:
            stage = stages.pop()
            stages.append(Stage(stage.image, stage.name, (*stage.instructions, one)))
    return tuple(stages)


def _instruction(line: str) -> Instruction:
    word, _, rest = line.partition(" ")
    if word not in _WORDS or "<<" in rest:
        raise UnreadableError(f"not read here: {line}")
    flags = {}
    rest = rest.strip()
    while found := _FLAG.match(rest):
        flags[found[1]] = found[2]
        rest = rest[found.end() :]
    return Instruction(word, flags, re.sub(r"\s{2,}", " ", rest))


def replaced(text: str, known: Mapping[str, str]) -> str:
    """The text with ``$NAME`` and ``${NAME}`` replaced; an unknown name is empty, as in Docker."""
    return _VARIABLE.sub(lambda found: known.get(found[1] or found[2], ""), text)


@dataclass(frozen=True, slots=True)
class Ignored:
    """What a .dockerignore keeps out of the build; the last line that matches decides."""

    rules: tuple[tuple[re.Pattern[str], bool], ...]

    def __contains__(self, path: object) -> bool:
        """Whether a path, relative to the project, stays out; with its folder everything does."""
        parts = PurePosixPath(str(path)).parts
        heads = ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]
        verdict = False
        for pattern, keeps_out in self.rules:
            if any(pattern.fullmatch(head) for head in heads):
                verdict = keeps_out
        return verdict


def read_ignored(text: str) -> Ignored:
    """The rules of a .dockerignore."""
    rules = []
    for line in (line.strip() for line in text.splitlines()):
        if line and not line.startswith("#"):
            pattern = line.removeprefix("!").strip("/")
            rules.append((re.compile(_as_expression(pattern)), not line.startswith("!")))
    return Ignored(tuple(rules))


def _as_expression(pattern: str) -> str:
    tokens = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.sub(
        r"\*\*/|\*\*|\*|\?|[^*?]+",
        lambda found: tokens.get(found[0]) or re.escape(found[0]),
        pattern,
    )
