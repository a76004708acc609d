"""A clean Debian in a folder, and commands that run in it as if nothing else were there.

Invariants: whatever is mounted is unmounted, however a step ends; a folder is only ever removed
when nothing is mounted below it; a command sees the environment it is given and nothing of ours.
Source: debootstrap(8), unshare(1), mount(8), pid_namespaces(7).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import stat
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PACKAGES = ("python3", "python3-venv", "ca-certificates")
_DEVICES = {"null": (1, 3), "zero": (1, 5), "random": (1, 8), "urandom": (1, 9)}


class ProofError(Exception):
    """A step did not do what it must; the message holds what it said."""


@dataclass(frozen=True, slots=True)
class User:
    """Whom a command runs as."""

    uid: int
    gid: int
    home: str


def tool(name: str) -> str:
    """Where a tool of the host is, also for a root whose PATH lacks the system's folders.

    Raises:
        ProofError: It is not installed.
    """
    path = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if path is None:
        raise ProofError(f"{name} is not installed")
    return path


def install_debian(suite: str, root: Path, mirror: str | None) -> None:
    """Put a minimal Debian with Python into the folder.

    Raises:
        ProofError: debootstrap failed, for example because no mirror was reached.
    """
    options = ["--variant=minbase", f"--include={','.join(PACKAGES)}"]
    command = [tool("debootstrap"), *options, suite, str(root), *([mirror] if mirror else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ProofError(f"debootstrap: {_end(done.stdout + done.stderr)}")
    # The image of the Dockerfile calls it so; Debian does not.
    (root / "usr/bin/python").symlink_to("python3")
    for name, (major, minor) in _DEVICES.items():
        device = root / "dev" / name
        if not device.is_char_device():
            os.mknod(device, stat.S_IFCHR | 0o666, os.makedev(major, minor))
            device.chmod(0o666)


def copy_root(source: Path, target: Path) -> None:
    """A root of one's own with the same owners, modes and devices."""
    subprocess.run([tool("cp"), "--archive", str(source), str(target)], check=True)


def remove_root(root: Path) -> None:
    """Delete the folder and all in it.

    Raises:
        ProofError: Something is still mounted there: deleting would reach beyond the folder.
    """
    held = mounts_below(root)
    if held:
        raise ProofError(f"not removed, still mounted: {', '.join(held)}")
    shutil.rmtree(root)


def mounts_below(root: Path) -> list[str]:
    """What is mounted in the folder."""
    table = Path("/proc/self/mounts").read_text(encoding="utf-8")
    points = [line.split()[1] for line in table.splitlines()]
    return [point for point in points if Path(point).is_relative_to(root.resolve())]


@contextlib.contextmanager
def mounted(root: Path, *, bound: Mapping[Path, str]) -> Iterator[None]:
    """While inside: /proc, and folders of the host at the given places of the root."""
    points: list[Path] = []
    try:
        _mount(["-t", "proc", "proc"], root / "proc", points)
        for source, place in bound.items():
            target = root / place.lstrip("/")
            target.mkdir(parents=True)
            _mount(["--bind", str(source)], target, points)
        yield
    finally:
        for point in reversed(points):
            subprocess.run([tool("umount"), str(point)], check=False)
        for place in bound.values():
            target = root / place.lstrip("/")
            if target.is_dir() and not target.is_mount():
                target.rmdir()


def _mount(what: Sequence[str], point: Path, points: list[Path]) -> None:
    done = subprocess.run(
        [tool("mount"), *what, str(point)], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise ProofError(f"mount: {_end(done.stderr)}")
    points.append(point)


def find_user(root: Path, said: str) -> User:
    """The user whom a USER instruction means, by name or number.

    Raises:
        ProofError: The root's /etc/passwd does not know it.
    """
    for line in (root / "etc/passwd").read_text(encoding="utf-8").splitlines():
        name, _, uid, gid, _, home, _ = line.split(":")
        if said in (name, uid):
            return User(int(uid), int(gid), home)
    raise ProofError(f"USER {said}: not in /etc/passwd")


def run_inside(
    root: Path,
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    user: User,
    folder: str,
    timeout_s: float,
) -> str:
    """Run a command in the root to its end; what it said.

    Raises:
        ProofError: It failed or took too long.
    """
    try:
        process = subprocess.Popen(
            command,
            env={"HOME": user.home, **environment},
            preexec_fn=_entering(root, user, folder),
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    except OSError as error:
        raise ProofError(f"does not start: {command}: {error}") from error
    try:
        said, _ = process.communicate(timeout=timeout_s)
    except subprocess.TimeoutExpired as error:
        raise ProofError(f"longer than {timeout_s:.0f} s: {command}") from error
    finally:
        _kill_with_children(process)
    if process.returncode != 0:
        raise ProofError(f"exit code {process.returncode}: {command}\n{_end(said)}")
    return said


def _kill_with_children(process: subprocess.Popen[str]) -> None:
    """Nothing may outlive its command: it would hold what is mounted."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    # Whatever was killed holds its folders until the kernel has buried it; its output ends then.
    process.communicate()


def _entering(root: Path, user: User, folder: str) -> Callable[[], None]:
    def enter() -> None:
        os.chroot(root)
        os.chdir(folder)
        os.setgroups([])
        os.setgid(user.gid)
        os.setuid(user.uid)

    return enter


@dataclass(frozen=True, slots=True)
class Started:
    """A command that runs in the root as process 1 of its own, as an engine would start it."""

    outer: subprocess.Popen[bytes]
    log: Path

    @property
    def pid(self) -> int:
        """The command's process number out here.

        Raises:
            ProofError: It is not running.
        """
        outer = self.outer.pid
        try:
            children = Path(f"/proc/{outer}/task/{outer}/children").read_text(encoding="ascii")
            return int(children.split()[0])
        except (OSError, IndexError) as error:
            raise ProofError(f"the command has ended:\n{self.said()}") from error

    def runs(self) -> bool:
        """Whether it has not ended."""
        return self.outer.poll() is None

    def said(self) -> str:
        """The end of its log."""
        return _end(self.log.read_text(encoding="utf-8", errors="replace"))

    def stop(self, timeout_s: float) -> int:
        """Send SIGTERM and wait; the exit code.

        Raises:
            ProofError: It did not end in time.
        """
        os.kill(self.pid, signal.SIGTERM)
        try:
            return self.outer.wait(timeout_s)
        except subprocess.TimeoutExpired as error:
            raise ProofError(f"still there {timeout_s:.0f} s after SIGTERM") from error


@contextlib.contextmanager
def started_inside(
    root: Path,
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    user: User,
    folder: str,
    log: Path,
) -> Iterator[Started]:
    """Start a command in the root; on leaving it is killed if it still runs."""
    ids = [f"--setuid={user.uid}", f"--setgid={user.gid}"]
    place = [f"--root={root}", f"--wd={folder}"]
    # A process 1 dies of no signal that it does not handle: the one thing that a container's
    # command meets nowhere else.
    outer = [tool("unshare"), "--pid", "--fork", "--kill-child", *place, *ids, "--", *command]
    with log.open("wb") as out:
        process = subprocess.Popen(
            outer,
            env={"HOME": user.home, **environment},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Started(process, log)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def _end(text: str) -> str:
    return "\n".join(text.strip().splitlines()[-25:])
