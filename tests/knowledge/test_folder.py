"""A folder of texts: languages by name, one language standing in for the other, findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from voiceagent.integrations.knowledge.folder import MAX_FILE_BYTES, read_folder

BOTH = ("nb", "nn")
POLICIES = Path(__file__).parents[2] / "dialog_policies"


def write(folder: Path, **files: str) -> Path:
    """A folder of texts; ``priser_nn`` becomes ``priser.nn.md``."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name.replace('_', '.')}.md").write_text(text, encoding="utf-8")
    return folder


def test_the_texts_that_we_ship_can_be_said() -> None:
    """Both languages, nothing too long, nothing unsayable."""
    texts = read_folder(POLICIES / "fjordlys", BOTH)
    assert [str(finding) for finding in texts.findings] == []
    assert len(texts.own["nb"]) == len(texts.own["nn"]) >= 40
    assert texts.borrowed == {"nb": (), "nn": ()}


def test_a_file_without_a_language_is_in_the_policys_first(tmp_path: Path) -> None:
    """``om.md`` is Nynorsk where the policy begins in it."""
    folder = write(tmp_path / "x", om="Vi er her.", om_nb="Vi er i Bergen.")
    texts = read_folder(folder, ("nn", "nb"))
    assert [one.text for one in texts.own["nn"]] == ["Vi er her."]
    assert [one.text for one in texts.own["nb"]] == ["Vi er i Bergen."]


def test_the_other_language_stands_in_where_one_has_no_file(tmp_path: Path) -> None:
    """A subject that only Bokmål has is told in Bokmål; one that both have is not."""
    folder = write(tmp_path / "x", om="Vi er her.", pris="Det er dyrt.", pris_nn="Det er dyrt no.")
    texts = read_folder(folder, BOTH)
    assert [one.text for one in texts.all_in("nn")] == ["Det er dyrt no.", "Vi er her."]
    assert [one.text for one in texts.all_in("nb")] == ["Vi er her.", "Det er dyrt."]


@pytest.mark.parametrize(
    ("files", "rule", "place"),
    [
        pytest.param({}, "knowledge.empty", "knowledge.folder", id="empty"),
        pytest.param({"om": "# Om"}, "knowledge.empty", "knowledge.folder", id="headings only"),
        pytest.param({"om": "Hei."}, "language.missing", "knowledge.folder", id="one language"),
        pytest.param({"om": "# A\n\n|a|"}, "text.unsayable", "x/om.md:3", id="a table"),
        pytest.param({"om": "a" * 200}, "text.too_long", "x/om.md:1", id="too long"),
    ],
)
def test_what_is_wrong_has_a_rule_and_a_place(
    tmp_path: Path, files: dict[str, str], rule: str, place: str
) -> None:
    """Folder, file and line."""
    texts = read_folder(write(tmp_path / "x", **files), BOTH)
    assert (rule, place) in {(one.rule, one.place) for one in texts.findings}


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """By its name alone: the machine's folders are nobody's business."""
    (finding,) = read_folder(tmp_path / "none", BOTH).findings
    assert finding.rule == "knowledge.missing"
    assert "none" in finding.reason
    assert str(tmp_path) not in str(finding)


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_kept(tmp_path: Path) -> None:
    """Bytes that are no text, a folder in place of a file, far too much."""
    folder = write(tmp_path / "x", om="Hei.", om_nn="Hei du.")
    (folder / "latin.md").write_bytes("blåbær".encode("latin-1"))
    (folder / "mappe.md").mkdir()
    (folder / "stor.md").write_text("a" * (MAX_FILE_BYTES + 1))
    texts = read_folder(folder, BOTH)
    unreadable = {one.place for one in texts.findings if one.rule == "text.unreadable"}
    assert unreadable == {"x/latin.md", "x/mappe.md", "x/stor.md"}
    assert len(texts) == 2


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    """Some editors write one."""
    folder = write(tmp_path / "x")
    (folder / "om.md").write_bytes("\ufeff# Om\n\nHei på deg.".encode())
    assert read_folder(folder, ("nb",)).own["nb"][0].source == "om.md#Om"
