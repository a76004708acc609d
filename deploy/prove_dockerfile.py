"""Proves the Dockerfile without a container engine.

It executes the Dockerfile's instructions in clean Debian roots, starts its CMD as its USER with
nothing but its ENV, lets a simulated caller ring the service in there, and stops it by SIGTERM.
Only this checkout's simulated caller is outside. It needs root, debootstrap and a Python of the
version that the Dockerfile names; what it makes it removes.

Run: ``sudo .venv/bin/python -m deploy.prove_dockerfile``
"""

from __future__ import annotations

import argparse
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from deploy.building import Builder, Built
from deploy.clean_root import (
    ProofError,
    Started,
    install_debian,
    mounted,
    remove_root,
    run_inside,
    started_inside,
)
from deploy.dockerfile import Instruction, Stage, read_dockerfile, read_ignored

PROJECT = Path(__file__).parents[1]
CANNOT_RUN = 3
READY_WITHIN_S = 60.0
CALL_WITHIN_S = 180.0
STOPPED_WITHIN_S = 30.0
_IMAGE = re.compile(r"python:(?P<python>\d+\.\d+)-slim-(?P<suite>[a-z]+)")


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked for."""

    scenario: str
    python: Path
    mirror: str | None
    base: Path | None
    wheels: Path | None
    keep: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code: 0 proved, 1 a step failed, 3 this machine cannot run it."""
    options = read_options(arguments)
    if os.geteuid() != 0:
        return _cannot("it must be root, to make device files and mounts")
    needed = ("unshare", "mount") if options.base else ("debootstrap", "unshare", "mount")
    for name in needed:
        if shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin") is None:
            return _cannot(f"{name} is not installed (on Debian: apt-get install {name})")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    work = Path(tempfile.mkdtemp(prefix="voiceagent-proof-"))
    began = time.monotonic()
    try:
        prove(options, work)
    except ProofError as error:
        print(f"NOT PROVED: {error}", file=sys.stderr)
        return 1
    else:
        print(f"PROVED in {time.monotonic() - began:.0f} s.")
        return 0
    finally:
        if options.keep:
            print(f"Kept: {work}")
        else:
            remove_root(work)


def read_options(arguments: Sequence[str] | None) -> Options:
    """The command line, read."""
    parser = argparse.ArgumentParser(
        prog="python -m deploy.prove_dockerfile",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="Exit code: 0 proved, 1 a step failed, 3 this machine cannot run it.",
    )
    own = PROJECT / ".venv/bin/python"
    parser.add_argument("--scenario", default="wrong_number", help="who rings (%(default)s)")
    parser.add_argument(
        "--python",
        type=Path,
        default=own if own.exists() else Path(sys.executable),
        help="interpreter that has voiceagent installed; it fetches the wheels and rings",
    )
    parser.add_argument("--mirror", help="Debian mirror; otherwise debootstrap's own choice")
    parser.add_argument("--base", type=Path, help="clean root made before, instead of debootstrap")
    parser.add_argument("--wheels", type=Path, help="wheels fetched before")
    parser.add_argument("--keep", action="store_true", help="leave the roots for inspection")
    return Options(**vars(parser.parse_args(arguments)))


def prove(options: Options, work: Path) -> None:
    """All steps, in their order.

    Raises:
        ProofError: One of them failed.
    """
    stages = read_dockerfile((PROJECT / "Dockerfile").read_text(encoding="utf-8"))
    suite, version = _debian_of(stages)
    base, wheels = options.base or work / "base", options.wheels or work / "wheels"
    if options.base is None:
        _step(f"FROM {stages[0].image} (debootstrap)", lambda: _make_base(suite, base, options))
    if options.wheels is None:
        _step("wheels fetched, by their hashes", lambda: _fetch_wheels(options, version, wheels))
    ignored = read_ignored((PROJECT / ".dockerignore").read_text(encoding="utf-8"))
    built = Builder(PROJECT, ignored, base, work, wheels, _step).build(stages)
    _answer_a_call(options, work, built, stages[-1])


def _debian_of(stages: Sequence[Stage]) -> tuple[str, str]:
    """Debian's suite and Python's version behind the FROMs, which all name one image."""
    images = {stage.image for stage in stages}
    found = _IMAGE.fullmatch(images.pop()) if len(images) == 1 else None
    if found is None:
        raise ProofError("every FROM must name one image, python:VERSION-slim-SUITE")
    return found["suite"], found["python"]


def _make_base(suite: str, base: Path, options: Options) -> None:
    install_debian(suite, base, options.mirror)


