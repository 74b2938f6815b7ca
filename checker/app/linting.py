"""Checks encodings, their cases and the vocabulary, and says where in which file each defect stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checker.app.session import Session
from checker.domain.finding import Finding, Severity
from checker.domain.finding_codes import found
from checker.domain.license import License
from checker.engine.case import Context
from checker.engine.difference import Dead, never_matter
from checker.engine.lint import lint, names_nothing
from checker.engine.strictness import OneLicense
from checker.engine.vocabulary_use import unused
from checker.errors import InputError
from checker.library.cases import Example
from checker.library.finding_places import FindingPlaces
from checker.library.places import Places
from checker.library.store import Library
from checker.library.texts import TextFolder
from checker.textio.fidelity import Comparison, compare


@dataclass(frozen=True, slots=True)
class LintReport:
    """What a lint found, and how far it could look."""

    findings: tuple[Finding, ...]
    encodings: int
    with_text: int
    """Encodings that were held against their text."""
    fully: int
    """Of these, those in whose text every number fits the numbers around it, so that no numbered section can have been overlooked."""
    texts: Path | None
    """The folder of texts, or None where none was named, so that no text was looked at."""
    vocabulary: bool
    """Whether the use of the vocabulary was looked at, which takes every encoding."""

    def count(self, severity: Severity) -> int:
        """How many findings are of a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def by_code(self) -> dict[str, int]:
        """How many findings there are of each code, the most frequent first."""
        return dict(Counter(finding.code for finding in self.findings).most_common())


def session_to_lint(folders: Sequence[Path]) -> Session:
    """A session that does not refuse the user's encodings for what is wrong in them, since that is what is looked for."""
    return Session(Library(Places.of(folders)))


def lint_encodings(
    session: Session, license_ids: Sequence[str], texts: Path | None = None, progress: Callable[[int, int], None] | None = None
) -> LintReport:
    """Checks some encodings; the use of the vocabulary too, where they are all there are. Raises InputError for a wrong vocabulary."""
    folder = TextFolder(texts) if texts is not None else None
    places = FindingPlaces(session.library.places)
    whole = set(license_ids) == set(session.library.license_ids)
    _ = session.library.vocabulary  # nothing can be checked by a wrong one, and it is not the fault of the first encoding
    findings: list[Finding] = []
    read: list[License] = []
    compared: list[Comparison] = []
    for done, license_id in enumerate(license_ids, 1):
        license, found_here = _one(session, license_id)
        if license is not None:
            read.append(license)
            comparison = _against_text(license, folder)
            if comparison is not None:
                compared.append(comparison)
                found_here += comparison.findings
            elif folder is not None and license.text_sha256:
                found_here.append(_no_text(license))
            found_here += _without_effect(session, license)
        findings += places.placed(license_id, found_here)
        if progress is not None:
            progress(done, len(license_ids))
    if whole:
        findings += _vocabulary(session, read, places)
    findings.sort(key=_order)
    fully = sum(comparison.fully for comparison in compared)
    return LintReport(tuple(findings), len(license_ids), len(compared), fully, texts, whole)


def _vocabulary(session: Session, read: Iterable[License], places: FindingPlaces) -> Iterable[Finding]:
    try:
        models = session.library.all_models()
    except InputError as error:
        return _invalid("catalog-invalid", "catalog", error)
    return places.in_vocabulary(unused(session.library.vocabulary, read, models))


def _order(finding: Finding) -> tuple[str, int, str, str]:
    path, _, line = finding.path.partition(":")
    number = line.partition(":")[0]
    return path, int(number) if number.isdigit() else 0, finding.code, finding.message


def _one(session: Session, license_id: str) -> tuple[License | None, list[Finding]]:
    """One encoding with what is wrong in it and its cases, or with why it cannot be read."""
    try:
        license = session.library.license(license_id)
    except InputError as error:
        return None, _invalid("encoding-invalid", license_id, error)
    if license is None:
        return None, []
    examples, findings = _examples(session, license)
    findings += lint(license, session.library.vocabulary, None if examples is None else [example.case for example in examples])
    if examples:
        findings += _unknown_names(session, license, examples)
    return license, findings


def _without_effect(session: Session, license: License) -> list[Finding]:
    """Clauses of the file itself that can never matter: no case meets their condition, or another one says the same each time."""
    try:
        rulebook = session.rulebooks.get(license.id)
    except InputError:
        return []  # told where the incorporated file itself is checked
    if rulebook is None:
        return []
    dead = never_matter(OneLicense(rulebook), session.library.vocabulary, Context(date.today()))
    return [_idle(found_dead) for found_dead in dead if found_dead.license == license.id]


def _idle(dead: Dead) -> Finding:
    subject = f"{dead.license}#{dead.clause}"
    if dead.covered_by:
        message = f"the prohibition `{dead.clause}` changes no verdict: `{dead.covered_by}` forbids the same in every case"
        return found("clause-covered", subject, message, "right where the text says a thing twice; otherwise look at both conditions")
    message = f"no case can meet the condition of `{dead.clause}`"
    return found("clause-never-applies", subject, message, "two of its parts contradict each other, or a word is one too many")


def _examples(session: Session, license: License) -> tuple[list[Example] | None, list[Finding]]:
    try:
        return session.library.examples(license.id), []
    except InputError as error:
        return None, _invalid("cases-invalid", license.id, error)


def _unknown_names(session: Session, license: License, examples: Sequence[Example]) -> list[Finding]:
    """What decides and what is owed is of the encoding or what it incorporates; what is met may be a duty of any."""
    met = {clause.partition("#")[0] for example in examples for clause in example.case.meets}
    try:
        own = session.library.with_incorporated([license.id])
        known = {**session.library.with_incorporated(met), **own}
    except InputError:
        return []  # told where that file itself is checked
    decided = {example.name: {*(example.because or ()), *example.duties} for example in examples}
    return [*names_nothing(license, decided, own), *names_nothing(license, {e.name: e.case.meets for e in examples}, known)]


def _invalid(code: str, license_id: str, error: InputError) -> list[Finding]:
    return [found(code, license_id, problem.message, problem.hint, problem.where) for problem in error.problems]


def _against_text(license: License, folder: TextFolder | None) -> Comparison | None:
    """An encoding beside its text; None where no text of it is at hand."""
    text = folder.of(license) if folder is not None else None
    if text is None:
        return None
    return compare(license, text.path.read_text(encoding="utf-8"))


def _no_text(license: License) -> Finding:
    message = f"the text of `{license.id}` is not in the folder of texts, so the encoding was not held against it"
    return found("text-missing", license.id, message, f"it can be read at {license.source}")
