"""Everything that a user decides, read once from the environment (``VOICEAGENT_*``).

Only ``bootstrap`` and ``__main__`` may import this; the rooms get plain values. Each field has a
default that runs without an account, a GPU or a download, and stands in the README's table, which a
test compares with this file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from voiceagent.errors import ConfigurationError

Number = Annotated[str, Field(pattern=r"^\+[1-9]\d{6,14}$")]
"""A telephone number in E.164."""

PROJECT = Path(__file__).parent.parent


class Settings(BaseSettings):
    """The settings of one process."""

    model_config = SettingsConfigDict(env_prefix="VOICEAGENT_", frozen=True, extra="ignore")

    # the service
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8080, ge=0, le=65535, description="Port to listen on.")
    public_url: str = Field(
        "http://127.0.0.1:8080",
        description="How the carrier reaches us; signatures are checked on it.",
    )
    data_dir: Path = Field(
        Path("var"), description="Where the embedded database and recordings live."
    )
    database_url: str = Field(
        "", description="Database; empty: SQLite in the data folder. PostgreSQL by postgresql://…"
    )
    instance: str = Field(
        "voiceagent",
        description="Name of this service in a shared database; the same after a restart.",
    )
    database_wait_ms: int = Field(
        3_000, ge=100, le=3_500, description="How long somebody else's lock is waited for."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least severe log line that is written."
    )
    log_format: Literal["console", "json"] = Field("console", description="How log lines look.")

    # calls
    policy: Path = Field(
        PROJECT / "dialog_policies" / "b2b_lead.yaml", description="The dialog policy that answers."
    )
    language: Literal["nb", "nn"] = Field("nb", description="Language in which calls begin.")
    max_calls: int = Field(30, ge=1, description="Calls at once; the next one is refused.")
    longest_call_s: int = Field(900, ge=60, description="Then a call is ended with a sentence.")
    stream_wait_s: float = Field(
        60.0, gt=0, description="How long an accepted call may take to open its media stream."
    )
    drain_s: int = Field(120, ge=0, description="How long live calls may finish after SIGTERM.")
    record_calls: bool = Field(
        False, description="Keep both audio tracks; the policy must then say so in its disclosure."
    )
    full_sentence: str = Field(
        "Hei! Alle linjene våre er opptatt akkurat nå. Prøv gjerne igjen om noen minutter.",
        description="Said to a caller for whom there is no room.",
    )
    trouble_sentence: str = Field(
        "Hei! Vi har dessverre tekniske problemer akkurat nå. Prøv gjerne igjen litt senere.",
        description="Said to a caller when calls cannot be taken.",
    )
    overflow_number: Number | None = Field(
        None, description="Rung instead of refusing a call (E.164)."
    )
    human_number: Number | None = Field(
        None, description="Where callers who want a human are put through (E.164)."
    )
    ring_timeout_s: int = Field(
        20, ge=5, le=600, description="How long a human's telephone rings before the agent returns."
    )

    # leads by form
    api_key: SecretStr = Field(
        SecretStr(""), description="What /api/leads is asked with; empty: there is no such route."
    )

    # turn-taking
    tentative_end_ms: int = Field(128, ge=60, description="Silence after which engines are asked.")
    echo_gate: bool = Field(
        True, description="Do not take our own voice, back from a loudspeaker, for the caller."
    )
    silence_ms: int = Field(6_000, ge=2_000, description="Silence that is answered by a prompt.")
    tool_slow_ms: int = Field(700, ge=100, description="A slower tool gets «et øyeblikk».")

    # engines
    vad: Literal["silero", "webrtcvad"] = Field("silero", description="Speech detector.")
    asr: str = Field(
        "embedded",
        pattern=r"^(embedded|whisper|pipecat:[\w.]+)$",
        description="Recogniser: embedded, whisper, or a vendor's by pipecat:NAME.",
    )
    tts: str = Field(
        "espeak",
        pattern=r"^(espeak|piper|pipecat:[\w.]+)$",
        description="Voice: espeak, piper, or a vendor's by pipecat:NAME.",
    )
    asr_options: str = Field("", description="Options of a pipecat recogniser, a JSON object.")
    tts_options: str = Field("", description="Options of a pipecat voice, a JSON object.")
    whisper_model: str = Field(
        "nb-whisper-base",
        description="For whisper: a fetched model's name, or a CTranslate2 folder.",
    )
    piper_voice: str = Field(
        "no_NO-talesyntese-medium", description="For piper: a fetched voice's name, or its .onnx."
    )
    device: Literal["auto", "cpu", "cuda"] = Field(
        "auto", description="What whisper and piper run on; auto takes a GPU where there is one."
    )
    models_dir: Path | None = Field(
        None, description="Where fetched models lie; empty: models in the data folder."
    )
    models_url: str = Field(
        "https://huggingface.co",
        description="Where models are fetched from: the hub or a mirror.",
    )
    phrase_cache_mb: int = Field(32, ge=0, description="Spoken phrases kept in memory.")
    phrase_disk_mb: int = Field(
        64, ge=0, description="Fixed prompts kept as sound in the data folder; 0 keeps none."
    )

    # a language model, where one is wanted
    llm_url: str = Field(
        "",
        description="Language model: base address of an OpenAI-compatible endpoint; empty: none.",
    )
    llm_model: str = Field("", description="The model's name there.")
    llm_key: SecretStr = Field(SecretStr(""), description="Its API key, where it wants one.")
    llm_deadline_ms: int = Field(
        600, ge=50, le=5_000, description="An answer that takes longer is done without."
    )

    # Twilio
    twilio_account_sid: str = Field("AC" + "0" * 32, description="Twilio account.")
    twilio_auth_token: SecretStr = Field(
        SecretStr(""), description="Twilio's primary auth token; empty: no call is taken."
    )
    twilio_api_url: str = Field("https://api.twilio.com", description="Twilio's REST address.")
    twilio_number: Number | None = Field(None, description="Our number at Twilio (E.164).")
    twilio_timeout_s: float = Field(5.0, gt=0, description="Limit for one REST request.")

    # the office
    sellers: Annotated[tuple[str, ...], NoDecode] = Field(
        ("Kari Solberg", "Ola Dahl"),
        description="Sellers whose calendars are booked, comma-separated.",
    )
    office_opens: str = Field("09:00", pattern=r"^\d\d:\d\d$", description="First meeting begins.")
    office_closes: str = Field("16:00", pattern=r"^\d\d:\d\d$", description="Last meeting ends.")
    meeting_notice_minutes: int = Field(120, ge=0, description="No meeting sooner than this.")
    slot_hold_s: int = Field(180, ge=30, description="How long an offered time is kept for a call.")

    @field_validator("sellers", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(_names(value)) if isinstance(value, str) else value

    @property
    def shelf(self) -> Path:
        """The models' folder."""
        return self.models_dir or self.data_dir / "models"

    @property
    def database(self) -> str:
        """The database's URL, embedded unless another was named."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'voiceagent.db').resolve()}"


def read_settings(**values: object) -> Settings:
    """Read the environment; ``values`` given here win over it.

    Raises:
        ConfigurationError: A setting is malformed; the message names it.
    """
    try:
        return Settings(**values)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "VOICEAGENT_" + "_".join(str(part) for part in first["loc"]).upper()
        raise ConfigurationError(f"{name}: {first['msg']}") from error


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())
