"""Scenario files: what a simulated caller says to which prompt, and how the call must end.

A file is YAML. ``answers`` maps prompt keys, or patterns of them (``clarify.*``), to lines; the
keys are those that the agent puts into its marks. Order matters: an exact key is tried before
patterns, patterns in the order of the file. A line is text, or a mapping with exactly one of

=================  ==================================================================
``say``            text; with ``interrupt_after_ms`` (break in), ``pause_ms`` and
                   ``then`` (hesitate), ``hang_up: true`` (and ring off),
                   ``interrupt_reply`` with ``say`` and ``after_ms`` (break into what
                   the agent says next, whatever it is)
``backchannel``    text said into the agent's speech ``after_ms`` of it
``keys``           telephone keys
``cough``          milliseconds; with ``after_ms`` into the agent's speech
``noise``          a mapping ``kind``, ``ms``, ``level_db``; with ``after_ms`` likewise
``silence: true``  nothing is said
``hang_up: true``  the caller rings off
=================  ==================================================================
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from telephony.loopback.audio import NoiseKind
from telephony.loopback.lines import (
    Backchannel,
    Burst,
    Cough,
    HangUp,
    Keys,
    Line,
    Say,
    Silence,
)
from voiceagent.errors import ConfigurationError

SHIPPED = Path(__file__).parent / "scenarios"
"""The folder of the scenarios that come with the program."""

_KINDS = ("say", "backchannel", "keys", "cough", "noise", "silence")

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Milliseconds = Annotated[int, Field(ge=0, le=60_000)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class BurstPart(_Part):
    """Noise that comes and goes."""

    kind: NoiseKind
    ms: Milliseconds
    level_db: float = -26.0


class InterruptPart(_Part):
    """What the caller breaks into the agent's reply with."""

    say: Text
    after_ms: Milliseconds


class LinePart(_Part):
    """One line as it stands in a file."""

    say: Text | None = None
    then: Text | None = None
    pause_ms: Milliseconds | None = None
    interrupt_after_ms: Milliseconds | None = None
    interrupt_reply: InterruptPart | None = None
    backchannel: Text | None = None
    after_ms: Milliseconds | None = None
    keys: Annotated[str, StringConstraints(pattern=r"^[0-9*#]+$")] | None = None
    cough: Annotated[int, Field(ge=50, le=3_000)] | None = None
    noise: BurstPart | None = None
    silence: bool = False
    hang_up: bool = False

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        given = [name for name in _KINDS if getattr(self, name)]
        if len(given) > 1:
            raise ValueError(f"a line is one thing, not {' and '.join(given)}")
        if not given and not self.hang_up:
            raise ValueError(f"a line needs one of {', '.join(_KINDS)}, hang_up")
        if self.hang_up and given not in ([], ["say"]):
            raise ValueError("hang_up stands alone or with say")
        if (self.then is None) != (self.pause_ms is None):
            raise ValueError("pause_ms and then go together")
        if self.say is None and (
            self.then or self.interrupt_reply or self.interrupt_after_ms is not None
        ):
            raise ValueError("then, interrupt_after_ms and interrupt_reply belong to say")
        if self.backchannel and self.after_ms is None:
            raise ValueError("backchannel needs after_ms")
        if self.after_ms is not None and not (self.backchannel or self.cough or self.noise):
            raise ValueError("after_ms belongs to backchannel, cough or noise")
        return self

    def line(self) -> Line:
        """The line as the caller takes it."""
        if self.say:
            reply = self.interrupt_reply
            return Say(
                self.say,
                then=self.then or "",
                pause_ms=self.pause_ms or 0,
                after_ms=self.interrupt_after_ms,
                hangs_up=self.hang_up,
                next=Say(reply.say, after_ms=reply.after_ms) if reply else None,
            )
        if self.backchannel:
            return Backchannel(self.backchannel, after_ms=self.after_ms or 0)
        if self.keys:
            return Keys(self.keys)
        if self.cough:
            return Cough(self.cough, after_ms=self.after_ms)
        if self.noise:
            burst = self.noise
            return Burst(burst.kind, burst.ms, burst.level_db, after_ms=self.after_ms)
        return HangUp() if self.hang_up else Silence()


