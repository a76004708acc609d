"""Everything with weights.

onnxruntime writes a device id into the user's home and carries telemetry; only the environment,
before its first import, keeps it from doing so. Callers' machines are not ours to count.
"""

import os

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
