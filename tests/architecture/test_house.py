"""The house keeps its own rules: size of rooms, names, packaging, documented settings."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest

from voiceagent.settings import Settings

PROJECT = Path(__file__).parents[2]
ROOMS = ("voiceagent", "telephony", "models", "benchmarks", "deploy")
LONGEST_MODULE = 400
DATA_TABLES = {
    "models/training/grammar.py": "sentence templates of the training corpus",
}
TOO_GENERAL = frozenset({"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"})


def modules() -> list[Path]:
    return [path for room in ROOMS for path in sorted((PROJECT / room).rglob("*.py"))]


def named(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


@pytest.mark.parametrize("path", modules(), ids=named)
def test_a_module_is_short_and_says_what_it_decides(path: Path) -> None:
    """At most 400 lines, and a docstring on top; data tables may be longer."""
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    assert lines <= LONGEST_MODULE or named(path) in DATA_TABLES, f"{lines} lines"
    if text.strip() and path.name != "__init__.py":
        assert ast.get_docstring(ast.parse(text)), "no docstring"


@pytest.mark.parametrize("path", modules(), ids=named)
def test_no_module_has_a_name_that_says_nothing(path: Path) -> None:
    """A noun for what is in it, not for where things are put that have no place."""
    assert path.stem not in TOO_GENERAL
    assert not TOO_GENERAL & set(path.relative_to(PROJECT).parts[:-1])


def test_the_wheel_puts_no_generic_name_into_site_packages() -> None:
    """The distribution is metadata and one path: ``models`` and ``telephony`` stay ours."""
    files = distribution("voiceagent").files
    assert files is not None
    tops = {file.parts[0] for file in files if file.parts[0] != ".."}
    assert all(re.fullmatch(r".*\.(dist-info|pth)", top) for top in tops), tops


def test_every_setting_is_documented_with_its_default() -> None:
    """The README's table holds each setting once, under the name in the environment."""
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    documented = re.findall(r"^\| `VOICEAGENT_([A-Z0-9_]+)` \|", readme, re.MULTILINE)
    assert sorted(documented) == sorted(name.upper() for name in Settings.model_fields)
    for name, field in Settings.model_fields.items():
        assert field.description, name


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_the_locks_pin_by_hash_and_name_no_index(name: str) -> None:
    """What is installed is what was tried, from whatever index the user has."""
    lock = (PROJECT / name).read_text(encoding="utf-8")
    assert "://" not in re.sub(r"#.*", "", lock)
    assert not re.search(r"^(-i|--index-url|--extra-index-url|--find-links)", lock, re.MULTILINE)
    pins = re.findall(r"^[a-z0-9][^\s=]*==\S+ \\$", lock, re.MULTILINE)
    assert len(pins) > 50
    assert lock.count("--hash=sha256:") >= len(pins)


def test_every_dependency_is_in_the_lock() -> None:
    """pyproject.toml asks for nothing that the lock does not pin."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
    pinned = {name.lower() for name in re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE)}
    asked = {re.split(r"[\[=<>~ ]", line)[0].lower() for line in project["dependencies"]}
    assert asked <= pinned, asked - pinned


def test_starting_the_command_line_loads_no_engine() -> None:
    """``voiceagent --help`` is quick: engines and web framework are loaded by who needs them."""
    code = (
        "import sys, json, voiceagent.__main__; "
        "print(json.dumps([m for m in ('onnxruntime', 'fastapi', 'sqlalchemy', 'ctranslate2') "
        "if m in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


def test_no_text_of_ours_names_a_working_machine() -> None:
    """Neither paths of a machine nor addresses of registries stand in tracked files."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    forbidden = re.compile(
        r"/[w]ork/|/[r]oot/|/[t]mp/bash|//[a-z.-]*([p]ypi|[p]ythonhosted|[n]pmjs)"
    )
    found = []
    for name in listed.stdout.decode().split("\0"):
        path = PROJECT / name
        if path.suffix not in {".py", ".md", ".toml", ".yaml", ".lock", ".json", ""}:
            continue
        if path == Path(__file__) or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        found += [name] if forbidden.search(text) else []
    assert found == []
