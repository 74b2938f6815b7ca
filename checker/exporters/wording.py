"""How facts, clauses and duties are put into words, the same in every format."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from checker.domain.fact import FactValue, Figures, Reading
from checker.domain.quantity import Quantity
from checker.domain.report import Duty, LicenseUse, Reason
from checker.domain.truth import Truth
from checker.domain.verdict import Verdict
from checker.engine.periods import spoken
from checker.language.amounts import quantity_text

NOT_ADVICE = "licheck is not legal advice"

VERDICT_MEANS = {
    Verdict.DENY: "not granted, or forbidden",
    Verdict.REVIEW: "cannot be decided yet",
    Verdict.CONDITIONAL: "granted, with duties to meet",
    Verdict.ALLOW: "granted, nothing to do",
}


def value_text(value: FactValue | Quantity | None) -> str:
    """A fact's value as a person would write it."""
    if value is None:
        return "not stated"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Quantity):
        return quantity_text(value)
    if isinstance(value, Figures):
        dated = ", ".join(f"{quantity_text(amount)} in {spoken(period)}" for period, amount in value.dated)
        return dated or (quantity_text(value.undated) if value.undated is not None else "not stated")
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or "none"
    return value.isoformat() if isinstance(value, date) else value


def value_json(value: FactValue | Quantity | None) -> Any:
    """A fact's value for machines: text, truth, sorted list, or null."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, frozenset):
        return sorted(value)
    return value_text(value)


def reading_text(reading: Reading) -> str:
    """One fact as it was used: `organization.domicile is DE`."""
    text = f"{reading.name} is {value_text(reading.value)}" if reading.value is not None else f"{reading.name} is not stated"
    if reading.at:
        text += f" in {spoken(reading.at)}" if reading.value is not None else f" for {spoken(reading.at)}"
    remarks = [reading.note] if reading.note else []
    if reading.assumed:
        remarks.append(f"assumed: {_assumption(reading)}")
    return f"{text} ({'; '.join(remarks)})" if remarks else text


def reading_words(reading: Reading, labels: Mapping[str, str]) -> str:
    """The same with the fact under the name that people call it by: `principal place of business is DE`."""
    return labels.get(reading.name, reading.name) + reading_text(reading).removeprefix(reading.name)


def _assumption(reading: Reading) -> str:
    if reading.name == "use.obtained":
        return "the profile does not say how the model is obtained"
    if reading.name == "use.acts":
        return "whoever improves a derivative of their own modifies the model"
    return f"an undated figure, taken to hold for {spoken(reading.at)}" if reading.at else "an undated figure"


def section_text(section: str) -> str:
    """A section as a reader would look it up: `§ 1.b.i`, or the words of a heading."""
    if not section:
        return ""
    return f"§ {section}" if section[0].isdigit() or (len(section) > 1 and section[1] in ".(" and section[0].isalnum()) else section


def reference_text(license_id: str, section: str) -> str:
    """`llama-4-community § 2`."""
    return f"{license_id} {section_text(section)}".strip() if section else license_id


def reason_headline(reason: Reason) -> str:
    """What a reason says, with where it stands."""
    return f"{reference_text(reason.license, reason.section)}: {reason.says}" if reason.license else reason.says


def reason_state(reason: Reason) -> str:
    """What became of a clause in this case, in a few words."""
    if reason.lifted_by:
        return f"lifted by {reason.lifted_by}"
    if reason.effect == "evidence":
        return "evidence"
    words = {
        ("prohibits", Truth.YES): "applies",
        ("prohibits", Truth.NO): "does not apply",
        ("prohibits", Truth.UNKNOWN): "may apply",
        ("permits", Truth.YES): "granted",
        ("permits", Truth.NO): "not granted",
        ("permits", Truth.UNKNOWN): "may be granted",
        ("requires", Truth.YES): "required",
        ("requires", Truth.NO): "not required",
        ("requires", Truth.UNKNOWN): "may be required",
    }
    return words[(reason.effect, reason.outcome)]


def duty_text(duty: Duty, label: str) -> str:
    """A duty in a line: what to do, with the string it is about."""
    for name in ("display", "notice", "prefix"):
        value = dict(duty.parameters).get(name)
        if value:
            return f'{label}: "{value}"'
    return label


def license_text(use: LicenseUse) -> str:
    """A license with how it comes into play."""
    via = "" if use.via == "own" else f", through {use.via}"
    return f"{use.id} ({use.evidence.value}{via})"
