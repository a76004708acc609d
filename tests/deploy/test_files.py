"""The files of the container say what is true of this checkout; no engine is needed to see that."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from deploy.dockerfile import UnreadableError, read_dockerfile, read_ignored
from voiceagent.settings import Settings

PROJECT = Path(__file__).parents[2]
DOCKERFILE = (PROJECT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (PROJECT / "compose.yaml").read_text(encoding="utf-8")
STAGES = read_dockerfile(DOCKERFILE)
IGNORED = read_ignored((PROJECT / ".dockerignore").read_text(encoding="utf-8"))
FINAL = STAGES[-1]


def test_everything_that_is_copied_is_there_and_reaches_the_engine() -> None:
    """A COPY names a file of the checkout, and the .dockerignore lets it through."""
    copies = [
        source
        for stage in STAGES
        for one in stage.instructions
        if one.word == "COPY" and "from" not in one.flags
        for source in one.copied()[0]
    ]
    assert "voiceagent" in copies
    for source in copies:
        assert (PROJECT / source).exists(), source
        assert source not in IGNORED, source


def test_every_stage_that_is_copied_from_is_there() -> None:
    """``--from`` names an earlier stage."""
    for number, stage in enumerate(STAGES):
        for one in stage.instructions:
            if "from" in one.flags:
                assert one.flags["from"] in {earlier.name for earlier in STAGES[:number]}


def test_the_service_does_not_run_as_root() -> None:
    """The last USER is a number above nought, which an orchestrator can check."""
    user = FINAL.last("USER")
    assert user is not None
    assert int(user.text) > 0


def test_the_image_says_how_it_is_watched_and_stopped() -> None:
    """A health check on /health, SIGTERM to stop, the data in a volume, the service as command."""
    said = {word: FINAL.last(word) for word in ("HEALTHCHECK", "STOPSIGNAL", "VOLUME", "CMD")}
    assert said["HEALTHCHECK"] is not None
    assert "/health" in said["HEALTHCHECK"].text
    assert said["STOPSIGNAL"] is not None
    assert said["STOPSIGNAL"].text == "SIGTERM"
    assert said["VOLUME"] is not None
    assert said["VOLUME"].text == "/data /models"
    assert said["CMD"] is not None
    assert said["CMD"].listed() == ["voiceagent", "serve"]


def test_the_engine_keeps_no_usage_events() -> None:
    """onnxruntime would write a device id and a spool of events into the data folder."""
    environment: dict[str, str] = {}
    for one in FINAL.instructions:
        environment |= one.pairs(environment) if one.word == "ENV" else {}
    assert environment["ORT_DISABLE_TELEMETRY"] == "1"


@pytest.mark.parametrize("text", [DOCKERFILE, COMPOSE], ids=["Dockerfile", "compose.yaml"])
def test_every_setting_that_is_named_is_a_setting(text: str) -> None:
    """A misspelt VOICEAGENT_ variable would be ignored in silence."""
    names = set(re.findall(r"\bVOICEAGENT_([A-Z0-9_]+)", text))
    assert names
    assert names <= {name.upper() for name in Settings.model_fields}


def test_the_composition_waits_for_its_database_and_lets_calls_finish() -> None:
    """The service starts behind a healthy PostgreSQL and is given longer than its drain."""
    services = yaml.safe_load(COMPOSE)["services"]
    service = services["voiceagent"]
    assert service["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert "healthcheck" in services["postgres"]
    drain_s = Settings.model_fields["drain_s"].default
    assert int(service["stop_grace_period"].removesuffix("s")) > drain_s


def test_the_composition_holds_no_password() -> None:
    """It comes from the environment, and without it nothing starts."""
    services = yaml.safe_load(COMPOSE)["services"]
    required = r"\$\{POSTGRES_PASSWORD:\?[^}]+\}"
    assert re.fullmatch(required, services["postgres"]["environment"]["POSTGRES_PASSWORD"])
    url = services["voiceagent"]["environment"]["VOICEAGENT_DATABASE_URL"]
    assert re.fullmatch(rf"postgresql://voiceagent:{required}@postgres/voiceagent", url)


@pytest.mark.parametrize(
    ("path", "stays_out"),
    [
        pytest.param("voiceagent/core/events.py", False, id="the source goes in"),
        pytest.param("voiceagent/core/__pycache__/a.pyc", True, id="what is compiled stays out"),
        pytest.param(".mypy_cache/3.11/a.json", True, id="a cache stays out"),
        pytest.param("voiceagent.env", True, id="secrets stay out"),
        pytest.param(".git/config", True, id="the history stays out"),
        pytest.param("models/weights/head.onnx", False, id="the weights go in"),
    ],
)
def test_what_the_engine_gets_to_see(path: str, stays_out: bool) -> None:
    """Sources and weights go into the build; secrets, history and caches stay out."""
    assert (path in IGNORED) is stays_out


def test_an_exception_brings_a_file_back() -> None:
    """The last line that matches decides."""
    ignored = read_ignored("docs\n!docs/kept.md\n")
    assert "docs/other.md" in ignored
    assert "docs/kept.md" not in ignored


@pytest.mark.parametrize(
    "text",
    ["ARG A=1\nFROM x", "RUN true", "FROM x\nRUN <<EOF\ntrue\nEOF", "FROM x\nADD a b"],
    ids=["ARG", "no stage", "heredoc", "ADD"],
)
def test_what_is_not_read_is_an_error(text: str) -> None:
    """The proof never guesses at an instruction."""
    with pytest.raises(UnreadableError):
        read_dockerfile(text)


def test_variables_are_those_known_before_the_instruction() -> None:
    """``ENV A=1 B=$A`` takes the A of before, as Docker does."""
    (stage,) = read_dockerfile("FROM x\nENV A=2 \\\n  # why\n  B=$A:${C}\n")
    assert stage.instructions[0].pairs({"A": "1", "C": "3"}) == {"A": "2", "B": "1:3"}
