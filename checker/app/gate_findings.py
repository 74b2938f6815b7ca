"""What a verdict or a file comes to as findings of the gate: each with its code, its place, the clause, and the nearest way out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from checker.domain.gate import GateFinding, Level
from checker.domain.gate_codes import GATE_CODES
from checker.domain.report import Duty, DutyStatus, Question, Reason, Result
from checker.domain.truth import Truth
from checker.domain.verdict import Verdict
from checker.domain.vocabulary import Vocabulary
from checker.engine.statements import EVIDENCE
from checker.errors import Problem
from checker.exporters.wording import duty_text, reading_text, reference_text
from checker.textio.digest import sha256_of_bytes

_CANNOT = "may not be used for"
_OPEN = "cannot be decided for"
_DUTY = "may be used for"
_REMEDIES = {
    "license-unknown": "write the model out in the manifest, with its license and base models",
    "model-unknown": "correct its name, or write the model out in the manifest, with its license and base models",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a model stands, and who saw it there."""

    path: str
    line: int
    column: int
    reader: str = ""
    note: str = ""

    @staticmethod
    def of(place: str, path: str) -> Place:
        """The place that `file:line:column` names, in the file at `path`."""
        rest = place.removeprefix(path).split(":")
        line, column = (int(rest[1]), int(rest[2])) if len(rest) == 3 else (1, 1)
        return Place(path, line, column)


@dataclass(frozen=True)
class Teller:
    """Puts results into findings."""

    vocabulary: Vocabulary
    profile_path: str

    def findings(self, result: Result, place: Place, way_out: Callable[[], str]) -> list[GateFinding]:
        """Everything that a result has to tell at a place; a verdict that cannot stand never comes to nothing.

        `way_out` says what would make a denied use possible, where no clause does.
        """
        if result.verdict is Verdict.DENY:
            found = [finding if finding.remedy else replace(finding, remedy=way_out()) for finding in self._deny(result, place)]
        elif result.verdict is Verdict.REVIEW:
            found = [*self._review(result, place)]
        else:
            return [self._duty(duty, result, place) for duty in result.duties if _is_pending(duty)]
        # The engine always says why. Should it ever not, the verdict still stops the run.
        level = Level.ERROR if result.verdict is Verdict.DENY else Level.WARNING
        if not any(finding.level is level for finding in found):
            code = "use-not-granted" if result.verdict is Verdict.DENY else "not-decided"
            says = "nothing in its license grants it" if result.verdict is Verdict.DENY else "what was found does not settle it"
            found.append(self._finding(code, result, place, says, remedy=f"`licheck explain` shows the reasoning for `{result.model}`"))
        return found

    def _deny(self, result: Result, place: Place) -> Iterator[GateFinding]:
        clauses = [reason for reason in result.reasons if reason.effect != EVIDENCE]
        for reason in clauses:
            if reason.effect == "permits" and reason.clause:
                continue  # told with the grant that is missing
            failed = [r.says for r in clauses if r.effect == "permits" and r.clause and r.license == reason.license]
            code = "use-not-granted" if reason.effect == "permits" else "use-forbidden"
            because = "" if code == "use-forbidden" else " ".join(failed)
            yield self._of_reason(code, reason, result, place, because)
        for reason in result.reasons:
            if reason.effect == EVIDENCE:
                settled = not clauses and reason.outcome is Truth.YES
                found = self._of_reason("not-released" if settled else "evidence-weak", reason, result, place)
                yield found if settled else replace(found, level=Level.NOTE)

    def _review(self, result: Result, place: Place) -> Iterator[GateFinding]:
        for reason in result.reasons:
            if reason.effect == EVIDENCE:
                yield self._of_reason(_evidence_code(reason, result), reason, result, place)
            elif reason.outcome is Truth.YES and reason.effect == "prohibits":
                yield self._of_reason("evidence-weak", reason, result, place)
        told = any(reason.effect == EVIDENCE and "model.license" in reason.missing for reason in result.reasons)
        for question in result.questions:
            if not (question.fact == "model.license" and told):
                yield self._question(question, result, place)

    def _of_reason(self, code: str, reason: Reason, result: Result, place: Place, because: str = "") -> GateFinding:
        facts = "; ".join(reading_text(reading) for reading in reason.facts if reading.value is not None)
        remedy = _REMEDIES.get(code, "") if code == "model-unknown" or not reason.remedy else reason.remedy
        return self._finding(
            code, result, place, reason.says, remedy,
            license=reason.license, clause=reason.clause, section=reason.section,
            because="; ".join(filter(None, (because, facts, reason.note))), subject="" if reason.clause else _subject(code, reason),
        )  # fmt: skip

    def _question(self, question: Question, result: Result, place: Place) -> GateFinding:
        hanging = [
            r
            for r in result.reasons
            if r.outcome is Truth.UNKNOWN and (question.fact in r.missing or question.fact == f"{r.license}#{r.clause}")
        ]
        first = hanging[0] if hanging else Reason("", "", "", "", Truth.UNKNOWN, (), "")
        hanging_on = f"{reference_text(first.license, first.section)}: {first.says.removesuffix('.')}" if hanging else ""
        if len(hanging) > 1:
            hanging_on += f"; {len(hanging) - 1} more clause{'s' if len(hanging) > 2 else ''} hang on it"
        if not hanging:
            duty = next((duty for duty in result.duties if question.fact in duty.missing), None)
            hanging_on = f"only a duty of {reference_text(duty.license, duty.section)} hangs on it" if duty is not None else ""
        return self._finding(
            "reading-open" if question.for_counsel else "fact-missing", result, place, question.ask, self._answer(question),
            license=first.license, clause=first.clause, section=first.section, because=hanging_on, subject=question.fact,
        )  # fmt: skip

    def _answer(self, question: Question) -> str:
        if question.for_counsel:
            return "ask counsel, and record the answer with `licheck decide`"
        if question.fact == "model.license":
            return "write the model out in the manifest with its license and base models"
        where = "values" if "#" in question.fact else "exchange_rates" if question.fact.startswith("exchange_rates.") else ""
        return f"state `{question.fact}` in {self.profile_path}" + (f", under `{where}`" if where else "")

    def _duty(self, duty: Duty, result: Result, place: Place) -> GateFinding:
        label = duty_text(duty, self.vocabulary.duties[duty.duty].label)
        says = label if duty.status is DutyStatus.REQUIRED else f"perhaps: {label}"
        remedy = f"do it, and add `{duty.license}#{duty.clause}` to `meets` of the use"
        return self._finding(
            "duty-open", result, place, says, remedy,
            license=duty.license, clause=duty.clause, section=duty.section, because=duty.note,
        )  # fmt: skip

    def of_decision(self, code: str, result: Result, place: Place, says: str, remedy: str) -> GateFinding:
        """What a decision says of a result."""
        return self._finding(code, result, place, says, remedy, subject="decision")

    def _finding(
        self, code: str, result: Result, place: Place, says: str, remedy: str = "",
        *, license: str = "", clause: str = "", section: str = "", because: str = "", subject: str = "",
    ) -> GateFinding:  # fmt: skip
        stands = {Verdict.DENY: _CANNOT, Verdict.REVIEW: _OPEN}.get(result.verdict, _DUTY)
        reference = f"{reference_text(license, section)}: " if license else ""
        told = f"{says.removesuffix('.')} ({because.removesuffix('.')})" if because else says.removesuffix(".")
        note = f"; {place.note}" if place.note else ""
        return GateFinding(
            code, GATE_CODES[code], place.path, place.line, place.column,
            f"`{result.name}` {stands} `{result.use}`: {reference}{told}{note}",
            remedy, result.model, result.use, license, clause, section, result.verdict,
            says=says, because=because, subject=subject, revision=result.revision, reader=place.reader,
            provider=result.provider,
        )  # fmt: skip


