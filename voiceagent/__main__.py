"""The command line: ``voiceagent COMMAND``. A command is a few lines around what does the work."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from voiceagent.errors import VoiceAgentError
from voiceagent.logs import configure_logs
from voiceagent.settings import Settings, read_settings

app = typer.Typer(
    name="voiceagent",
    help="A real-time AI telephone agent for Norwegian business leads.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_console = Console()


@app.command()
def serve() -> None:
    """Answer calls until stopped; SIGTERM lets live calls finish first."""
    settings = _settings()

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
def calls(limit: Annotated[int, typer.Option(min=1, help="How many.")] = 20) -> None:
    """List the latest calls."""
    from voiceagent.inspection import list_calls

    asyncio.run(list_calls(_settings(), _console, limit=limit))


@app.command()
def show(
    call: Annotated[str, typer.Argument(help="Our id of the call, or the carrier's.")],
) -> None:
    """Show one call: what was said, learned, decided and booked."""
    from voiceagent.inspection import show_call

    asyncio.run(show_call(_settings(), _console, call))


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
        Console(stderr=True).print(f"[red]error[/red] ({error.code}): {error}", highlight=False)
        sys.exit(2)


if __name__ == "__main__":
    main()
