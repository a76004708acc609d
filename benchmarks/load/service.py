"""The service that is measured: the real application, with a meter and the engines of a plan.

``python -m benchmarks.load.service PLAN``, where PLAN is a JSON object: ``settings`` are the
service's own, ``engines`` is ``none`` (they cost nothing) or ``settings`` (those that the settings
name), ``words`` whose words are taken: ``own``, ``embedded`` or ``repetition``. A line on its
standard input asks for a reading, which comes as a line of JSON; the end of the input, or SIGTERM,
ends it.
"""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import suppress
from dataclasses import asdict, replace
from typing import cast

from benchmarks.latency.stopwatch import (
    BorrowedWords,
    ScoringToo,
    Stopwatch,
    TimedConversation,
    TimedDetectors,
    TimedTranscriber,
    note_job,
)
from benchmarks.load.process_meter import ProcessMeter
from benchmarks.load.stub_engines import RepetitionTranscriber, stub_engines
from models.engines.placement import Device
from models.loading import Engines, load_engines
from voiceagent.bootstrap import build_house
from voiceagent.conversations import make_conversation
from voiceagent.core.conversation import Conversation
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.logs import configure_logs
from voiceagent.service.server import make_server
from voiceagent.settings import Settings, read_settings


def engines_of(settings: Settings, *, engines: str, words: str) -> Engines:
    """The engines of a plan.

    Raises:
        ConfigurationError: The settings name an engine that is not there.
    """
    if engines == "none":
        return stub_engines()
    loaded = load_engines(
        vad=settings.vad,
        asr=settings.asr,
        tts=settings.tts,
        whisper_model=settings.whisper_model,
        device=Device(settings.device),
        watch=note_job,
    )
    match words:
        case "own":
            return loaded
        case "repetition":
            # The stub's words are whole, so that nobody would ask for a score.
            every = ScoringToo(loaded.transcriber, loaded.scorer)
            borrowed = BorrowedWords(every, RepetitionTranscriber())
            return replace(loaded, transcriber=borrowed)
        case _:
            lender = load_engines()
            borrowed = BorrowedWords(loaded.transcriber, lender.transcriber)
            threads = loaded.threads + lender.threads
            return replace(loaded, transcriber=borrowed, threads=threads)


async def serve(settings: Settings, engines: Engines) -> None:
    """Serve calls and meter readings until told to stop."""
    watch, policy = Stopwatch(), load_policy(settings.policy)

    def converse() -> Conversation:
        own = make_conversation(settings, policy, interprets=False)
        return cast(Conversation, TimedConversation(own, watch))

    timed = replace(
        engines,
        detectors=TimedDetectors(engines.detectors, watch),
        transcriber=TimedTranscriber(engines.transcriber, watch),
    )
    house = build_house(settings, timed, converse=converse)
    server = make_server(house.app, host=settings.host, port=settings.port, drain=house.drain)
    meter = ProcessMeter()
    running = [asyncio.ensure_future(work) for work in (meter.run(), _answer(meter, watch))]
    try:
        await server.serve()
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def _answer(meter: ProcessMeter, watch: Stopwatch) -> None:
    questions = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(questions), sys.stdin)
    while await questions.readline():
        detectors_s, conversations_s, turns = watch.take()
        answer = {
            "reading": asdict(meter.take()),
            "detector_cpu_s": detectors_s,
            "conversation_cpu_s": conversations_s,
            "turns": [asdict(turn) for turn in turns],
        }
        print(json.dumps(answer), flush=True)


def main() -> None:
    """Serve by the plan on the command line."""
    plan = json.loads(sys.argv[1])
    settings = read_settings(**plan["settings"])
    configure_logs(level=settings.log_level, as_json=True)
    engines = engines_of(settings, engines=plan["engines"], words=plan["words"])
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(settings, engines))


if __name__ == "__main__":
    main()
