"""Where an engine runs and how: from what the operator wants and what the machine has.

On a processor Whisper runs in int8 on all cores but one: the last is the event loop's and the other
engines'. More threads than that made decoding slower, because every token ends in a wait for the
slowest thread. On a GPU it runs in float16, and turns of several calls share a pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from voiceagent.errors import ConfigurationError

_MOST_THREADS = 4


class Device(StrEnum):
    """What the operator asks for."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"


@dataclass(frozen=True, slots=True)
class Placement:
    """How Whisper is loaded and asked.

    Attributes:
        device: CTranslate2's name of the device.
        compute_type: CTranslate2's number format.
        threads: Processor threads per pass.
        batch: Turns that may share a pass.
        bucket_frames: Contexts are rounded up to a multiple, so that turns of different length can
            share a pass; on a processor every frame costs, on a GPU hardly any does.
    """

    device: str
    compute_type: str
    threads: int
    batch: int
    bucket_frames: int

    @property
    def on_gpu(self) -> bool:
        """Whether a GPU is used."""
        return self.device == "cuda"


def place(wanted: Device, *, gpus: int, cores: int) -> Placement:
    """Decide.

    Raises:
        ConfigurationError: A GPU is wanted and there is none.
    """
    if wanted is Device.CUDA and gpus < 1:
        raise ConfigurationError("device: cuda is wanted, but no GPU can be used")
    if wanted is not Device.CPU and gpus > 0:
        return Placement("cuda", "float16", threads=1, batch=16, bucket_frames=500)
    threads = max(1, min(_MOST_THREADS, cores - 1))
    return Placement("cpu", "int8", threads=threads, batch=4, bucket_frames=100)
