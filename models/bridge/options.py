"""The line of settings that names a Pipecat service and its options.

The name is ``pipecat:VENDOR`` (``pipecat:deepgram``) or ``pipecat:MODULE.CLASS``. The options are a
JSON object: the class's own keyword arguments, its runtime settings under ``settings``, and ours
under ``bridge``. A secret is always a reference: ``"env:NAME"`` is the value of the environment's
NAME, and an option that looks like a secret may be nothing else.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from voiceagent.errors import ConfigurationError

PREFIX = "pipecat:"
_REFERENCE = "env:"
_SECRET = re.compile(r"(api_?key|access_?key|secret|token|password|credentials)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BridgeLimits:
    """Ours, whatever the vendor: the options under ``bridge``.

    Attributes:
        connections: Turns or clauses at once; 0: one for a model in this process, else 32.
        spare: Connections kept open ahead of need.
        connect_ms: How long a connection may take.
        deadline_ms: How long a transcript, or the next piece of sound, may take.
        quiet_ms: A recogniser that does not say when it is done is done after so much quiet.
        patience_ms: A short sound (under 600 ms) without words after so long is no speech.
        tail_ms: Silence sent behind a turn, for recognisers that find the end by themselves.
        input_rate_hz: Rate of the audio that a recogniser gets.
        output_rate_hz: Rate of the audio that a voice is asked for. Where it makes another, Pipecat
            brings it to this one and loses up to 70 ms of its end: best its own.
    """

    connections: int = 0
    spare: int = 1
    connect_ms: int = 5_000
    deadline_ms: int = 2_000
    quiet_ms: int = 250
    patience_ms: int = 1_200
    tail_ms: int = 200
    input_rate_hz: int = 16_000
    output_rate_hz: int = 24_000


@dataclass(frozen=True, slots=True)
class ServiceOptions:
    """What a service is built with.

    Attributes:
        setting: The setting's name, for errors: ``VOICEAGENT_ASR`` or ``VOICEAGENT_TTS``.
        name: Behind ``pipecat:``.
        arguments: The class's keyword arguments, secrets filled in.
        settings: Its runtime settings, secrets filled in.
        limits: Ours.
        fingerprint: Of the options as written, without any secret.
        secrets: Values that must not be shown.
    """

    setting: str
    name: str
    arguments: Mapping[str, Any]
    settings: Mapping[str, Any]
    limits: BridgeLimits
    fingerprint: str
    secrets: tuple[str, ...]

    def masked(self, text: str) -> str:
        """``text`` without our secrets."""
        for secret in self.secrets:
            text = text.replace(secret, "…")
        return text


def read_options(
    setting: str, value: str, options: str, environ: Mapping[str, str]
) -> ServiceOptions:
    """Read a setting such as ``pipecat:deepgram`` with the JSON of its options.

    Raises:
        ConfigurationError: The JSON is malformed, a secret is written out, an environment variable
            is missing, or an option of ours is unknown.
    """
    written = _object(setting, options)
    secrets: list[str] = []
    given = {
        name: _filled(f"{setting}_OPTIONS.{name}", value, environ, secrets)
        for name, value in written.items()
    }
    settings = given.pop("settings", {})
    bridge = given.pop("bridge", {})
    for name, part in (("settings", settings), ("bridge", bridge)):
        if not isinstance(part, dict):
            raise ConfigurationError(f"{setting}_OPTIONS.{name}: an object, like {{…}}")
    print_of = json.dumps(written, sort_keys=True)
    return ServiceOptions(
        setting=setting,
        name=value.removeprefix(PREFIX).strip(),
        arguments=given,
        settings=settings,
        limits=_limits(setting, bridge),
        fingerprint=hashlib.sha256(print_of.encode()).hexdigest()[:8],
        secrets=tuple(secret for secret in secrets if secret),
    )


def _object(setting: str, options: str) -> dict[str, Any]:
    try:
        written = json.loads(options or "{}")
    except ValueError as error:
        raise ConfigurationError(f"{setting}_OPTIONS: not JSON ({error})") from error
    if not isinstance(written, dict):
        raise ConfigurationError(f"{setting}_OPTIONS: a JSON object, like {{…}}")
    return written


def _filled(path: str, value: Any, environ: Mapping[str, str], secrets: list[str]) -> Any:
    if isinstance(value, dict):
        return {
            name: _filled(f"{path}.{name}", part, environ, secrets) for name, part in value.items()
        }
    if isinstance(value, list):
        return [_filled(path, part, environ, secrets) for part in value]
    if isinstance(value, str) and value.startswith(_REFERENCE):
        name = value.removeprefix(_REFERENCE)
        found = environ.get(name, "")
        if not found:
            raise ConfigurationError(f"{path}: the environment has no {name}")
        secrets.append(found)
        return found
    if isinstance(value, str) and _SECRET.search(path):
        raise ConfigurationError(f'{path}: a secret; write "env:NAME" and set NAME instead')
    return value


def _limits(setting: str, given: dict[str, Any]) -> BridgeLimits:
    known = [field.name for field in fields(BridgeLimits)]
    for name, value in given.items():
        path = f"{setting}_OPTIONS.bridge.{name}"
        if name not in known:
            raise ConfigurationError(f"{path}: unknown; one of {', '.join(known)}")
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise ConfigurationError(f"{path}: a whole number")
    return BridgeLimits(**given)
