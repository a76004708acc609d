"""The README lists the prompt keys that callers in tests and reports go by: it must be true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.dialog.conftest import POLICIES
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.policies.prompts import required_prompts

README = (POLICIES / "README.md").read_text(encoding="utf-8")
ROWS = [line.split("|")[1] for line in README.splitlines() if line.startswith("| `")]
LISTED = [key for row in ROWS for key in re.findall(r"`([a-zA-Z_.]+)`", row)] + [
    "closing.not_qualified.REASON"
]
ANY = {"X": r"[a-z_]+", "Y": r"[a-z_]+", "G": r"[a-z_]+", "S": r"[a-z_]+", "REASON": r"[a-z_]+"}
PATTERNS = [
    re.compile(r"\.".join(ANY.get(part, re.escape(part)) for part in key.split(".")))
    for key in LISTED
]


@pytest.mark.parametrize("path", sorted(POLICIES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_prompt_key_is_listed(path: Path) -> None:
    """Whatever a policy can say has its row."""
    policy = load_policy(path)
    keys = {*policy.prompts, *required_prompts(policy), *(f"answer.{name}" for name in policy.faq)}
    unlisted = [key for key in keys if not any(one.fullmatch(key) for one in PATTERNS)]
    assert unlisted == []


def test_every_outcome_is_listed() -> None:
    """The README names the endings that policies have."""
    for path in POLICIES.glob("*.yaml"):
        for outcome in load_policy(path).outcomes:
            assert f"`{outcome}`" in README
