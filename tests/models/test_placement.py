"""Where Whisper runs, by the operator's wish and the machine's means."""

from __future__ import annotations

import pytest

from models.engines.placement import Device, place
from voiceagent.errors import ConfigurationError


@pytest.mark.parametrize(
    ("wanted", "gpus", "device", "compute_type"),
    [
        pytest.param(Device.AUTO, 0, "cpu", "int8", id="no GPU: the processor"),
        pytest.param(Device.AUTO, 1, "cuda", "float16", id="a GPU is taken where there is one"),
        pytest.param(Device.CPU, 1, "cpu", "int8", id="the processor is wanted"),
        pytest.param(Device.CUDA, 2, "cuda", "float16", id="the GPU is wanted"),
    ],
)
def test_the_device_brings_its_number_format(
    wanted: Device, gpus: int, device: str, compute_type: str
) -> None:
    """int8 on a processor, float16 on a GPU, whatever the file was saved in."""
    placed = place(wanted, gpus=gpus, cores=8)
    assert (placed.device, placed.compute_type) == (device, compute_type)
    assert placed.on_gpu == (device == "cuda")


def test_a_gpu_that_is_not_there_is_told() -> None:
    """Asking for one is taken at its word: nothing slow is started instead."""
    with pytest.raises(ConfigurationError, match="no GPU"):
        place(Device.CUDA, gpus=0, cores=8)


@pytest.mark.parametrize(("cores", "threads"), [(1, 1), (2, 1), (4, 3), (64, 4)])
def test_a_core_is_left_for_the_calls(cores: int, threads: int) -> None:
    """The event loop and the other engines need one, and more than four threads do not help."""
    assert place(Device.CPU, gpus=0, cores=cores).threads == threads


def test_more_turns_share_a_pass_on_a_gpu() -> None:
    """Its passes cost nearly the same for one turn and for many, and for a longer context."""
    gpu, processor = (place(Device.AUTO, gpus=n, cores=2) for n in (1, 0))
    assert gpu.batch > processor.batch
    assert gpu.bucket_frames > processor.bucket_frames
