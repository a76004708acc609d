"""Words that the grammar cannot read, read with a language model's help, and never on its word."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dialog.conftest import CALLER, POLICIES
from tests.dialog.office import NOW, Office
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.leading.interpreting import INTERPRET, own_words
from voiceagent.dialog.moves import (
    CallStarted,
    GaveBack,
    KeysPressed,
    Observation,
    SilenceElapsed,
    ToolAnswered,
    ToolSlow,
    UseTool,
    WordsHeard,
)
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.policies.policy import Policy
from voiceagent.dialog.simulation.chat import Chat

POLICY = load_policy(POLICIES / "b2b_lead.yaml")
HELPED = DialogEngine(POLICY, interprets=True)
ALONE = DialogEngine(POLICY)
ODD_ROLE = "jeg holder ballene i lufta her på huset"
ODD_TIME = "altså det gnager jo litt under føttene"
BEFORE_ROLE = ["hei vi trenger et nytt crm system"]
BEFORE_AUTHORITY = [*BEFORE_ROLE, "jeg er it-sjef"]
BEFORE_TIMING = [*BEFORE_AUTHORITY, "ja det er jeg som bestemmer"]
BEFORE_BUDGET = [*BEFORE_TIMING, "innen tre måneder"]
BEFORE_CONTACT = [*BEFORE_BUDGET, "hundre tusen kroner"]

Found = Mapping[str, object]


@dataclass(slots=True)
class Helped:
    """An office whose language model answers as it is told.

    Attributes:
        react: What the model finds, from the tool's arguments; None for a failure.
        office: Who answers the other tools.
        asked: Arguments of each interpretation.
    """

    react: Callable[[Mapping[str, object]], Found | None]
    office: Office = field(default_factory=Office)
    asked: list[Mapping[str, object]] = field(default_factory=list)

    def __call__(self, use: UseTool) -> ToolAnswered:
        if use.tool != INTERPRET:
            return self.office(use)
        self.asked.append(use.arguments)
        found = self.react(use.arguments)
        if found is None:
            return ToolAnswered(INTERPRET, ok=False, code="deadline")
        value = {"utterance": use.arguments["utterance"], "found": found}
        return ToolAnswered(INTERPRET, ok=True, value=value)


def talk(react: Callable[[Mapping[str, object]], Found | None], *lines: str) -> tuple[Chat, Helped]:
    office = Helped(react)
    chat = Chat.open(HELPED, office)
    chat.observe(CallStarted(NOW, caller=CALLER))
    chat.play(lines)
    return chat, office


def finding(**slots: tuple[str, str]) -> Callable[[Mapping[str, object]], Found]:
    found = {name: {"words": words, "choice": choice} for name, (words, choice) in slots.items()}
    return lambda _: found


def rules(chat: Chat) -> list[str]:
    return [decision.rule for decision in chat.decisions]


def test_a_role_in_words_that_no_table_knows_is_understood() -> None:
    """The value is the policy's, the evidence the caller's own words, the confidence less."""
    chat, office = talk(finding(role=("holder ballene", "ceo")), *BEFORE_ROLE, ODD_ROLE)
    role = chat.state.slots["role"]
    assert role.value == "ceo"
    assert role.words == "holder ballene"
    assert role.utterance_id == "t2.1"
    assert role.confidence < 0.6
    assert "interpreted.role" in rules(chat)
    assert chat.state.slots["authority"].value == "decides"
    assert chat.lines[-1].key == "ask.timing"
    slots = office.asked[0]["slots"]
    assert isinstance(slots, list)
    assert [(slot["name"], slot["question"]) for slot in slots] == [
        ("role", "Hvilken rolle har du hos dere?")
    ]
    assert "ceo" in slots[0]["choices"]


def test_the_same_readers_read_what_was_pointed_at() -> None:
    """A company's name is written as the reader writes it, not as the model spells it."""
    said = "ja vi sitter jo her ute i fjordtek da skjønner du vel"
    chat, office = talk(
        finding(company=("FJORDTEK", "")), *BEFORE_CONTACT, "jeg heter kari nordmann", said
    )
    assert office.asked
    assert chat.state.slots["company"].value == "Fjordtek"
    assert chat.state.slots["company"].words == "fjordtek"


def test_a_time_may_be_one_of_the_policys_choices() -> None:
    """What the keys 1 and 2 mean may also be pointed at."""
    chat, office = talk(
        finding(timing=("det gnager jo litt", "innen et halvt år")), *BEFORE_TIMING, ODD_TIME
    )
    assert office.asked
    assert chat.state.slots["timing"].value == {"low_months": 0.0, "high_months": 6.0}


