"""The composition root: the only module that names concrete parts and puts them together."""

from __future__ import annotations

import asyncio
import gc
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import structlog
from fastapi import FastAPI

from models.engines.placement import Device
from models.loading import Engines as LoadedEngines
from models.loading import load_engines
from telephony.twilio.calls import TwilioCarrier
from telephony.twilio.rest import TwilioRest
from telephony.twilio.settings import TwilioSettings
from telephony.twilio.webhooks import build_router
from telephony.twilio.whispers import WhisperBook
from voiceagent.advisers import model_endpoint
from voiceagent.clock import SystemClock
from voiceagent.conversations import make_conversation, policy_fingerprint, setup_body
from voiceagent.core.conversation import Conversation
from voiceagent.dialog.policies.checker import check
from voiceagent.dialog.policies.fixed_prompts import fixed_texts
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.policies.policy import Policy
from voiceagent.errors import ConfigurationError
from voiceagent.integrations.calendars.builtin import BuiltInCalendar
from voiceagent.integrations.calendars.slots import OfficeRules, Opening, SellerHours
from voiceagent.integrations.knowledge.texts import texts_beside
from voiceagent.integrations.llm.model import ChatModel
from voiceagent.norwegian.times.calendar_days import public_holidays
from voiceagent.ports import (
    Calendar,
    Carrier,
    Clock,
    Knowledge,
    RingingCall,
    SlotQuery,
    Synthesizer,
)
from voiceagent.runtime.admission import Admission, AdmissionSettings
from voiceagent.runtime.advice import Advice
from voiceagent.runtime.books import Books
from voiceagent.runtime.call import Call
from voiceagent.runtime.consent import SLOT, RecordingConsent
from voiceagent.runtime.desk import CallDesk, DeskSettings
from voiceagent.runtime.echo import EchoGate
from voiceagent.runtime.equipment import CallSettings, Engines
from voiceagent.runtime.flight_recorder import FlightRecorder
from voiceagent.runtime.listening import Listening
from voiceagent.runtime.phrase_files import PhraseFiles
from voiceagent.runtime.phrases import PhraseCache
from voiceagent.runtime.prompt_sounds import PromptSounds
from voiceagent.runtime.speaking import PacingSettings
from voiceagent.runtime.tools import Tools, ToolSettings
from voiceagent.runtime.tracks import Tracks
from voiceagent.service.app import Readiness, create_app
from voiceagent.service.leads import lead_routes
from voiceagent.settings import Settings
from voiceagent.store.calls import SqlCallStore
from voiceagent.store.database import Database
from voiceagent.store.leads import SqlLeadBook
from voiceagent.store.meetings import SqlMeetingBook
from voiceagent.store.schema import migrate

_log = structlog.get_logger()
_SWEEP_EVERY_S = 10.0


@dataclass(frozen=True, slots=True)
class House:
    """A running process's parts that the command line needs."""

    app: FastAPI
    desk: CallDesk
    drain: Callable[[], Awaitable[bool]]


