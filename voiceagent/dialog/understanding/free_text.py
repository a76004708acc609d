"""Free text in an utterance: the need, in the caller's own words.

It is what follows one of the policy's markers («vi trenger …») or, where it was asked for, what
remains when everything else that was understood is taken away. What remains must have substance:
greetings, names, times, questions to us and our own name are no need. After the open first question
that takes two words of substance, after a direct question one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from voiceagent.dialog.policies.policy import Policy, SlotType
from voiceagent.dialog.understanding.phrases import earliest_phrase, listed
from voiceagent.dialog.understanding.questions import questions_in
from voiceagent.dialog.understanding.reticence import keeps_back
from voiceagent.dialog.understanding.slots import SlotReading, is_about_the_call
from voiceagent.norwegian.acts.answers import Act
from voiceagent.norwegian.words.reading import Reading, Text, read_text

_BEGINNINGS = ("vi", "jeg", "vårt", "min", "vår", "det")
EMPTY = frozenset(
    listed("""
    hei hallo heisann god dag morgen kveld ja jo nei takk tusen eh øh ehm altså men og så at som
    er jeg du vi de det den dette heter navnet navn mitt min meg oss dere deg fra på i med til
    av for ringer ringte her kommer en et ei har hadde vil ville gjerne kan kunne skal bare litt
    noe nok booke bestille avtale møte demo time tid prat snakke hjelp hjelpe lurer lurte spørre
    spør om firma firmaet selskap bedrift bedriften jobber ønsker trenger ha få da nå vel okei
    ok greit fint bra flott skjønner akkurat mm gjør gjøre går gikk
    """)
)
"""Words that make no need by themselves."""

_MIN_WORD = 3

_QUESTION_WORDS = frozenset(
    listed("hva hvor hvem når hvordan hvorfor hvilken hvilke hvilket kan har er finnes får skal")
)
_OPEN_WORDS = 2
_DANGLING = frozenset(listed("jeg er og som vi det har med i fra på til men heter hos at den må"))
_DENIALS = frozenset(listed("ikke ingen aldri lenger"))
_DENIAL_BEFORE, _DENIAL_BEHIND = 1, 2
"""Words within which a denial belongs to a marker."""
_PLACES = ("i", "fra", "hos", "ved")


@dataclass(frozen=True, slots=True)
class Request:
    """What free text is looked for in.

    Attributes:
        policy: Whose slots and markers count.
        tokens: The utterance.
        acts: What it does.
        spent: Tokens that mean something else already, such as a time.
        bare: Slots for which an answer without a marker counts.
        opening: The open first question was asked.
        closed: Nothing was asked that free talk could answer.
        known: Slots that are filled. Of «økonomisjefen», said to who else decides, the role is no
            news of the caller's own, and the words are free for the answer.
    """

    policy: Policy
    tokens: Text
    acts: tuple[Reading[Act], ...]
    spent: frozenset[int]
    bare: tuple[str, ...]
    opening: bool
    closed: bool
    known: frozenset[str] = frozenset()


def free_texts(request: Request, facts: Mapping[str, SlotReading]) -> dict[str, SlotReading]:
    """Text slots and what was said about them."""
    found: dict[str, SlotReading] = {}
    for name, slot in request.policy.slots.items():
        if slot.type is not SlotType.TEXT or name in facts:
            continue
        asked = name in request.bare
        told = [fact for other, fact in facts.items() if not (asked and other in request.known)]
        taken = request.spent.union(*(range(fact.start, fact.end) for fact in told))
        marked = None if request.closed else earliest_phrase(request.tokens, slot.markers)
        if marked is not None and request.spent.issuperset(range(*marked)):
            marked = None  # «når stenger dere» is on the list, though it sounds like a need.
        cut = _marked_text(request.tokens, marked, taken) if marked is not None else None
        if cut is None and asked:
            cut = _bare_text(request, taken)
        if cut is not None:
            found[name] = cut
    return found


def marked_text(tokens: Text, markers: tuple[str, ...]) -> str:
    """What is wanted, by the first marker that is not denied; empty where all are.

    «ikke crm lenger, nå trenger vi telefoni» wants telephony.
    """
    start = 0
    while start < len(tokens):
        rest = read_text(tokens.words(start, len(tokens)))
        marked = earliest_phrase(rest, markers)
        if marked is None:
            return ""
        around = rest.norm[max(0, marked[0] - _DENIAL_BEFORE) : marked[1] + _DENIAL_BEHIND]
        if _DENIALS.isdisjoint(around):
            cut = _marked_text(rest, marked, frozenset())
            if cut is not None:
                return cut.display.removeprefix("det ")
        start += marked[1]
    return ""


def is_question(tokens: Text) -> bool:
    """Whether an utterance begins as a question: «har dere …», «hvor …»."""
    if questions_in(tokens):
        return True
    words = [word for word in tokens.norm if word not in ("hei", "ja", "eh", "og", "men", "hallo")]
    if not words or words[0] not in _QUESTION_WORDS:
        return False
    if words[0] == "har" and words[1:2] == ["ikke"]:
        return False  # «har ikke kalenderen her» tells, as «jeg har ikke …» does.
    return len(words) >= _QUESTION_LENGTH


_QUESTION_LENGTH = 3


def _bare_text(request: Request, taken: frozenset[int]) -> SlotReading | None:
    if is_about_the_call(request.acts) or is_question(request.tokens):
        return None
    if keeps_back(request.tokens):
        return None
    ours = set(read_text(request.policy.company.name).norm)
    taken = taken.union(
        (place for act in request.acts for place in range(act.start, act.end)),
        (place for place, word in enumerate(request.tokens.norm) if word in ours),
    )
    return _remaining_text(request.tokens, taken, _OPEN_WORDS if request.opening else 1)


def _marked_text(
    tokens: Text, marked: tuple[int, int], taken: frozenset[int]
) -> SlotReading | None:
    """From the clause that the marker begins to the next thing that is something else."""
    start, end = marked
    if start > 0 and tokens.norm[start - 1] in _BEGINNINGS and start - 1 not in taken:
        start -= 1
    stop = end
    while stop < len(tokens) and stop not in taken:
        stop += 1
    if not _has_content(tokens, start, stop, taken, marked):
        return None
    return _cut(tokens, start, stop)


def _has_content(
    tokens: Text, start: int, stop: int, taken: frozenset[int], marked: tuple[int, int]
) -> bool:
    """A marker that is a thing («crm») suffices; one that is a verb («trenger») needs a thing."""
    if any(tokens.norm[place] not in EMPTY for place in range(*marked)):
        return True
    return any(
        place not in taken
        and tokens.norm[place] not in EMPTY
        and len(tokens.norm[place]) >= _MIN_WORD
        for place in range(start, stop)
    )


def _remaining_text(tokens: Text, taken: frozenset[int], substance: int) -> SlotReading | None:
    """What is left of an utterance when everything understood is taken out of it."""
    content = [
        place
        for place, word in enumerate(tokens.norm)
        if place not in taken and word not in EMPTY and len(word) >= _MIN_WORD
    ]
    if len(content) < substance:
        return None
    start = content[0]
    while start > 0 and start - 1 not in taken and tokens.norm[start - 1] not in ("hei", "hallo"):
        start -= 1
    if tokens.norm[start] in _PLACES:
        return None  # «… i havbruk nord»: where somebody works, not what they need.
    stop = start
    while stop < len(tokens) and stop not in taken:
        stop += 1
    return _cut(tokens, start, stop)


def _cut(tokens: Text, start: int, stop: int) -> SlotReading:
    """The words, without the beginnings of a next clause at their end («… og jeg er»)."""
    while stop - 1 > start and tokens.norm[stop - 1] in _DANGLING:
        stop -= 1
    words = tokens.words(start, stop)
    return SlotReading(words, words, words, start, stop)
