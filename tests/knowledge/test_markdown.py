"""Markdown into passages that can be said, and what cannot."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceagent.integrations.knowledge.markdown import MAX_LETTERS, read_markdown

TEXT = """\
# Priser

Ingressen sier noe om alt.

## Pris per bruker
> hva koster det
> hva blir prisen

Det koster *tre hundre* kroner
i **måneden**.

- Moms kommer i tillegg.
- Faktura sendes
  hver måned.

---
## Rabatt ##
Ti prosent.
"""


def test_each_paragraph_and_each_item_is_a_passage() -> None:
    """Lines of one paragraph are one passage, without the marks."""
    passages, faults = read_markdown(TEXT, name="priser.md")
    assert faults == ()
    assert [(one.source, one.text) for one in passages] == [
        ("priser.md#Priser", "Ingressen sier noe om alt."),
        ("priser.md#Pris per bruker", "Det koster tre hundre kroner i måneden."),
        ("priser.md#Pris per bruker", "Moms kommer i tillegg."),
        ("priser.md#Pris per bruker", "Faktura sendes hver måned."),
        ("priser.md#Rabatt", "Ti prosent."),
    ]


def test_quotes_are_how_callers_ask_and_never_said() -> None:
    """They belong to their heading, and the file's subject to all."""
    passages, _ = read_markdown(TEXT, name="priser.md")
    assert passages[1].asked == ("hva koster det", "hva blir prisen")
    assert passages[4].asked == ()
    assert {one.subject for one in passages} == {"Priser"}


def test_text_before_any_heading_has_the_file_as_its_source() -> None:
    """A file needs no headings."""
    passages, _ = read_markdown("Vi holder til i Bergen.", name="om.md")
    assert passages[0].source == "om.md"


@pytest.mark.parametrize(
    ("text", "rule", "line", "words"),
    [
        pytest.param("# A\n\n| a | b |\n|---|---|\n", "text.unsayable", 3, "table", id="table"),
        pytest.param("Se [siden](https://x.no).", "text.unsayable", 1, "link", id="link"),
        pytest.param("Se www.fjordlys.no.", "text.unsayable", 1, "link", id="address"),
        pytest.param("Skriv `ls` der.", "text.unsayable", 1, "code", id="code"),
        pytest.param("\n```\nrm\n\n# no\n```\nFint.", "text.unsayable", 2, "code", id="fence"),
        pytest.param("![x](y.png)", "text.unsayable", 1, "picture", id="picture"),
        pytest.param("Hei <b>du</b>.", "text.unsayable", 1, "HTML", id="HTML"),
        pytest.param("Hei <!-- hei -->", "text.unsayable", 1, "HTML", id="comment"),
        pytest.param("Hei {name}.", "text.unsayable", 1, "placeholder", id="placeholder"),
        pytest.param("Hei \u202edu.", "text.unsayable", 1, "hidden", id="turned writing"),
        pytest.param("a" * (MAX_LETTERS + 1), "text.too_long", 1, "letters", id="long"),
        pytest.param("En. To. Tre.", "text.too_long", 1, "3 sentences", id="three sentences"),
        pytest.param("1234.", "text.empty", 1, "nothing", id="no words"),
    ],
)
def test_what_cannot_be_said_is_a_fault_with_its_line(
    text: str, rule: str, line: int, words: str
) -> None:
    """A caller hears no tables, links or code."""
    passages, faults = read_markdown(text, name="x.md")
    assert (faults[0].rule, faults[0].line) == (rule, line)
    assert words in faults[0].reason
    assert all(words not in one.text for one in passages)


def test_code_between_fences_is_no_text() -> None:
    """Not even its headings count, and what follows the fence does."""
    passages, faults = read_markdown("~~~\n# no\n```\nx\n~~~\nFint.", name="x.md")
    assert [one.text for one in passages] == ["Fint."]
    assert len(faults) == 1


@given(st.text(alphabet="#>-*`~|[]()<>\\_ \n\tæøå1.a", max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_passages_or_faults(text: str) -> None:
    """Nothing crashes, and what comes out can be said."""
    passages, faults = read_markdown(text, name="x.md")
    lines = text.count("\n") + 1
    assert all(1 <= fault.line <= lines for fault in faults)
    for one in passages:
        assert one.text == " ".join(one.text.split())
        assert not set(one.text) & set("`|{}")
        assert any(letter.isalpha() for letter in one.text)
