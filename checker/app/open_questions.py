"""What a profile leaves open, and answers written into it with everything else kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from checker.app.profile_checks import problems_with
from checker.app.session import Session
from checker.app.settings import FIGURES_COUNT, RATES, Named, named, raw_value
from checker.domain.open_questions import OpenQuestions
from checker.domain.profile import ModelRequest, Profile
from checker.domain.report import Report
from checker.domain.verdict import Verdict
from checker.domain.vocabulary import Vocabulary
from checker.engine.priorities import needs_evidence, open_questions
from checker.errors import InputError, UsageError
from checker.language.amounts import AmountError, parse_quantity
from checker.textio.document import parse, read_bytes
from checker.textio.write import write_whole
from checker.textio.yaml_edit import set_value

Requests = Mapping[str, Sequence[ModelRequest]] | None
VALUES = "values."


def of_report(report: Report, vocabulary: Vocabulary) -> OpenQuestions:
    """All questions of a report, the most decisive first."""
    evidence = [(result, needs_evidence(result)) for result in report.results]
    return OpenQuestions(
        report.as_of, report.library_version, report.library_sha256, report.organization,
        open_questions(report.results, vocabulary), len(report.results), report.count(Verdict.REVIEW),
        tuple(((result.use, result.name), reason.says, reason.remedy) for result, reason in evidence if reason is not None),
    )  # fmt: skip


class ProfileFile:
    """A profile on the disk that answers are written into, one after the other, each whole or not at all."""

    def __init__(self, session: Session, path: Path) -> None:
        self.session = session
        self.path = path

    def load(self) -> Profile:
        """The profile as it is now."""
        return self.session.load_profile(self.path)

    def evaluate(self, requests: Requests, as_of: date, *, reports: bool) -> Report:
        """The verdicts on the profile as it is now."""
        return self.session.evaluate(self.load(), requests, as_of=as_of, reports=reports)

    def with_answers(self, answers: Sequence[tuple[str, str]]) -> str:
        """The file's text with some answers in it, nothing else changed. Raises UsageError or InputError where one cannot be meant.

        The text is read back as a profile, and counts only where everything in it is right.
        """
        data = read_bytes(self.path)
        text = data.decode("utf-8")
        for name, value in answers:
            profile = self.session.library.profile_of(text.encode("utf-8"), str(self.path))
            path, raw = _place(name, value, profile, parse(text.encode("utf-8"), str(self.path)).data, self.session.library.vocabulary)
            text = set_value(text, path, raw, name=str(self.path))
        problems = problems_with(self.session.library.profile_of(text.encode("utf-8"), str(self.path)), self.session.licenses)
        if problems:
            raise InputError(problems)
        return text

    def write(self, answers: Sequence[tuple[str, str]]) -> None:
        """Writes answers into the file, all of them or none."""
        write_whole(self.path, self.with_answers(answers))


def _place(name: str, value: str, profile: Profile, data: Any, vocabulary: Vocabulary) -> tuple[list[str | int], Any]:
    """Where an answer belongs in the file, and as what. Raises UsageError for one that cannot be meant."""
    if name == FIGURES_COUNT:
        return ["organization", "figures_count"], value
    if name.startswith(RATES):
        return ["exchange_rates", name.removeprefix(RATES)], value
    if name.startswith(VALUES):
        return ["values", name.removeprefix(VALUES)], value
    fact = named(name, profile, vocabulary)
    raw = raw_value(fact.definition, value, vocabulary)
    holder = _holder(fact, data)
    key = fact.definition.name.partition(".")[2]
    if not fact.period:
        return [*holder, key], raw
    return _of_period(fact, [*holder, key], raw, _at(data, [*holder, key]), vocabulary)


def _holder(fact: Named, data: Any) -> list[str | int]:
    if not fact.uses:
        return ["organization"]
    if "use" in data and data["use"] is not None:
        return ["use"]
    if len(fact.uses) != 1:
        raise UsageError(f"`{fact.name}` does not say of which use; write it as `uses.ID.{fact.name.removeprefix('use.')}`")
    ids = [entry.get("id") for entry in data["uses"]]
    return ["uses", ids.index(fact.uses[0])]


def _at(data: Any, path: Sequence[str | int]) -> Any:
    for step in path:
        if isinstance(data, dict) and step not in data:
            return None
        data = data[step] if data is not None else None
    return data


def _of_period(fact: Named, path: list[str | int], raw: Any, stated: Any, vocabulary: Vocabulary) -> tuple[list[str | int], Any]:
    """A figure for one month or year, beside those of others; a figure without a date is only ever made narrower."""
    if stated is None or isinstance(stated, dict):
        return [*path, fact.period], raw
    if str(stated) == "unknown":
        return path, {fact.period: raw}
    if _is_within(str(raw), str(stated), fact, vocabulary):
        return path, raw
    raise UsageError(
        f"`{fact.name}` is stated as `{stated}` without a date, and `{raw}` is not a part of that; "
        f"write both by {fact.definition.period} into the profile, as in `{{{fact.period}: {raw}}}`"
    )


def _is_within(narrow: str, wide: str, fact: Named, vocabulary: Vocabulary) -> bool:
    money, currencies = fact.definition.dimension.startswith("money"), vocabulary.lists["currencies"]
    try:
        inner, outer = (parse_quantity(text, money=money, currencies=currencies) for text in (narrow, wide))
    except AmountError as error:
        raise UsageError(f"{error.message}; {error.hint}" if error.hint else error.message) from None
    return inner.currency == outer.currency and inner.within(outer) == inner and _overlaps(inner, outer)


def _overlaps(inner: Any, outer: Any) -> bool:
    """Whether `within` narrowed for real: of two ranges without a common amount it gives the first back."""
    below = inner.upper is not None and outer.lower is not None and inner.upper < outer.lower
    above = inner.lower is not None and outer.upper is not None and inner.lower > outer.upper
    return not below and not above


def check_answer(file: ProfileFile, name: str, value: str) -> str:
    """What is wrong with an answer, in words; empty where it can be written."""
    try:
        file.with_answers([(name, value)])
    except UsageError as error:
        return str(error)
    except InputError as error:
        return "; ".join(problem.message + (f"; {problem.hint}" if problem.hint else "") for problem in error.problems)
    return ""
