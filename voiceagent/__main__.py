"""The command line: ``voiceagent COMMAND``. A command is a few lines around what does the work."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from voiceagent.errors import ConfigurationError, VoiceAgentError
from voiceagent.logs import configure_logs
from voiceagent.settings import Settings, read_settings

app = typer.Typer(
    name="voiceagent",
    help="A real-time AI telephone agent for Norwegian business leads.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
twilio = typer.Typer(help="Twilio: point a number here, prove the way back.", no_args_is_help=True)
policy = typer.Typer(help="Dialog policies: check them before they answer.", no_args_is_help=True)
app.add_typer(twilio, name="twilio")
app.add_typer(policy, name="policy")
llm = typer.Typer(help="The language model, where one is configured.", no_args_is_help=True)
app.add_typer(llm, name="llm")
models = typer.Typer(help="Models: what is there, and fetching the rest.", no_args_is_help=True)
app.add_typer(models, name="models")
_console = Console()


@app.command()
def serve() -> None:
    """Answer calls until stopped; SIGTERM lets live calls finish first."""
    settings = _settings()
    # Our matrices are small: threads of the numeric library would only wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

    async def run() -> None:
        from voiceagent.bootstrap import build_house
        from voiceagent.service.server import make_server

        house = build_house(settings)
        server = make_server(house.app, host=settings.host, port=settings.port, drain=house.drain)
        await server.serve()
        if not server.started:
            raise typer.Exit(1)

    asyncio.run(run())


@app.command()
def migrate() -> None:
    """Bring the database's tables up to date."""
    from voiceagent.store.schema import migrate as bring_up_to_date

    settings = _settings()
    asyncio.run(bring_up_to_date(settings.database))
    _console.print("The database is up to date.")


@app.command()
def demo(
    audio: Annotated[
        Path | None, typer.Option(help="Keep each call's sound (stereo WAV) in this folder.")
    ] = None,
    scenario: Annotated[
        list[str] | None, typer.Option(help="Only this scenario; may be given several times.")
    ] = None,
) -> None:
    """Start the service, let a dozen simulated callers ring it, and judge every call."""
    from voiceagent.demo import run_demo

    configure_logs(level="warning", as_json=False)
    ok = asyncio.run(run_demo(_console, names=scenario or (), keep_audio=audio))
    raise typer.Exit(0 if ok else 1)


@app.command()
def call(
    scenario: Annotated[str, typer.Argument(help="A shipped scenario's name, or a YAML file.")],
    url: Annotated[str, typer.Option(help="Where the service listens.")] = "http://127.0.0.1:8080",
    rest_port: Annotated[
        int, typer.Option(help="Port on which the simulated carrier takes REST requests.")
    ] = 8090,
    audio: Annotated[
        Path | None, typer.Option(help="Keep the call's sound (stereo WAV) in this folder.")
    ] = None,
) -> None:
    """Ring a running service as a simulated caller.

    Start the service with the same VOICEAGENT_TWILIO_AUTH_TOKEN and VOICEAGENT_TWILIO_ACCOUNT_SID,
    and with VOICEAGENT_TWILIO_API_URL=http://127.0.0.1:8090, so that it can hang up and transfer.
    """
    from voiceagent.demo import run_call

    ok = asyncio.run(
        run_call(_console, _settings(), scenario, url=url, rest_port=rest_port, keep_audio=audio)
    )
    raise typer.Exit(0 if ok else 1)


@twilio.command()
def connect(
    number: Annotated[str, typer.Option(help="Our number at Twilio, E.164.")],
    url: Annotated[
        str | None, typer.Option(help="Public https URL; default VOICEAGENT_PUBLIC_URL.")
    ] = None,
) -> None:
    """Prove that Twilio can reach the service, then point the number at it."""
    from voiceagent.connecting import connect_twilio

    given = {"public_url": url} if url else {}
    settings = read_settings(**given)
    configure_logs(level="warning", as_json=False)
    raise typer.Exit(0 if asyncio.run(connect_twilio(settings, _console, number)) else 1)


@twilio.command("check")
def check_twilio() -> None:
    """Prove that webhooks and media streams reach the running service, as Twilio would come."""
    from voiceagent.connecting import check_way_back

    settings = read_settings()
    configure_logs(level="warning", as_json=False)
    raise typer.Exit(0 if asyncio.run(check_way_back(settings, _console)) else 1)


@llm.command("check")
def check_llm() -> None:
    """Ask the model as a call would; exit code 1 where its answers would be done without."""
    from voiceagent.model_trial import check_model

    raise typer.Exit(0 if asyncio.run(check_model(_settings(), _console)) else 1)


