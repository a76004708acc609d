"""What a human is told before taking a transferred call, kept until Twilio asks for it.

A summary is personal data and does not belong into a URL, so the URL carries a random key. Kept in
this process for ten minutes at most; a summary that is gone costs the whisper its first sentence,
never the transfer.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace

from telephony.twilio.expiring_map import ExpiringMap
from voiceagent.ports import Clock

_TTL_S = 600.0
_CAPACITY = 1_000


@dataclass(frozen=True, slots=True)
class Whisper:
    """One transfer's summary, and whether the human has pressed the key to take the call."""

    call_sid: str
    summary: str = field(repr=False)
    accepted: bool = False


class WhisperBook:
    """Whispers of the transfers under way, by key and by call."""

    def __init__(self, clock: Clock) -> None:
        self._by_key: ExpiringMap[Whisper] = ExpiringMap(clock, ttl_s=_TTL_S, capacity=_CAPACITY)
        self._key_of_call: ExpiringMap[str] = ExpiringMap(clock, ttl_s=_TTL_S, capacity=_CAPACITY)

    def put(self, call_sid: str, summary: str) -> str:
        """Keep a summary; returns its key. A call has one whisper: its latest."""
        self.drop(call_sid)
        key = secrets.token_urlsafe(18)
        self._by_key.put(key, Whisper(call_sid, summary))
        self._key_of_call.put(call_sid, key)
        return key

    def summary(self, key: str) -> str:
        """What to say; empty when the key is not known any more."""
        whisper = self._by_key.get(key)
        return "" if whisper is None else whisper.summary

    def accept(self, key: str) -> str | None:
        """Note that the human takes the call; which one it is, None when we know it no more."""
        whisper = self._by_key.get(key)
        if whisper is None:
            return None
        self._by_key.put(key, replace(whisper, accepted=True))
        return whisper.call_sid

    def accepted(self, call_sid: str) -> bool | None:
        """Whether a human took this call; None when we know of no transfer."""
        key = self._key_of_call.get(call_sid)
        whisper = None if key is None else self._by_key.get(key)
        return None if whisper is None else whisper.accepted

    def drop(self, call_sid: str) -> None:
        """Forget a call's whisper; the transfer is over."""
        key = self._key_of_call.get(call_sid)
        if key is not None:
            self._by_key.drop(key)
        self._key_of_call.drop(call_sid)