FAILURES: tuple[object, ...] = (
    pytest.param(lambda _: None, id="it fails or is late"),
    pytest.param(lambda _: {}, id="it finds nothing"),
    pytest.param(finding(role=("direktør i et stort konsern", "ceo")), id="words never said"),
    pytest.param(finding(role=("ballene holder", "ceo")), id="said in another order"),
    pytest.param(finding(role=("", "ceo")), id="no words"),
    pytest.param(finding(role=("jeg", "ceo")), id="words of no substance"),
    pytest.param(finding(role=("holder ballene", "pave")), id="a choice that is none"),
    pytest.param(finding(role=("holder ballene", "")), id="no choice"),
    pytest.param(finding(phone=("holder ballene", "+4740000000")), id="a slot not asked about"),
    pytest.param(lambda _: {"role": "holder ballene"}, id="another shape"),
    pytest.param(lambda _: {"role": {"words": 3, "choice": []}}, id="other types"),
    pytest.param(lambda _: {"role": ["holder ballene"]}, id="a list"),
)


@pytest.mark.parametrize("react", FAILURES)
@pytest.mark.parametrize("misses", [0, 1, 2])
def test_without_a_usable_answer_all_is_as_it_would_have_been(
    react: Callable[[Mapping[str, object]], Found | None], misses: int
) -> None:
    """The same clarification, the same keys, the same human; the same state (DIA-05)."""
    lines = [*BEFORE_ROLE, *[ODD_ROLE] * (misses + 1)]
    helped, office = talk(react, *lines)
    alone = Chat.open(ALONE, Office())
    alone.observe(CallStarted(NOW, caller=CALLER))
    alone.play(lines)
    assert office.asked
    assert helped.lines == alone.lines
    assert helped.handed_over == alone.handed_over
    assert helped.expectation == alone.expectation
    assert dataclasses.replace(helped.state, evidence=alone.state.evidence) == alone.state
    own = [one for one in helped.decisions if not one.rule.startswith("interpret")]
    assert own == alone.decisions


def test_a_late_answer_to_earlier_words_counts_no_more() -> None:
    """The caller went on, and what they said then was the answer."""
    chat = Chat.open(HELPED, _unanswered)
    chat.observe(CallStarted(NOW, caller=CALLER))
    chat.hear(BEFORE_ROLE[0])
    _step(chat, WordsHeard(ODD_ROLE, "t2.1"))
    assert chat.state.waiting == INTERPRET
    assert chat.expectation.slot == "role"
    _step(chat, WordsHeard("jeg er salgssjef", "t3.1"))
    assert chat.state.slots["role"].value == "sales"
    found = {"role": {"words": "holder ballene", "choice": "ceo"}}
    _step(chat, ToolAnswered(INTERPRET, True, {"utterance": "t2.1", "found": found}))
    assert chat.state.slots["role"].value == "sales"


def test_an_answer_to_other_words_than_the_last_asked_about_is_left() -> None:
    """Two requests may be under way; each answer knows which it belongs to."""
    chat = _waiting()
    _step(chat, WordsHeard("jeg driver stort sett med hele sjappa", "t3.1"))
    assert chat.state.waiting == INTERPRET
    found = {"role": {"words": "holder ballene", "choice": "hr"}}
    _step(chat, ToolAnswered(INTERPRET, True, {"utterance": "t2.1", "found": found}))
    assert chat.state.waiting == INTERPRET
    found = {"role": {"words": "driver stort sett med hele sjappa", "choice": "ceo"}}
    _step(chat, ToolAnswered(INTERPRET, True, {"utterance": "t3.1", "found": found}))
    assert chat.state.slots["role"].value == "ceo"


@pytest.mark.parametrize(
    "observation",
    [
        WordsHeard("eh", "t3.1"),
        WordsHeard("noe utydelig", "t3.1", 0.05),
        ToolSlow(INTERPRET),
        SilenceElapsed(1),
    ],
)
def test_a_sound_meanwhile_does_not_stop_it(observation: WordsHeard | ToolSlow) -> None:
    """«eh», noise and time go by; the answer still counts, on the words that it is about."""
    chat = _waiting()
    _step(chat, observation)
    found = {"role": {"words": "holder ballene", "choice": "ceo"}}
    _step(chat, ToolAnswered(INTERPRET, True, {"utterance": "t2.1", "found": found}))
    assert chat.state.slots["role"].words == "holder ballene"
    assert chat.state.slots["role"].utterance_id == "t2.1"
    assert chat.lines[-1].key == "ask.timing"


