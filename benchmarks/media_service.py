"""The service whose media path is measured: the real application, with engines that cost nothing.

``python -m benchmarks.media_service SETTINGS``, where SETTINGS is a JSON object of settings. A line
on its standard input asks for a reading of its meter, which comes as a line of JSON; the end of
the input, or SIGTERM, ends it.
"""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import suppress
from dataclasses import asdict

from benchmarks.process_meter import ProcessMeter
from benchmarks.stub_engines import stub_engines
from voiceagent.bootstrap import build_house
from voiceagent.logs import configure_logs
from voiceagent.service.server import make_server
from voiceagent.settings import Settings, read_settings


async def serve(settings: Settings) -> None:
    """Serve calls and meter readings until told to stop."""
    house = build_house(settings, stub_engines())
    server = make_server(house.app, host=settings.host, port=settings.port, drain=house.drain)
    meter = ProcessMeter()
    running = [asyncio.ensure_future(work) for work in (meter.run(), _answer(meter))]
    try:
        await server.serve()
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def _answer(meter: ProcessMeter) -> None:
    questions = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(questions), sys.stdin)
    while await questions.readline():
        print(json.dumps(asdict(meter.take())), flush=True)


def main() -> None:
    """Serve by the settings on the command line."""
    settings = read_settings(**json.loads(sys.argv[1]))
    configure_logs(level=settings.log_level, as_json=True)
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(settings))


if __name__ == "__main__":
    main()
