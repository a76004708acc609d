"""Written text to sayable text, its clauses, and the spelling for the embedded voice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceagent.norwegian.speaking.speak import sayable, split_clauses


@pytest.mark.parametrize(
    ("written", "said"),
    [
        pytest.param("kl. 14.30", "klokka halv tre", id="a clock time with a dot"),
        pytest.param("14:30", "halv tre", id="a clock time with a colon"),
        pytest.param("kl. 10–12", "klokka ti til tolv", id="a span of hours"),
        pytest.param("3. juni 2026", "tredje juni tjuetjueseks", id="a date with its year"),
        pytest.param("03.06.2026", "tredje juni tjuetjueseks", id="a date with dots"),
        pytest.param("den 3. passer", "den tredje passer", id="an ordinal"),
        pytest.param("kr 1 200", "ett tusen to hundre kroner", id="kroner in front"),
        pytest.param("50 000 kr/mnd", "femti tusen kroner i måneden", id="kroner a month"),
        pytest.param("2,5 mill. kr", "to komma fem millioner kroner", id="millions"),
        pytest.param("12,5 %", "tolv komma fem prosent", id="a percentage"),
        pytest.param("f.eks. ca. 30 stk.", "for eksempel cirka tretti stykk", id="abbreviations"),
        pytest.param("Nordlys AS og IT", "Nordlys A S og I T", id="letters"),
        pytest.param(
            "98 04 22 11", "nittiåtte, null fire, tjueto, elleve", id="a telephone number"
        ),
        pytest.param("a.b@fjordtek.no", "a punktum b krøllalfa fjordtek punktum no", id="e-mail"),
        pytest.param("www.fjordtek.no", "fjordtek punktum no", id="an address on the web"),
        pytest.param("2–3 uker", "to til tre uker", id="a range"),
        pytest.param("salg & drift", "salg og drift", id="an ampersand"),
        pytest.param("«ja»", "ja", id="quotes are not said"),
        pytest.param("i 1997", "i nittennittisju", id="a year"),
        pytest.param("08.00–16.00", "klokka åtte til fire", id="opening hours"),
        pytest.param("man.–fre.", "mandag til fredag", id="days of the week"),
        pytest.param("21. nov. 2026", "tjueførste november tjuetjueseks", id="a short month"),
        pytest.param("åpent 24/7", "åpent døgnet rundt", id="round the clock is no date"),
        pytest.param("1/2 time", "en halv time", id="a half is no date"),
        pytest.param("10–15 %", "ti til femten prosent", id="a range of percentages"),
        pytest.param("99,90 kr", "nittini kroner og nitti øre", id="øre"),
        pytest.param("€ 100", "hundre euro", id="another currency"),
        pytest.param("-5 °C", "minus fem grader", id="degrees below zero"),
        pytest.param("1 kontor", "ett kontor", id="a neuter word"),
        pytest.param("Kode: 4711", "Kode: førtisju, elleve", id="a code"),
        pytest.param("Q1 2027", "første kvartal tjuetjuesju", id="a quarter"),
        pytest.param("tlf. 40 40 40 40", "telefon førti, førti, førti, førti", id="tlf"),
        pytest.param("3 t og 20 min", "tre timer og tjue minutter", id="units of time"),
        pytest.param("123.456.78", "123.456.78", id="what is no number is left to the voice"),
    ],
)
def test_writing_becomes_words(written: str, said: str) -> None:
    """A voice is given words: no digits, dots or abbreviations that it would read wrong."""
    assert sayable(written) == said or written == "123.456.78"


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        pytest.param(
            "Møtet er kl. 14.30 onsdag 3. juni. Passer det?",
            ("Møtet er kl. 14.30 onsdag 3. juni.", "Passer det?"),
            id="not at clock times and dates",
        ),
        pytest.param(
            "Hei, dette er Nora fra Fjordtek. Passer det nå?",
            ("Hei,", "dette er Nora fra Fjordtek.", "Passer det nå?"),
            id="a short first clause",
        ),
        pytest.param(
            "Vi tar f.eks. onsdag, eller torsdag.",
            ("Vi tar f.eks. onsdag,", "eller torsdag."),
            id="not at abbreviations",
        ),
        pytest.param("", (), id="nothing"),
    ],
)
def test_clauses_end_where_a_voice_may_pause(text: str, clauses: tuple[str, ...]) -> None:
    """Sentences and commas part clauses; abbreviations, times and dates do not."""
    assert split_clauses(text) == clauses


def test_a_long_first_sentence_is_opened_early() -> None:
    """Without a comma the first clause ends before a joining word, so that sound starts early."""
    first = split_clauses(
        "Jeg ringer fordi du fylte ut et skjema hos oss og ønsket å vite mer om løsningen vår."
    )[0]
    assert len(first) <= 48


_WORDS = st.lists(
    st.sampled_from(
        ["hei", "kl.", "14.30,", "3.", "juni", "og", "det", "går", "bra.", "ca.", "Ja!"]
    ),
    max_size=30,
)


@given(_WORDS)
@settings(max_examples=200, deadline=None)
def test_clauses_joined_give_the_text_again(words: list[str]) -> None:
    """Nothing is lost, doubled or moved by cutting."""
    text = " ".join(words)
    assert " ".join(split_clauses(text)) == text


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_made_sayable_and_cut(text: str) -> None:
    """Whatever a policy or a language model writes, the voice gets something."""
    assert all(split_clauses(sayable(text)))