def build_house(
    settings: Settings,
    engines: LoadedEngines | None = None,
    *,
    converse: Callable[[], Conversation] | None = None,
) -> House:
    """Put the service together; nothing runs before the application starts.

    Args:
        settings: What the operator decided.
        engines: Engines that are loaded already; else the ones that the settings name are.
        converse: Makes each call's conversation; else it follows the policy.

    Raises:
        ConfigurationError: A setting, the policy or a model does not do.
    """
    clock = SystemClock()
    policy = load_policy(settings.policy)
    _require_fit(policy)
    _require_consistent(settings, policy)
    loaded = engines or load_settings_engines(settings, policy.pronunciations)
    twilio = twilio_settings(settings)
    whispers = WhisperBook(clock)
    database = Database(settings.database, busy_timeout_ms=settings.database_wait_ms)
    store = SqlCallStore(database, instance=settings.instance)
    books = Books(store)
    calendar = office_calendar(settings, database, clock)
    rest = TwilioRest(twilio)
    endpoint = model_endpoint(settings, clock)
    model = ChatModel(endpoint) if endpoint else None
    makers = CallMaking(
        settings=settings,
        policy=policy,
        engines=loaded,
        calendar=calendar,
        carrier=TwilioCarrier(rest, twilio, whispers),
        books=books,
        clock=clock,
        phrases=PhraseCache(limit_bytes=settings.phrase_cache_mb * 1_000_000),
        knowledge=texts_beside(settings.policy, policy),
        advice=Advice(model, company=policy.company.name) if model else None,
        converse=converse,
    )
    token_ttl_ms = int(settings.stream_wait_s * 1000)
    admission = Admission(clock, AdmissionSettings(settings.max_calls, token_ttl_ms))
    desk = CallDesk(
        admission=admission,
        store=store,
        books=books,
        make_call=makers.make,
        new_id=lambda: secrets.token_hex(8),
        clock=clock,
        settings=desk_settings(settings, policy),
    )
    sounds = prompt_sounds(settings, policy, loaded.synthesizer, makers.phrases)
    sweep_s = min(settings.stream_wait_s / 2, _SWEEP_EVERY_S)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await migrate(settings.database)
            stack.push_async_callback(database.close)
            await stack.enter_async_context(rest)
            interrupted = await store.close_interrupted(clock.now())
            if interrupted:
                _log.warning("calls that a crash left open were closed", count=len(interrupted))
            stack.callback(loaded.close)
            await loaded.warm_up()
            await _warm_up(calendar, clock)
            # What is loaded by now stays: no collection need look at it again. A full one takes
            # 50 to 80 ms, which every caller would hear, and a third of that once it is frozen.
            gc.collect()
            gc.freeze()
            stack.push_async_callback(books.settle)
            chores = [books.run(), _sweeping(desk, sweep_s), sounds.run()]
            if endpoint and model:
                await stack.enter_async_context(endpoint)
                chores.append(model.stay_warm())
            await stack.enter_async_context(_background(*chores))
            _log.info("ready for calls", policy=policy.name, max_calls=settings.max_calls)
            yield

    def readiness() -> Readiness:
        full = admission.count >= settings.max_calls
        ready = not admission.draining and not full
        return Readiness(ready, desk.live, settings.max_calls, admission.draining)

    routers = [build_router(desk, twilio, clock=clock, whispers=whispers)]
    if key := settings.api_key.get_secret_value():
        routers.append(lead_routes(SqlLeadBook(database), key=key, now=clock.now))
    app = create_app(routers, readiness, lifespan)
    return House(app, desk, lambda: desk.drain(limit_s=settings.drain_s))


async def _warm_up(calendar: Calendar, clock: Clock) -> None:
    """Ask once for what is slow the first time, so that no caller has to wait for it."""
    now = clock.now()
    for year in (now.year, now.year + 1):
        public_holidays(year)
    await calendar.free_slots(SlotQuery(30, earliest=now, latest=now + timedelta(days=14)))


