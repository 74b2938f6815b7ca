"""What many verdicts have in common, told once: questions, duties, assumptions, texts, thresholds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.app.passages import Passages
from checker.domain.dossier import Assumption, ConsultedText, OpenQuestion, Opinion, Pair, Task, Threshold
from checker.domain.fact import Reading
from checker.domain.license import License, Value
from checker.domain.profile import Profile
from checker.domain.quantity import Quantity
from checker.domain.report import Duty, Question, Reason
from checker.domain.vocabulary import Vocabulary
from checker.exporters.wording import reading_words


def questions_of(opinions: Sequence[Opinion], *, settled: bool = False) -> tuple[OpenQuestion, ...]:
    """Each question that is open once, the one on which most verdicts hang first; or those that decisions have settled."""
    found: dict[Question, list[Pair]] = {}
    for opinion in opinions:
        after = opinion.after.questions
        for question in (q for q in opinion.result.questions if q not in after) if settled else after:
            found.setdefault(question, []).append(_pair(opinion))
    ranked = sorted(found.items(), key=lambda item: -len(item[1]))  # stable: the first asked stays first
    return tuple(OpenQuestion(question, _once(pairs)) for question, pairs in ranked)


def tasks_of(opinions: Sequence[Opinion], vocabulary: Vocabulary, *, settled: bool = False) -> tuple[Task, ...]:
    """Each duty once, in the order in which they come; or those that do not come along any more after decisions."""
    found: dict[Duty, list[Pair]] = {}
    for opinion in opinions:
        after = opinion.after.duties
        due = {(duty.license, duty.clause) for duty in after}
        for duty in (d for d in opinion.result.duties if (d.license, d.clause) not in due) if settled else after:
            found.setdefault(duty, []).append(_pair(opinion))
    return tuple(Task(duty, vocabulary.duties[duty.duty].label, _once(pairs)) for duty, pairs in found.items())


def assumptions_of(opinions: Sequence[Opinion], labels: Mapping[str, str]) -> tuple[Assumption, ...]:
    """Everything that was taken for granted without having been stated."""
    found: dict[str, list[Pair]] = {}
    for opinion in opinions:
        for says in _assumed(opinion, labels):
            found.setdefault(says, []).append(_pair(opinion))
    return tuple(Assumption(says, _once(pairs)) for says, pairs in found.items())


def _assumed(opinion: Opinion, labels: Mapping[str, str]) -> Iterator[str]:
    if opinion.result.channel_assumed:
        channel = "through a hosted API, the only way to get it" if opinion.result.channel == "hosted-api" else "as weights"
        yield f"the model is obtained {channel}; the profile does not say"
    for reading in _readings(opinion):
        if reading.assumed and reading.name != "use.obtained":
            yield reading_words(reading, labels)


def texts_of(opinions: Sequence[Opinion], licenses: Mapping[str, License], passages: Passages | None) -> tuple[ConsultedText, ...]:
    """Every encoding that a verdict rests on, with what it incorporates; by id."""
    found: dict[str, list[Pair]] = {}
    for opinion in opinions:
        for license_id in _ids(opinion, licenses):
            found.setdefault(license_id, []).append(_pair(opinion))
    return tuple(_text(licenses[license_id], pairs, passages) for license_id, pairs in sorted(found.items()))


def _ids(opinion: Opinion, licenses: Mapping[str, License]) -> Iterator[str]:
    waiting = [consultation.license.id for consultation in opinion.consultations]
    waiting += [use.id for use in opinion.result.licenses]
    seen: set[str] = set()
    while waiting:
        license_id = waiting.pop(0)
        license = licenses.get(license_id)
        if license is not None and license_id not in seen:
            seen.add(license_id)
            yield license_id
            waiting += license.incorporates


def _text(license: License, pairs: list[Pair], passages: Passages | None) -> ConsultedText:
    at_hand = passages.texts.of(license) if passages is not None else None
    if at_hand is None:
        return ConsultedText(license, _once(pairs))
    return ConsultedText(license, _once(pairs), str(at_hand.path), at_hand.drifted)


def thresholds_of(
    opinions: Sequence[Opinion], licenses: Mapping[str, License], vocabulary: Vocabulary, profile: Profile
) -> tuple[Threshold, ...]:
    """Every amount of a license that a figure was compared with, and the figure."""
    found: dict[tuple[str, str, str, object], list[Pair]] = {}
    for opinion in opinions:
        for reading in _readings(opinion):
            if reading.limit:
                found.setdefault((reading.limit, reading.name, reading.at, reading.value), []).append(_pair(opinion))
    thresholds = []
    for (limit, fact, at, figure), pairs in found.items():
        license, value = _value(limit, licenses)
        if value is None or license is None:
            continue
        amount = value.amount if value.amount is not None else profile.values.get(limit)
        known = figure if isinstance(figure, Quantity) else None
        definition = vocabulary.facts.get(fact)
        label = definition.label if definition is not None else fact
        thresholds.append(Threshold(license.id, license.name, value, amount, fact, label, known, at, _once(pairs)))
    return tuple(thresholds)


def _value(limit: str, licenses: Mapping[str, License]) -> tuple[License | None, Value | None]:
    license_id, _, value_id = limit.partition("#")
    license = licenses.get(license_id)
    return license, license.value(value_id) if license is not None else None


def _readings(opinion: Opinion) -> Iterator[Reading]:
    for reason in _reasons(opinion):
        yield from reason.facts


def _reasons(opinion: Opinion) -> Iterable[Reason]:
    yield from opinion.result.reasons
    for consultation in opinion.consultations:
        yield from consultation.clauses


def _pair(opinion: Opinion) -> Pair:
    return opinion.result.use, opinion.name


def _once(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    return tuple(dict.fromkeys(pairs))
