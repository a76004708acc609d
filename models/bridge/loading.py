"""Builds a bridged engine from the line of settings that names it.

The first instance is built at once, so that whatever is wrong with the class or its options is said
at start-up; it serves the first station. Each further station builds its own. A class that wants an
HTTP session gets one of its own, closed with its station.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from models.bridge.options import PREFIX, ServiceOptions, read_options
from models.bridge.service_class import (
    Kind,
    build_service,
    find_class,
    parameters,
    runs_here,
)
from models.bridge.service_loop import ServiceLoop
from models.bridge.station import Station
from models.bridge.synthesizer import PipecatSynthesizer
from models.bridge.transcriber import PipecatTranscriber, say_when_done

_MANY = 32
_BUILD_S = 300.0


def bridged_transcriber(
    value: str, options: str, environ: Mapping[str, str] = os.environ
) -> tuple[PipecatTranscriber, ServiceLoop]:
    """The recogniser that ``VOICEAGENT_ASR`` names, and the loop to close in the end.

    Raises:
        ConfigurationError: The name or an option does not do.
    """
    read = read_options("VOICEAGENT_ASR", value, options, environ)
    loop, make, connections = _opened(read, "stt")
    engine = _engine(read)
    return PipecatTranscriber(engine, make, read.limits, loop, connections=connections), loop


def bridged_synthesizer(
    value: str, options: str, environ: Mapping[str, str] = os.environ
) -> tuple[PipecatSynthesizer, ServiceLoop]:
    """The voice that ``VOICEAGENT_TTS`` names, and the loop to close in the end.

    Raises:
        ConfigurationError: The name or an option does not do.
    """
    read = read_options("VOICEAGENT_TTS", value, options, environ)
    loop, make, connections = _opened(read, "tts")
    engine = _engine(read)
    voice = f"{engine}/{read.fingerprint}"
    return PipecatSynthesizer(engine, voice, make, read.limits, loop, connections=connections), loop


def _engine(read: ServiceOptions) -> str:
    return f"{PREFIX}{read.name.rpartition('.')[2]}"


def _opened(
    read: ServiceOptions, kind: Kind
) -> tuple[ServiceLoop, Callable[[], Awaitable[Station]], int]:
    service = find_class(read, kind)
    loop = ServiceLoop(_engine(read))
    try:
        maker = _Maker(service, read)
        loop.begin(maker.build_first()).result(_BUILD_S)
    except BaseException:
        loop.close()
        raise
    connections = read.limits.connections or (1 if runs_here(service) else _MANY)
    return loop, maker.make, connections


class _Maker:
    """Makes stations around one class."""

    def __init__(self, service: type[Any], read: ServiceOptions) -> None:
        self._service = service
        self._read = read
        self._first: Station | None = None

    async def build_first(self) -> None:
        self._first = await self._build()

    async def make(self) -> Station:
        station, self._first = self._first, None
        return station or await self._build()

    async def _build(self) -> Station:
        session = self._session()
        extras = {} if session is None else {"aiohttp_session": session}
        try:
            service = build_service(self._service, self._read, **extras)
        except BaseException:
            if session is not None:
                await session.close()
            raise
        say_when_done(service)

        async def release() -> None:
            if session is not None:
                await session.close()

        return Station(_engine(self._read), service, self._read.limits, release)

    def _session(self) -> Any:
        wants = parameters(self._service).get("aiohttp_session")
        if wants is None or wants.default is not wants.empty:
            return None
        import aiohttp

        return aiohttp.ClientSession()