@pytest.mark.parametrize("observation", [KeysPressed("1"), KeysPressed("0"), GaveBack("takk")])
def test_keys_and_people_come_before_the_model(observation: KeysPressed | GaveBack) -> None:
    """Whatever is decided meanwhile stands."""
    chat = _waiting()
    _step(chat, observation)
    assert chat.state.waiting != INTERPRET
    before = chat.state.slots
    found = {"role": {"words": "holder ballene", "choice": "hr"}}
    _step(chat, ToolAnswered(INTERPRET, True, {"utterance": "t2.1", "found": found}))
    assert chat.state.slots == before


@pytest.mark.parametrize(
    ("before", "words", "found"),
    [
        pytest.param(BEFORE_BUDGET, "det får vi nok se litt på etter hvert", "budget", id="amount"),
        pytest.param(BEFORE_CONTACT, "tja det er nok bare meg på huset", "name", id="name"),
        pytest.param(
            [*BEFORE_CONTACT, "kari nordmann fra fjordtek"],
            "ja hva skal man si til slikt da",
            "offer",
            id="a time for a meeting",
        ),
    ],
)
def test_what_is_risky_is_never_left_to_a_model(before: list[str], words: str, found: str) -> None:
    """Amounts, names, numbers, times and consent are asked for again in our own words (GDP)."""
    chat, office = talk(lambda _: {found: {"words": words, "choice": "1"}}, *before, words)
    assert office.asked == []
    assert found not in chat.state.slots


def test_a_model_turns_nobody_away() -> None:
    """«None» would end the qualification, and a far horizon put it off: we ask again."""
    said = "det tar de seg av på huset litt lenger opp"
    chat, office = talk(finding(authority=("litt lenger opp", "none")), *BEFORE_AUTHORITY, said)
    assert office.asked
    assert "authority" not in chat.state.slots
    assert chat.lines[-1].key == "clarify.authority"
    chat, office = talk(
        finding(timing=("det gnager jo litt", "senere enn om et halvt år")),
        *BEFORE_TIMING,
        ODD_TIME,
    )
    assert office.asked
    assert chat.lines[-1].key == "clarify.timing"


@pytest.mark.parametrize(
    "words",
    ["hæ", "hva mener du med det", "dette er noe faens tull", "vent litt er du snill", "vet ikke"],
)
def test_words_that_are_no_answer_are_not_sent(words: str) -> None:
    """Questions, complaints, waits and single words are understood without help."""
    _, office = talk(lambda _: {}, *BEFORE_ROLE, words)
    assert office.asked == []


def test_words_that_were_hardly_heard_are_not_sent() -> None:
    """A guess upon a guess is worth nothing."""
    chat, office = talk(lambda _: {}, *BEFORE_ROLE)
    chat.hear(ODD_ROLE, confidence=0.3)
    assert office.asked == []


def test_a_name_that_is_known_does_not_leave_the_house() -> None:
    """It stands neither in the words nor in the question (GDP)."""
    chat, office = talk(
        lambda _: {}, "hei jeg heter kari nordmann", *BEFORE_ROLE, "kari holder ballene her inne"
    )
    assert chat.state.slots["name"].display == "Kari Nordmann"
    assert "kari" not in str(office.asked)


def test_without_a_model_nothing_is_asked() -> None:
    """The engine's flag decides, and the flight recorder keeps it."""
    chat = Chat.open(ALONE, Office())
    chat.observe(CallStarted(NOW, caller=CALLER))
    chat.play([*BEFORE_ROLE, ODD_ROLE])
    assert all(use.tool != INTERPRET for use in chat.tools)
    assert chat.lines[-1].key == "clarify.role"


@pytest.mark.parametrize(
    ("said", "pointed", "own"),
    [
        ("jeg holder ballene", "Holder ballene.", "holder ballene"),
        ("jeg holder ballene", "ballene holder", ""),
        ("jeg holder ballene", "jeg holder ballene her", ""),
        ("jeg holder ballene", "", ""),
        ("jeg holder ballene", None, ""),
        ("jeg holder ballene", "utikke", ""),
    ],
)
def test_only_what_was_said_in_that_order_counts(said: str, pointed: object, own: str) -> None:
    """Case and punctuation do not matter; everything else does."""
    assert own_words(said, pointed) == own


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(value=st.dictionaries(st.sampled_from(("found", "utterance", "x")), JSON, max_size=3))
def test_no_answer_of_the_tool_breaks_the_talk(value: dict[str, object]) -> None:
    """Any JSON is taken, and the caller is never left without a question."""
    chat = _waiting()
    _step(chat, ToolAnswered(INTERPRET, True, value | {"utterance": "t2.1"}))
    assert chat.lines[-1].key in ("clarify.role", "ask.timing")


