"""Any Pipecat recogniser or voice behind our ports: a vendor's class by name, with its options.

Pipecat's services live in pipelines: frames go in at one end and come out at the other. Our ports
ask and are answered. Between them::

    port ── ServiceLoop ──▶ Stations ──▶ Station = [service] ─▶ [listener] in a Pipecat worker
    (call's loop)  (a loop of its own, in its own thread, so that no vendor's code delays a frame)

A station serves one turn or one clause at a time, so nothing of one call can reach another. It
costs 2 ms to build; what takes time is the vendor's handshake, so one is kept open ahead.

Pipecat costs seconds to import and writes what is said into its log. It is imported only when a
bridged engine is chosen, and its log is off.

Source: pipecat-ai 1.14 (BSD-2-Clause), ``services/stt_service.py``, ``services/tts_service.py``,
``services/websocket_service.py``, ``pipeline/worker.py``.
"""

from __future__ import annotations

import warnings

from loguru import logger

# Before the first import of it: a greeting is the first thing that it logs.
logger.disable("pipecat")
with warnings.catch_warnings():
    # Its own and its libraries' notes to its authors; none of them is about us.
    warnings.simplefilter("ignore", DeprecationWarning)
    import pipecat.pipeline.worker
    import pipecat.services.stt_service
    import pipecat.services.tts_service
    import pipecat.workers.runner  # noqa: F401