def _text_is_said(value: object) -> object:
    return {"say": value} if isinstance(value, str) else value


def _one_is_a_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


LineItem = Annotated[LinePart, BeforeValidator(_text_is_said)]
LineList = Annotated[list[LineItem], Field(min_length=1), BeforeValidator(_one_is_a_list)]


class LineNoise(_Part):
    """Noise under the whole call, ``snr_db`` below the caller's speech."""

    kind: NoiseKind = NoiseKind.WHITE
    snr_db: Annotated[float, Field(ge=-5, le=60)] = 42.0


class Human(_Part):
    """The colleague whom the agent may transfer the call to."""

    answers: bool = True
    ring_ms: Milliseconds = 800
    talk_ms: Milliseconds = 1_000


class Expected(_Part):
    """How the call must end; facts are compared with what the service has stored."""

    outcome: Text
    meeting: bool = False
    facts: dict[str, object] = {}
    heard: tuple[Text, ...] = ()


class Scenario(_Part):
    """A caller with a purpose.

    ``length_s`` is about how long the call takes: of several, the longest ring first. ``max_ms`` is
    when it counts as failed.
    """

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
    description: Text
    voice: Text
    number: Annotated[str, StringConstraints(pattern=r"^\+[0-9]{6,15}$")] | None = None
    policy: Text = "b2b_lead"
    language: Annotated[str, StringConstraints(pattern=r"^(nb|nn)$")] = "nb"
    noise: LineNoise = LineNoise()
    think_ms: Milliseconds = 250
    length_s: Annotated[int, Field(ge=1, le=120)] = 40
    max_ms: Annotated[int, Field(ge=1_000, le=120_000)] = 60_000
    human: Human = Human()
    answers: dict[str, LineList]
    fallback: LineList
    expect: Expected


def load_scenario(path: Path) -> Scenario:
    """Read a scenario file.

    Raises:
        ConfigurationError: It is absent, is not YAML, or breaks the form; the message names the
            file and every place at fault.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as trouble:
        raise ConfigurationError(f"scenario {path}: cannot be read") from trouble
    except yaml.YAMLError as trouble:
        where = getattr(trouble, "problem_mark", None)
        place = f", line {where.line + 1}" if where else ""
        raise ConfigurationError(f"scenario {path}{place}: not YAML") from trouble
    if not isinstance(content, dict):
        raise ConfigurationError(f"scenario {path}: a mapping is wanted")
    try:
        scenario = Scenario.model_validate(content)
    except ValidationError as trouble:
        faults = "; ".join(
            f"{'.'.join(str(part) for part in fault['loc']) or 'file'}: {fault['msg']}"
            for fault in trouble.errors()
        )
        raise ConfigurationError(f"scenario {path}: {faults}") from trouble
    if scenario.name != path.stem:
        raise ConfigurationError(f"scenario {path}: name: must be {path.stem}, as the file is")
    return scenario


def shipped_names() -> tuple[str, ...]:
    """Names of the scenarios that come with the program, sorted."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.yaml")))


def find_scenario(name_or_path: str) -> Scenario:
    """A shipped scenario by its name, or any by its path.

    Raises:
        ConfigurationError: There is none, or it breaks the form.
    """
    if name_or_path in shipped_names():
        return load_scenario(SHIPPED / f"{name_or_path}.yaml")
    path = Path(name_or_path)
    if path.suffix in (".yaml", ".yml"):
        return load_scenario(path)
    raise ConfigurationError(
        f"scenario {name_or_path}: not known; there are {', '.join(shipped_names())}"
    )