def _evidence_code(reason: Reason, result: Result) -> str:
    if not result.channel:  # nobody describes the model
        return "model-unknown"
    return "license-unknown" if reason.license or "model.license" in reason.missing else "evidence-weak"


def _subject(code: str, reason: Reason) -> str:
    """What tells a reason apart that no clause gives: whose license is not known, and of what sources disagree.

    What a sentence only adds for help, such as names that are like an unknown one, may change without the finding being another.
    """
    if code == "model-unknown":
        return ""
    return reason.model if code == "license-unknown" else f"{reason.model} {reason.says}".strip()


def _is_pending(duty: Duty) -> bool:
    return duty.status in (DutyStatus.REQUIRED, DutyStatus.MAY_APPLY)


def at_file(code: str, path: str, message: str, remedy: str = "", line: int = 0, column: int = 0, subject: str = "") -> GateFinding:
    """A finding about a file or a place of it, rather than about a model."""
    return GateFinding(code, GATE_CODES[code], path, line, column, message, remedy, says=message, subject=subject or message)


def of_problem(code: str, problem: Problem) -> GateFinding:
    """A problem of an input as a finding."""
    return at_file(code, problem.path, problem.message, problem.hint, problem.line, problem.column)


def with_fingerprints(findings: Iterable[GateFinding], relative: Callable[[str], str]) -> list[GateFinding]:
    """The findings in the order of their places, each with a fingerprint that does not move with its line.

    `relative` gives a path as it is named from the top of the repository. Findings that say the same of the same file are counted, so
    that one more of them is a new one.
    """
    ordered = sorted(findings, key=lambda f: (f.path, f.line, f.column, f.model, f.use, -_rank(f.level)))
    seen: Counter[str] = Counter()
    result = []
    for finding in ordered:
        said = (finding.code, PurePath(relative(finding.path)).as_posix(), finding.model.casefold(), finding.revision, finding.use)
        service = (finding.provider.casefold(),) if finding.provider else ()
        key = "\n".join((*said, *service, finding.license, finding.clause, finding.subject))
        seen[key] += 1
        result.append(replace(finding, fingerprint=sha256_of_bytes(f"{key}\n{seen[key]}".encode("utf-8", "surrogatepass"))[:24]))
    return result


def _rank(level: Level) -> int:
    return (Level.NOTE, Level.WARNING, Level.ERROR).index(level)
