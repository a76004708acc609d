"""The proof says clearly where it cannot run; that it proves is shown by running it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from deploy.clean_root import ProofError, remove_root
from deploy.prove_dockerfile import CANNOT_RUN, main


def test_who_is_not_root_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Device files and mounts need root: a code of its own, before anything is made."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert main([]) == CANNOT_RUN
    assert "must be root" in capsys.readouterr().err


def test_who_has_no_debootstrap_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The missing tool is named."""
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name, path=None: None)
    assert main([]) == CANNOT_RUN
    assert "debootstrap is not installed" in capsys.readouterr().err


def test_a_root_with_a_mount_in_it_is_not_deleted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Deleting through a mount would reach files of the host."""
    monkeypatch.setattr("deploy.clean_root.mounts_below", lambda root: [f"{root}/mnt/wheels"])
    with pytest.raises(ProofError, match="still mounted"):
        remove_root(tmp_path)
    assert tmp_path.exists()
