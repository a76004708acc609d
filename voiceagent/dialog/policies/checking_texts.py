"""What can be proved about a policy's texts: present, bound, short, honest and in a human tone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from voiceagent.dialog.policies.findings import Finding
from voiceagent.dialog.policies.policy import Policy, Prompt
from voiceagent.dialog.policies.prompts import bound_in, often, placeholders, required_prompts
from voiceagent.dialog.understanding.phrases import listed
from voiceagent.dialog.understanding.small_talk import Aside

MAX_LETTERS = 150
"""About nine seconds of speech: nobody listens longer to a machine."""

MAX_DISCLOSURE_LETTERS = 90
MAX_CLOSING_SENTENCES = 2

_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
_MUST_NAME = {
    "offer.slots": ("first", "second"),
    "offer.other": ("first", "second"),
    "offer.one": ("first",),
    "offer.other.one": ("first",),
    "confirm.meeting": ("when", "agenda"),
    "confirm.meeting.again": ("when", "agenda"),
    "confirm.phone": ("value",),
    "confirm.email": ("value",),
    "ask.follow_up": ("follow_up",),
    "confirm.callback": ("callback",),
    "offer.callback.time": ("callback",),
    "confirm.cancel": ("standing",),
    "closing.moved": ("when",),
}
"""What a text must say, or the caller would agree to something unsaid (QUA-06)."""

_STIFF = listed("vennligst vedrørende herved ovennevnte nevnte undertegnede angjeldende samt")
_IS_AI = ("kunstig intelligens", "ki-assistent", "robot", "maskin", "datastemme")
_IS_RECORDED = ("tas opp", "blir tatt opp", "tek opp", "opptak", "blir teken opp", "tar opp")
_ASKING = ("ask.", "gate.", "probe.", "confirm.", "offer.")
_NARROWING = ("clarify", "narrow")

Rule = Callable[[Policy], Iterator[Finding]]


def _texts(policy: Policy) -> Iterator[tuple[str, str, Prompt]]:
    """Every text with its place and, for prompts, its key."""
    for key, prompt in policy.prompts.items():
        yield f"prompts.{key}", key, prompt
    for name, entry in policy.faq.items():
        yield f"faq.{name}.answer", f"answer.{name}", entry.answer


def missing(policy: Policy) -> Iterator[Finding]:
    """A prompt that a call may need is not there."""
    for key, needed_by in required_prompts(policy).items():
        if key not in policy.prompts:
            yield Finding("prompt.missing", f"prompts.{key}", f"needed by {needed_by}")


def languages(policy: Policy) -> Iterator[Finding]:
    """A text lacks a language that the policy offers."""
    for place, _, prompt in _texts(policy):
        for language in policy.languages:
            if language not in prompt:
                yield Finding("language.missing", place, f"{language} is missing")


def unknown(policy: Policy) -> Iterator[Finding]:
    """A prompt that nothing ever says: most likely misspelled."""
    needed = required_prompts(policy)
    subjects = {key.removeprefix("ask.") for key in needed if key.startswith("ask.")}
    subjects |= set(policy.slots)
    subjects |= set(policy.gates)
    optional = {"ack.name", "ack.reason", "ack.meeting", "closing.grief", "greeting"}
    optional |= {"answer.other_firm"}
    optional |= {f"ack.{name}" for name in policy.slots}
    optional |= {aside.value for aside in Aside} | {"gatekeeper.machine"}
    optional |= {f"closing.not_qualified.{reason}" for reason in policy.reasons}
    optional |= {f"{step}.{subject}" for step in _NARROWING for subject in subjects}
    optional |= {f"narrow.{name}" for name in ("yes_no", "message", "callback")}
    optional |= {"narrow.callback_time", "narrow.cancel"}
    optional |= {f"narrow.confirm_{name}" for name in policy.slots}
    for key in policy.prompts:
        if key not in needed and key not in optional:
            yield Finding("prompt.unknown", f"prompts.{key}", "nothing says this")


def bound(policy: Policy) -> Iterator[Finding]:
    """A placeholder that may have nothing to fill it."""
    for place, key, prompt in _texts(policy):
        safe = bound_in(policy, key)
        for language, variants in prompt.items():
            for text in variants:
                for name in sorted(placeholders(text) - safe - often(policy)):
                    yield Finding("prompt.unbound", place, f"{{{name}}} is not known here")
            if all(placeholders(text) - safe for text in variants):
                reason = f"every {language} variant needs what may be unknown"
                yield Finding("prompt.unbound", place, reason)


def complete(policy: Policy) -> Iterator[Finding]:
    """A text that leaves out what the caller agrees to."""
    for key, names in _MUST_NAME.items():
        for variants in policy.prompts.get(key, {}).values():
            for text in variants:
                lacking = [name for name in names if name not in placeholders(text)]
                if lacking:
                    reason = f"it must say {{{lacking[0]}}}"
                    yield Finding("prompt.incomplete", f"prompts.{key}", reason)


def length(policy: Policy) -> Iterator[Finding]:
    """A text too long to be listened to, or empty."""
    for place, key, prompt in _texts(policy):
        limit = MAX_DISCLOSURE_LETTERS if key == "disclosure" else MAX_LETTERS
        for text in (text for variants in prompt.values() for text in variants):
            if not text.strip():
                yield Finding("prompt.empty", place, "there is nothing to say")
            if len(text) > limit:
                yield Finding("prompt.too_long", place, f"{len(text)} letters, {limit} at most")
            sentences = len(_SENTENCE_END.findall(text))
            if key.startswith("closing.") and sentences > MAX_CLOSING_SENTENCES:
                yield Finding("prompt.too_long", place, "a goodbye has two sentences at most")


def questions(policy: Policy) -> Iterator[Finding]:
    """A question that does not sound like one."""
    for key, prompt in policy.prompts.items():
        asks = (
            key.startswith(("ask.", "gate.", "probe.", "confirm.", "offer.")) or key == "greeting"
        )
        if not asks or key == "offer.taken":
            continue
        for text in (text for variants in prompt.values() for text in variants):
            if not text.rstrip().endswith("?"):
                yield Finding("prompt.no_question", f"prompts.{key}", "it must end in a question")


def keys(policy: Policy) -> Iterator[Finding]:
    """Telephone keys that nobody is told about, and texts that name keys which mean nothing."""
    for name, slot in policy.slots.items():
        texts = list(_all(policy, f"narrow.{name}"))
        if slot.keys and not texts:
            yield Finding("keys.untold", f"slots.{name}.keys", f"narrow.{name} must name the keys")
        for text in texts:
            if slot.keys and "trykk" not in text.lower():
                yield Finding("keys.untold", f"prompts.narrow.{name}", "it does not name the keys")


def tone(policy: Policy) -> Iterator[Finding]:
    """Words that nobody says."""
    for place, _, prompt in _texts(policy):
        for text in (text for variants in prompt.values() for text in variants):
            stiff = [word for word in re.findall(r"\w+", text.lower()) if word in _STIFF]
            if stiff:
                yield Finding("prompt.tone", place, f"nobody says «{stiff[0]}»")


def disclosure(policy: Policy) -> Iterator[Finding]:
    """The law's sentences: that this is a machine, for whom, and that it records."""
    if not policy.disclosure.ai:
        yield Finding("disclosure.off", "disclosure.ai", "a caller must be told first")
    for text in _all(policy, "disclosure"):
        if not any(word in text.lower() for word in _IS_AI):
            yield Finding(
                "disclosure.silent", "prompts.disclosure", "it does not say that it is AI"
            )
        if "company" not in placeholders(text) and policy.company.name not in text:
            yield Finding("disclosure.silent", "prompts.disclosure", "it does not name the company")
    for text in _all(policy, "answer.robot"):
        if not text.lower().startswith("ja"):
            yield Finding("disclosure.silent", "prompts.answer.robot", "the honest answer is yes")
    if policy.disclosure.recording:
        for text in _all(policy, "disclosure.recording"):
            if not any(words in text.lower() for words in _IS_RECORDED):
                place = "prompts.disclosure.recording"
                yield Finding("disclosure.silent", place, "it does not say that the call is taped")


def _all(policy: Policy, key: str) -> Iterator[str]:
    for variants in policy.prompts.get(key, {}).values():
        yield from variants


RULES: tuple[Rule, ...] = (
    missing,
    languages,
    unknown,
    bound,
    complete,
    length,
    questions,
    keys,
    tone,
    disclosure,
)