@policy.command("check")
def policy_check(
    file: Annotated[Path, typer.Argument(help="The policy's YAML file.", exists=True)],
) -> None:
    """Prove things about a policy before it answers a telephone; exit code 1 where it fails."""
    from voiceagent.dialog.policies.checker import check
    from voiceagent.dialog.policies.loading import load_policy
    from voiceagent.integrations.knowledge.texts import check_texts

    checked = load_policy(file)
    findings = (*check(checked), *check_texts(file, checked))
    for finding in findings:
        _console.print(str(finding), highlight=False, markup=False)
    _console.print("[red]not fit[/red]" if findings else "[green]fit to answer[/green]")
    raise typer.Exit(1 if findings else 0)


@policy.command("graph")
def policy_graph(
    file: Annotated[Path, typer.Argument(help="The policy's YAML file.", exists=True)],
    out: Annotated[Path | None, typer.Option(help="SVG file; default beside the policy.")] = None,
) -> None:
    """Draw a policy's plan: what is asked in which order, and what else answers lead to (SVG)."""
    from voiceagent.dialog.policies.drawing import draw
    from voiceagent.dialog.policies.loading import load_policy

    path = out or file.with_suffix(".svg")
    picture = draw(load_policy(file))
    try:
        path.write_text(picture, encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be written ({error.strerror})") from error
    _console.print(f"Drawn: {path}")


@policy.command("chat")
def policy_chat(
    file: Annotated[Path, typer.Argument(help="The policy's YAML file.", exists=True)],
    language: Annotated[str, typer.Option(help="nb or nn.")] = "nb",
) -> None:
    """Talk to a policy by keyboard; shows what it learns and why it acts. Ends on an empty line."""
    from voiceagent.chatting import chat

    chat(file, language, _console, _settings())


@policy.command("simulate")
def policy_simulate(
    file: Annotated[Path, typer.Argument(help="The policy's YAML file.", exists=True)],
    callers: Annotated[int, typer.Option(min=1, help="How many text callers.")] = 500,
    word_errors: Annotated[
        float, typer.Option(min=0, max=1, help="Share of words misheard.")
    ] = 0.08,
    seed: Annotated[int, typer.Option(help="The same seed gives the same callers.")] = 1,
    language: Annotated[str, typer.Option(help="nb or nn.")] = "nb",
) -> None:
    """Let text callers with different aims talk to a policy, and print the worst talks."""
    from voiceagent.chatting import simulate_callers

    simulate_callers(
        file, _console, callers=callers, word_errors=word_errors, seed=seed, language=language
    )


@models.command("list")
def models_list(
    json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Show every model: what it is for, its licence, whether it is here, and what to do."""
    from voiceagent.stocking import list_models

    list_models(read_settings(), _console, as_json=json)


@models.command("fetch")
def models_fetch(
    names: Annotated[list[str], typer.Argument(help="Names from `voiceagent models list`.")],
    revision: Annotated[
        str | None, typer.Option(help="Another commit or branch than the catalogue's.")
    ] = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Ask no network: check, and say what is lacking.")
    ] = False,
    accept_change: Annotated[
        bool, typer.Option("--accept-change", help="Take files that differ from the first fetch.")
    ] = False,
) -> None:
    """Fetch models by name; what broke off is taken up again."""
    from voiceagent.stocking import fetch_models

    ok = fetch_models(
        read_settings(),
        _console,
        names,
        revision=revision,
        offline=offline,
        accept_change=accept_change,
    )
    raise typer.Exit(0 if ok else 1)


@app.command()
def calls(limit: Annotated[int, typer.Option(min=1, help="How many.")] = 20) -> None:
    """List the latest calls."""
    from voiceagent.inspection import list_calls

    asyncio.run(list_calls(_settings(), _console, limit=limit))


@app.command()
def show(
    call: Annotated[str, typer.Argument(help="Our id of the call, or the carrier's.")],
    picture: Annotated[
        Path | None, typer.Option(help="Draw the call into this SVG file as well.")
    ] = None,
    role: Annotated[
        str, typer.Option(help="Only what this role of the policy may see (slots' seen_by).")
    ] = "",
) -> None:
    """Show one call: what was said, learned, decided and booked."""
    from voiceagent.inspection import show_call

    asyncio.run(show_call(_settings(), _console, call, picture=picture, role=role))


@app.command()
def replay(
    call: Annotated[str, typer.Argument(help="Our id of the call, or the carrier's.")],
) -> None:
    """Run a recorded call through the core again; exit code 1 where it decides otherwise."""
    from voiceagent.inspection import replay_call

    raise typer.Exit(0 if asyncio.run(replay_call(_settings(), _console, call)) else 1)


def _settings() -> Settings:
    settings = read_settings()
    configure_logs(level=settings.log_level, as_json=settings.log_format == "json")
    return settings


def main() -> None:
    """Run the command line; an error of ours is one clear line and exit code 2."""
    try:
        app()
    except VoiceAgentError as error:
        said = escape(str(error))  # «pipecat-ai[azure]» is no style
        Console(stderr=True).print(f"[red]error[/red] ({error.code}): {said}", highlight=False)
        sys.exit(2)


if __name__ == "__main__":
    main()