def _fetch_wheels(options: Options, version: str, wheels: Path) -> None:
    own = _host([str(options.python), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"])
    if own.strip() != version:
        raise ProofError(f"{options.python} is Python {own.strip()}, the image's is {version}")
    fetch = [str(options.python), "-m", "pip", "download", "--quiet", "--dest", str(wheels)]
    _host([*fetch, "--no-deps", "--require-hashes", "-r", str(PROJECT / "requirements.lock")])
    # A package that comes as source only is built inside, by these.
    _host([*fetch, "setuptools", "wheel"])


def _answer_a_call(options: Options, work: Path, built: Built, stage: Stage) -> None:
    """Start the CMD, ask the HEALTHCHECK, ring, stop."""
    port, rest_port = _free_port(), _free_port()
    account = {
        "VOICEAGENT_TWILIO_ACCOUNT_SID": "AC" + secrets.token_hex(16),
        "VOICEAGENT_TWILIO_AUTH_TOKEN": secrets.token_hex(16),
        "VOICEAGENT_PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    environment = built.environment | account
    environment |= {
        "VOICEAGENT_PORT": str(port),
        "VOICEAGENT_TWILIO_API_URL": f"http://127.0.0.1:{rest_port}",
        "VOICEAGENT_HUMAN_NUMBER": "+4721000000",
    }
    command, health = _said(stage, "CMD").listed(), _health_command(stage)
    log = work / "service.log"
    with (
        mounted(built.root, bound={}),
        started_inside(
            built.root,
            command,
            environment=environment,
            user=built.user,
            folder=built.folder,
            log=log,
        ) as service,
    ):
        _step(f"CMD {' '.join(command)}: /ready", lambda: _wait_until_ready(service, port))
        print(f"    {_identity(service)}")
        _step(
            "HEALTHCHECK, as the same user",
            lambda: run_inside(
                built.root,
                health,
                environment=environment,
                user=built.user,
                folder=built.folder,
                timeout_s=10.0,
            ),
        )
        database = built.root / built.environment["VOICEAGENT_DATA_DIR"].strip("/")
        account["VOICEAGENT_DATABASE_URL"] = f"sqlite:///{database / 'voiceagent.db'}"
        ring = [str(options.python), "-m", "voiceagent", "call", options.scenario]
        ring += ["--url", f"http://127.0.0.1:{port}", "--rest-port", str(rest_port)]
        _step(f"a call: {options.scenario}", lambda: _indented(_host(ring, account)))
        _step("SIGTERM: ended with exit code 0", lambda: _stop(service))
        print(f"    left in {built.environment['VOICEAGENT_DATA_DIR']}: {_names(database)}")


def _health_command(stage: Stage) -> list[str]:
    said = _said(stage, "HEALTHCHECK")
    return Instruction("CMD", {}, said.text.removeprefix("CMD").strip()).listed()


def _said(stage: Stage, word: str) -> Instruction:
    one = stage.last(word)
    if one is None:
        raise ProofError(f"the last stage has no {word}")
    return one


def _wait_until_ready(service: Started, port: int) -> None:
    until = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < until:
        if not service.runs():
            raise ProofError(f"the service ended:\n{service.said()}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=2):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
    raise ProofError(f"not ready within {READY_WITHIN_S:.0f} s:\n{service.said()}")


def _identity(service: Started) -> str:
    """As whom the service runs, from the kernel's own words."""
    status = Path(f"/proc/{service.pid}/status").read_text(encoding="ascii")
    values = dict(line.split(":", 1) for line in status.splitlines())
    uid, inner = values["Uid"].split()[0], values["NSpid"].split()[-1]
    if uid == "0":
        raise ProofError("the service runs as root")
    root = Path(f"/proc/{service.pid}/root").readlink()
    return f"user {uid}, process {inner} of its own, root {root}"


def _stop(service: Started) -> None:
    code = service.stop(STOPPED_WITHIN_S)
    if code != 0:
        raise ProofError(f"exit code {code} after SIGTERM:\n{service.said()}")


def _names(folder: Path) -> str:
    return ", ".join(sorted(path.name for path in folder.iterdir()))


def _host(command: Sequence[str], settings: dict[str, str] | None = None) -> str:
    """Run a command of this checkout; no setting reaches it but those given."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("VOICEAGENT_")}
    done = subprocess.run(
        command,
        cwd=PROJECT,
        env=ours | {"COLUMNS": "100"} | (settings or {}),
        capture_output=True,
        text=True,
        timeout=CALL_WITHIN_S if settings else None,
        check=False,
    )
    if done.returncode != 0:
        words = " ".join(command[1:4])
        raise ProofError(f"{words}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def _indented(text: str) -> None:
    print("\n".join(f"    {line}" for line in text.rstrip().splitlines()))


def _step(name: str, action: Callable[[], object]) -> None:
    began = time.monotonic()
    shown = name if len(name) <= 78 else name[:77] + "…"
    print(f"… {shown}", flush=True)
    action()
    print(f"✓ {shown}: {time.monotonic() - began:.1f} s", flush=True)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _cannot(reason: str) -> int:
    print(f"Cannot run here: {reason}.", file=sys.stderr)
    return CANNOT_RUN


if __name__ == "__main__":
    sys.exit(main())
