"""``voiceagent twilio connect``: the checks, as they are made, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from telephony.twilio.connect import Check, connect_number, prove_way_back
from telephony.twilio.rest import TwilioRest
from voiceagent.bootstrap import twilio_settings
from voiceagent.clock import SystemClock
from voiceagent.settings import Settings


async def connect_twilio(settings: Settings, console: Console, number: str) -> bool:
    """Prove the way back and point ``number`` here; whether everything was right.

    Raises:
        ConfigurationError: The account, its token or the public URL is missing or malformed.
    """
    account = twilio_settings(settings)
    async with TwilioRest(account) as rest:
        checks = await connect_number(account, number, rest=rest, clock=SystemClock())
    return _print_checks(console, checks)


async def check_way_back(settings: Settings, console: Console) -> bool:
    """Prove that webhooks and media streams reach the service; needs no account.

    Raises:
        ConfigurationError: The auth token or the public URL is missing or malformed.
    """
    return _print_checks(
        console, await prove_way_back(twilio_settings(settings), clock=SystemClock())
    )


def _print_checks(console: Console, checks: Sequence[Check]) -> bool:
    for check in checks:
        sign = Text("ok    ", "green") if check.ok else Text("failed", "red")
        console.print(sign, Text(f" {check.name}: {check.why}"))
    return all(check.ok for check in checks)