@pytest.mark.parametrize("name", sorted(path.stem for path in POLICIES.glob("*.yaml")))
def test_every_policy_can_be_held_with_a_model_that_finds_nothing(name: str) -> None:
    """Whole talks end alike with and without it."""
    policy: Policy = load_policy(POLICIES / f"{name}.yaml")
    endings = []
    for engine in (DialogEngine(policy), DialogEngine(policy, interprets=True)):
        chat = Chat.open(engine, Helped(lambda _: None))
        chat.observe(CallStarted(NOW, caller=CALLER))
        chat.play(["ja", "det er litt av hvert her på huset", "takk ha det bra"])
        endings.append((chat.ended, chat.handed_over, chat.lines))
    assert endings[0] == endings[1]


ANSWERS = st.sampled_from(
    (
        {"role": {"words": "holder ballene", "choice": "ceo"}},
        {"role": {"words": "holder ballene", "choice": "other"}, "authority": {"words": "her"}},
        {"need": {"words": "holder ballene"}},
        {},
    )
)
EVENTS: st.SearchStrategy[Observation] = st.one_of(
    st.builds(
        WordsHeard,
        text=st.sampled_from(
            (
                ODD_ROLE,
                ODD_TIME,
                "hei jeg heter kari nordmann og ringer fra fjordtek",
                "vi trenger et nytt crm system",
                "jeg er daglig leder",
                "har dere kontor i tromsø",
                "eh",
                "ja",
                "nei",
                "takk ha det bra",
                "vent litt",
                "kan jeg få snakke med et menneske",
            )
        ),
        utterance_id=st.sampled_from(("t2.1", "t3.1")),
        confidence=st.sampled_from((0.1, 0.3, 0.9)),
    ),
    st.builds(
        ToolAnswered,
        st.just(INTERPRET),
        st.booleans(),
        st.builds(
            lambda utterance, found: {"utterance": utterance, "found": found},
            st.sampled_from(("t2.1", "t3.1")),
            ANSWERS,
        ),
    ),
    st.builds(ToolAnswered, st.just("look_up"), st.booleans()),
    st.builds(KeysPressed, st.sampled_from(("0", "1", "7"))),
    st.builds(SilenceElapsed, st.integers(1, 3)),
    st.builds(ToolSlow, st.just(INTERPRET)),
    st.builds(GaveBack),
)
ENGINES = {
    path.stem: DialogEngine(load_policy(path), interprets=True)
    for path in sorted(POLICIES.glob("*.yaml"))
}


@settings(max_examples=120, deadline=None)
@given(name=st.sampled_from(sorted(ENGINES)), events=st.lists(EVENTS, max_size=12))
def test_no_order_of_events_leaves_a_caller_waiting_for_a_model(
    name: str, events: list[Observation]
) -> None:
    """Whatever comes when: nothing raises, and after a failed model something is said."""
    chat = Chat.open(ENGINES[name], _unanswered)
    chat.observe(CallStarted(NOW, caller=CALLER))
    for event in events:
        chat.observe(event)
    waited = chat.state.waiting == INTERPRET
    said = len(chat.lines)
    chat.observe(ToolAnswered(INTERPRET, ok=False, code="deadline"))
    assert chat.state.waiting != INTERPRET
    assert not waited or len(chat.lines) > said


# ---------------------------------------------------------------- a talk that waits


def _unanswered(use: UseTool) -> ToolAnswered:
    return ToolAnswered("none", ok=True)


def _waiting() -> Chat:
    """A talk in which the model has been asked and has not answered."""
    chat = Chat.open(HELPED, _unanswered)
    chat.observe(CallStarted(NOW, caller=CALLER))
    chat.hear(BEFORE_ROLE[0])
    _step(chat, WordsHeard(ODD_ROLE, "t2.1"))
    assert chat.state.waiting == INTERPRET
    return chat


def _step(chat: Chat, observation: object) -> None:
    """An observation of which no tool is answered."""
    chat.observe(observation)  # type: ignore[arg-type]
