"""What runs inference tells nobody of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_loading_the_engines_leaves_no_device_id_in_the_home(tmp_path: Path) -> None:
    """onnxruntime's telemetry is off before it is first imported."""
    kept = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    code = "import models.engines.turn_encoder as t; t.TurnEncoder(features_only=True)"
    subprocess.run(
        [sys.executable, "-c", code], env=kept | {"HOME": str(tmp_path)}, check=True, timeout=60
    )
    assert list(tmp_path.rglob("*")) == []
