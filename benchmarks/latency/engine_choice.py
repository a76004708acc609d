"""Which engines a benchmark's service runs, by one word: ``embedded``, ``whisper-base`` …

Whisper has random weights of the real shape, exported as the product loads a fetched model, by
settings. They say nothing, so that the words are those of the embedded recogniser, which hears each
turn beside it; what that costs comes on top of Whisper's own cost.

Each turn is decoded for ``TOKENS``, however long it is: what a turn of the shipped scenarios' mean
length has at five and a half tokens a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.latency.serving import ServicePlan
from benchmarks.whisper.shapes import SHAPES, write_shape
from models.engines.placement import Device
from voiceagent.errors import ConfigurationError

EMBEDDED = "embedded"
TOKENS = 12
_WHISPER = "whisper-"
NAMES = (EMBEDDED, *(_WHISPER + shape for shape in SHAPES))


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """Engines by name, and what Whisper runs on."""

    name: str = EMBEDDED
    device: Device = Device.CPU

    def __post_init__(self) -> None:
        if self.name not in NAMES:
            raise ConfigurationError(f"engines: one of {', '.join(NAMES)}")
        if self.device is not Device.CPU and self.name == EMBEDDED:
            raise ConfigurationError("device: the embedded engines run on the processor alone")

    @property
    def family(self) -> str:
        """First part of the figures' names; the promise of the embedded engines is the default."""
        if self.name == EMBEDDED:
            return "latency"
        device = "_cuda" if self.device is Device.CUDA else ""
        return f"latency_{self.name.replace('-', '_')}{device}"

    def require(self) -> None:
        """Find out before anything is started whether they can run here.

        Raises:
            ConfigurationError: A GPU is wanted and there is none.
        """
        if self.name != EMBEDDED:
            from models.engines.whisper import machine_placement

            machine_placement(self.device)

    def plan(self, folder: Path, *, max_calls: int) -> ServicePlan:
        """The service with these engines; what it loads is written into ``folder``."""
        if self.name == EMBEDDED:
            return ServicePlan(max_calls)
        shape = SHAPES[self.name.removeprefix(_WHISPER)]
        model = write_shape(shape, folder / self.name, tokens=TOKENS)
        settings = {"asr": "whisper", "whisper_model": str(model), "device": self.device.value}
        return ServicePlan(max_calls, words="embedded", settings=settings)
