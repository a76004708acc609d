"""What a figure was measured on and with: it says nothing without."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = ("voiceagent", "onnxruntime", "numpy", "uvicorn", "websockets", "sqlalchemy", "fastapi")
_CPU_FILE = Path("/proc/cpuinfo")


def machine() -> Mapping[str, object]:
    """The machine now; the load is what others made it do during the last minute."""
    return {
        "cores": len(os.sched_getaffinity(0)),
        "cpu": _cpu_model(),
        "load_before": round(os.getloadavg()[0], 2),
        "system": f"{platform.system()} {platform.release()}",
    }


def versions() -> Mapping[str, str]:
    """Python's version and those of the packages that figures depend on."""
    return {"python": platform.python_version()} | {name: _version(name) for name in _PACKAGES}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _cpu_model() -> str:
    for line in _CPU_FILE.read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