@asynccontextmanager
async def _background(*work: Awaitable[None]) -> AsyncIterator[None]:
    tasks = [asyncio.ensure_future(job) for job in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _sweeping(desk: CallDesk, every_s: float) -> None:
    while True:
        await asyncio.sleep(every_s)
        try:
            await desk.sweep()
        except Exception:
            # Without the sweep, places that nobody takes would fill the house.
            _log.exception("the sweep failed; it goes on")


@dataclass(frozen=True, slots=True)
class CallMaking:
    """Makes the calls of a process: everything that they share."""

    settings: Settings
    policy: Policy
    engines: LoadedEngines
    calendar: Calendar
    carrier: Carrier
    books: Books
    clock: Clock
    phrases: PhraseCache
    knowledge: Knowledge | None = None
    advice: Advice | None = None
    converse: Callable[[], Conversation] | None = None

    def make(self, ringing: RingingCall, call_id: str) -> Call:
        """A call for a ringing one."""
        settings = self.settings
        recorder = FlightRecorder(call_id, self.books)
        interprets = self.advice is not None
        recorder.setup(setup_body(settings, self.policy, interprets=interprets))
        shapes = call_settings(settings)
        listening = Listening(
            self.engines.detectors.open(),
            pre_roll_ms=shapes.pre_roll_ms,
            post_roll_ms=shapes.post_roll_ms,
            gate=EchoGate() if settings.echo_gate else None,
        )
        return Call(
            call_id=call_id,
            call_sid=ringing.call_sid,
            conversation=self.converse()
            if self.converse
            else make_conversation(settings, self.policy, interprets=interprets),
            listening=listening,
            engines=Engines(
                self.engines.scorer,
                self.engines.transcriber,
                self.engines.synthesizer,
                self.phrases,
            ),
            tools=Tools(
                call_id,
                self.calendar,
                self.books,
                self.clock,
                ToolSettings(notice_minutes=settings.meeting_notice_minutes),
                self.knowledge,
                advice=self.advice,
            ),
            carrier=self.carrier,
            recorder=recorder,
            tracks=_tracks(settings, self.policy, call_id),
            clock=self.clock,
            settings=shapes,
        )


def call_settings(settings: Settings) -> CallSettings:
    """Deadlines and shapes of a call's runtime."""
    humans = {"default": settings.human_number} if settings.human_number else {}
    return CallSettings(
        pacing=PacingSettings(),
        pre_roll_ms=240,
        post_roll_ms=160,
        score_deadline_s=1.0,
        transcript_deadline_s=2.4,
        clause_deadline_s=5.0,
        humans=humans,
    )


def desk_settings(settings: Settings, policy: Policy) -> DeskSettings:
    """What the desk says and does at its limits."""
    return DeskSettings(
        full_sentence=settings.full_sentence,
        trouble_sentence=settings.trouble_sentence,
        overflow=settings.overflow_number,
        policy=policy.name,
        language=settings.language,
        dispositions={name: outcome.disposition for name, outcome in policy.outcomes.items()},
        policy_version=policy.version,
        policy_sha256=policy_fingerprint(policy),
    )


def twilio_settings(settings: Settings) -> TwilioSettings:
    """The carrier's account.

    Raises:
        ConfigurationError: There is no auth token, or the public URL does not do.
    """
    token = settings.twilio_auth_token.get_secret_value()
    if not token:
        raise ConfigurationError(
            "VOICEAGENT_TWILIO_AUTH_TOKEN: set it to your Twilio auth token; without it no "
            "webhook can be trusted (`voiceagent demo` needs none)"
        )
    return TwilioSettings(
        account_sid=settings.twilio_account_sid,
        auth_token=token,
        public_url=settings.public_url.rstrip("/"),
        from_number=settings.twilio_number or "",
        fallback_number=settings.human_number,
        fallback_sentence=settings.trouble_sentence,
        ring_timeout_s=settings.ring_timeout_s,
        rest_timeout_s=settings.twilio_timeout_s,
        rest_url=settings.twilio_api_url,
    )


def prompt_sounds(
    settings: Settings, policy: Policy, voice: Synthesizer, phrases: PhraseCache
) -> PromptSounds:
    """What makes the sound of the policy's fixed prompts."""
    limit_bytes = settings.phrase_disk_mb * 1_000_000
    files = PhraseFiles(settings.data_dir / "phrases", limit_bytes=limit_bytes)
    return PromptSounds(fixed_texts(policy), voice, phrases, files if limit_bytes else None)


def load_settings_engines(
    settings: Settings, own_words: Mapping[str, str] | None = None
) -> LoadedEngines:
    """The engines that the settings name; ``own_words`` are a policy's pronunciations.

    Raises:
        ConfigurationError: A model is missing.
    """
    return load_engines(
        vad=settings.vad,
        asr=settings.asr,
        tts=settings.tts,
        whisper_model=settings.whisper_model,
        piper_voice=settings.piper_voice,
        models_dir=settings.shelf,
        device=Device(settings.device),
        own_words=own_words,
        asr_options=settings.asr_options,
        tts_options=settings.tts_options,
    )


def office_calendar(settings: Settings, database: Database, clock: Clock) -> Calendar:
    """The built-in calendar of the office's sellers.

    Raises:
        ConfigurationError: The office's hours or its sellers do not do.
    """
    try:
        opening = Opening(_minutes(settings.office_opens), _minutes(settings.office_closes))
        sellers = [
            SellerHours(seller=name, name=name, email="", openings=(opening,))
            for name in settings.sellers
        ]
        office = OfficeRules(openings=(opening,), notice_minutes=settings.meeting_notice_minutes)
        return BuiltInCalendar(
            SqlMeetingBook(database),
            sellers=sellers,
            office=office,
            clock=clock,
            hold_minutes=max(settings.slot_hold_s // 60, 1),
        )
    except ValueError as error:
        raise ConfigurationError(f"the office: {error}") from error


def _tracks(settings: Settings, policy: Policy, call_id: str) -> Tracks | None:
    if not settings.record_calls:
        return None
    consent = RecordingConsent(asks=SLOT in policy.slots)
    return Tracks(settings.data_dir / "recordings", call_id, consent)


def _minutes(clock_time: str) -> int:
    hours, minutes = clock_time.split(":")
    return int(hours) * 60 + int(minutes)


def _require_fit(policy: Policy) -> None:
    findings = check(policy)
    if findings:
        more = f" (and {len(findings) - 1} more: voiceagent policy check)" if findings[1:] else ""
        raise ConfigurationError(f"the policy {policy.name} is not fit: {findings[0]}{more}")


def _require_consistent(settings: Settings, policy: Policy) -> None:
    if settings.record_calls and not policy.disclosure.recording:
        raise ConfigurationError(
            "VOICEAGENT_RECORD_CALLS: the policy does not tell callers that they are recorded"
        )
    if settings.language not in policy.languages:
        raise ConfigurationError("VOICEAGENT_LANGUAGE: the policy does not speak it")
