"""Whether a caller qualifies, by the policy's criteria and on evidence alone.

A criterion is met, open, failed or later. One failure ends the qualification (after the policy's
second question, where it has one); a need beyond the horizon becomes a dated follow-up and is never
counted as a refusal (QUA-05). Nothing is assumed: a criterion without a slot value is open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from voiceagent.dialog.moves import SlotValue
from voiceagent.dialog.policies.policy import Criterion, Otherwise, Policy
from voiceagent.dialog.state import DialogState
from voiceagent.dialog.understanding.slots import ABSENT, UNKNOWN
from voiceagent.norwegian.speaking.speak import say_date
from voiceagent.norwegian.times.calendar_days import is_workday, next_workday
from voiceagent.norwegian.times.dates import MONTHS

_DAYS_A_MONTH = 30.4
_MONTHS_AHEAD = 1.0
"""A follow-up comes this long before the need."""

_LATEST_FOLLOW_UP_MONTHS = 24.0
_DAYS_SAID = 45
"""Up to so far ahead a follow-up is said by its day."""


class Standing(StrEnum):
    """How a criterion stands."""

    MET = "met"
    OPEN = "open"
    FAILED = "failed"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Finding:
    """One criterion's standing, with the value it rests on."""

    criterion: str
    standing: Standing
    reason: str
    value: SlotValue | None


def judge(policy: Policy, state: DialogState) -> tuple[Finding, ...]:
    """Every criterion's standing, in the policy's order."""
    findings = []
    for name, criterion in policy.criteria.items():
        value = state.slots.get(criterion.slot)
        standing = Standing.OPEN if value is None else _standing(criterion, value)
        findings.append(Finding(name, standing, criterion.reason, value))
    return tuple(findings)


def _standing(criterion: Criterion, value: SlotValue) -> Standing:
    failed = Standing.LATER if criterion.otherwise is Otherwise.FOLLOW_UP else Standing.FAILED
    match value.value:
        case str(code) if code == ABSENT and ABSENT not in criterion.rejects:
            return Standing.FAILED if criterion.required else Standing.OPEN
        case str(code) if code == UNKNOWN:
            return Standing.OPEN
        case bool(agreed):
            return Standing.MET if agreed else failed
        case str(code):
            return failed if code in criterion.rejects else Standing.MET
        case {"low_months": float() | int() as low} if criterion.within_months is not None:
            return Standing.MET if low <= criterion.within_months else failed
        case {"high": int(high), "period": period, **more} if criterion.at_least is not None:
            yearly = high * 12 if period == "month" else high
            # «Under ti tusen» is not ten thousand.
            least = criterion.at_least + (1 if more.get("below") else 0)
            return Standing.MET if yearly >= least else failed
        case _:
            return Standing.MET


def follow_up_date(state: DialogState, low_months: float) -> date:
    """The workday on which to call again: a month before the need begins."""
    months = min(max(low_months - _MONTHS_AHEAD, 1.0), _LATEST_FOLLOW_UP_MONTHS)
    day = state.moment.date() + timedelta(days=round(months * _DAYS_A_MONTH))
    return day if is_workday(day) else next_workday(day)


def say_about(day: date, now: datetime) -> str:
    """A day that we propose ourselves: far ahead nobody plans by the day, so the month will do."""
    if (day - now.date()).days <= _DAYS_SAID:
        return say_date(day, now)
    year = {now.year: "", now.year + 1: " neste år"}.get(day.year, f" {day.year}")
    return f"i {MONTHS[day.month - 1]}{year}"


def qualified(policy: Policy, state: DialogState) -> bool:
    """Whether every required criterion is met, each with its evidence."""
    return all(
        finding.standing is Standing.MET or not policy.criteria[finding.criterion].required
        for finding in judge(policy, state)
    )


def reopened(policy: Policy, state: DialogState) -> bool:
    """Whether a required criterion has come to be unknown or unmet again, by a correction."""
    required = (
        finding
        for finding in judge(policy, state)
        if policy.criteria[finding.criterion].required
        and not (finding.standing is Standing.LATER and finding.criterion in state.probed)
        and policy.criteria[finding.criterion].slot not in state.skipped
    )
    return any(
        finding.value is None or finding.standing in (Standing.FAILED, Standing.LATER)
        for finding in required
    )
