"""What has to be asked, of the business or of counsel, before a verdict can be reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.domain.report import Duty, DutyStatus, Question, Reason
from checker.domain.truth import Truth
from checker.domain.vocabulary import Vocabulary
from checker.engine.figures import OF_THE_GROUP, OF_THE_LICENSEE
from checker.engine.periods import spoken

_MEANT = {
    OF_THE_GROUP: " The licensee alone is meant, without its affiliates (`figures_count: licensee`).",
    OF_THE_LICENSEE: " The licensee and its affiliates together are meant (`figures_count: group`).",
}
"""Whom a question is about, by what is noted of the figure that did not decide."""


def questions_of(reasons: Sequence[Reason], duties: Sequence[Duty], vocabulary: Vocabulary | None) -> tuple[Question, ...]:
    """Each missing fact and each open reading once, in the order of the reasons; duties that may apply ask too."""
    questions: dict[str, Question] = {}
    for reason in reasons:
        if reason.outcome is not Truth.UNKNOWN:
            continue
        for name in reason.missing:
            at = next((reading.at for reading in reason.facts if reading.missing == name and reading.at), "")
            notes = " ".join(reading.note for reading in reason.facts if reading.missing == name)
            meant = next((whom for note, whom in _MEANT.items() if note in notes), "")
            questions.setdefault(name, Question(name, ask(name, at, reason.model, vocabulary) + meant))
        if reason.unsettled:
            key = f"{reason.license}#{reason.clause}"
            questions.setdefault(key, Question(key, reason.unsettled, for_counsel=True))
    for name in _missing_in(duties):
        questions.setdefault(name, Question(name, ask(name, "", "", vocabulary)))
    return tuple(questions.values())


def _missing_in(duties: Iterable[Duty]) -> Iterable[str]:
    return (name for duty in duties if duty.status is DutyStatus.MAY_APPLY for name in duty.missing)


def ask(name: str, at: str, model: str, vocabulary: Vocabulary | None) -> str:
    """The question for one missing thing, in plain words."""
    if name == "model.license":
        return f"Under which license does {model} come?"
    if name == "model.base_models":
        return f"Which models was {model} made from?"
    if name.startswith("exchange_rates."):
        return f"How many USD is one {name.removeprefix('exchange_rates.')}?"
    if "#" in name:
        license_id, value = name.split("#", 1)
        return f"What is the {value.replace('-', ' ')} in `{license_id}`? Nobody published it."
    definition = vocabulary.facts.get(name) if vocabulary is not None else None
    if definition is None:
        return f"What is `{name}`?"
    return definition.question.replace("{at}", spoken(at) if at else "the period the license looks at")
