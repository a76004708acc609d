"""Speech servers that speak HTTP: OpenAI's transcriptions, and the XTTS server of a local voice."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiohttp import web

from tests.support.vendors import KEY, pieces

XTTS_RATE_HZ = 24_000


@dataclass
class SpeechServer:
    """What the test sets and looks at.

    Attributes:
        heard: What is made of any sound.
        status: Of every answer.
        uploads: Sizes of the files that came.
    """

    url: str = ""
    heard: str = "Ja, det passer fint."
    status: int = 200
    uploads: list[int] = field(default_factory=list)


@contextmanager
def speech_server() -> Iterator[SpeechServer]:
    """A server for the block, in a thread of its own."""
    state = SpeechServer()
    loop = asyncio.new_event_loop()
    runner = web.AppRunner(_app(state))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(_start(runner, state), loop).result(10)
        yield state
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _start(runner: web.AppRunner, state: SpeechServer) -> None:
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    state.url = f"http://127.0.0.1:{runner.addresses[0][1]}"


def _app(state: SpeechServer) -> web.Application:
    async def transcribe(request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {KEY}":
            return web.json_response({"error": {"message": "bad key"}}, status=401)
        form = await request.post()
        upload = form["file"]
        assert isinstance(upload, web.FileField)
        state.uploads.append(len(upload.file.read()))
        return web.json_response({"text": state.heard}, status=state.status)

    async def speakers(_request: web.Request) -> web.Response:
        return web.json_response({"Kari": {"speaker_embedding": [0.0], "gpt_cond_latent": [0.0]}})

    async def speak(request: web.Request) -> web.Response:
        text = (await request.json())["text"]
        return web.Response(body=b"".join(pieces(text, XTTS_RATE_HZ, 60)), status=state.status)

    app = web.Application()
    app.router.add_post("/v1/audio/transcriptions", transcribe)
    app.router.add_get("/studio_speakers", speakers)
    app.router.add_post("/tts_stream", speak)
    return app
