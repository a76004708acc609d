"""How the program logs: a static message plus fields, ``call_id`` bound by context.

Personal data may stand only in fields named ``pii_*``, and those are dropped unless asked for.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

Event = MutableMapping[str, Any]


def drop_personal_fields(_logger: object, _method: str, event: Event) -> Event:
    """Remove every field named ``pii_*``."""
    for name in [name for name in event if name.startswith("pii_")]:
        del event[name]
    return event


def configure_logs(*, level: str, as_json: bool, personal: bool = False) -> None:
    """Set up logging for the process; lines go to standard error."""
    threshold = getattr(logging, level.upper())
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(message)s")
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *([] if personal else [drop_personal_fields]),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
