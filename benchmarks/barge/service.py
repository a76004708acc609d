"""The service that is interrupted: the real one, led by :mod:`benchmarks.barge.dialog`.

``python -m benchmarks.barge.service``: settings from the environment, as for ``voiceagent serve``.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import cast

from benchmarks.barge.dialog import Explaining
from voiceagent.bootstrap import build_house
from voiceagent.conversations import manners
from voiceagent.core.conversation import Conversation
from voiceagent.dialog.engine import DialogEngine
from voiceagent.logs import configure_logs
from voiceagent.service.server import make_server
from voiceagent.settings import read_settings


def main() -> None:
    """Serve until told to stop."""
    settings = read_settings()
    configure_logs(level=settings.log_level, as_json=True)
    dialog = cast(DialogEngine, Explaining())
    house = build_house(settings, converse=lambda: Conversation(dialog, manners(settings)))
    server = make_server(house.app, host=settings.host, port=settings.port, drain=house.drain)
    with suppress(KeyboardInterrupt):
        asyncio.run(server.serve())


if __name__ == "__main__":
    main()
