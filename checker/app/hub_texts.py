"""What the texts beside a model say: the license itself, an altered copy of one, or something that a person has to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from checker.app.identify import Recognizer
from checker.domain.license import LicenseKind
from checker.domain.model import AllOf, Expression, LicenseRef, Source, Statement
from checker.domain.recognition import Change, Outcome, Part, Recognition
from checker.domain.verdict import Evidence
from checker.hub.interface import FileKind, HubFile, HubRecord
from checker.hub.snapshot import LOCAL
from checker.textio.normal import tokens

UNRECOGNIZED = "unrecognized"
"""Stands for the license where the text is none that is encoded."""
UNRESOLVED = "unresolved"
"""Stands for the license where a file only points to one."""
_SHORT_POINTER = 40
"""Words of a file that names a license and says nothing else."""
_TERMS = frozenset(
    [
        "not",
        "no",
        "non",
        "only",
        "noncommercial",
        "commercial",
        "commercially",
        "research",
        "academic",
        "academia",
        "personal",
        "educational",
        "except",
        "excluding",
        "however",
        "but",
        "unless",
        "prohibited",
        "forbidden",
        "restricted",
        "restrictions",
        "additional",
        "addition",
        "further",
        "without",
        "subject",
        "must",
    ]
)
"""Words with which a file that names a license adds terms to it."""
_SHOWN_CHANGES = 3


@dataclass(frozen=True)
class Told:
    """What a text says, in words, and as a license."""

    expression: Expression | None
    evidence: Evidence
    says: str


@dataclass(frozen=True)
class TextReader:
    """Reads license, policy and notice files."""

    recognizer: Recognizer
    _known: dict[str, Recognition] = field(default_factory=dict)

    def statement(self, file: HubFile, record: HubRecord) -> tuple[Statement | None, str]:
        """What a license file says of the model's license, and that in words; no statement where it says nothing."""
        told = self._told(file.path, self._recognized(file), file.text)
        if told.expression is None:
            return None, told.says
        return Statement(told.evidence, source_of(record, file.path, file.sha256), told.expression), told.says

    def policies(self, file: HubFile) -> tuple[tuple[str, ...], str]:
        """The policies that a file holds or points to; none, and the reason, where it is another text."""
        told = self._told(file.path, self._recognized(file), file.text)
        if told.expression is None:
            return (), ""
        refs = list(refs_of(told.expression))
        return ((), told.says) if any(ref.doubt for ref in refs) else (tuple(ref.id for ref in refs), told.says)

    def named(self, file: HubFile) -> tuple[str, ...]:
        """The licenses that a notice names for certain."""
        recognition = self._recognized(file)
        parts = [part.license for part in recognition.parts if part.exact]
        sole = [reference.licenses[0] for reference in recognition.references if len(reference.licenses) == 1]
        return tuple(dict.fromkeys([*parts, *sole]))

    def _recognized(self, file: HubFile) -> Recognition:
        """What a text is; the same text beside many models is read once."""
        if file.sha256 not in self._known:
            self._known[file.sha256] = self.recognizer.text(file.text)
        return self._known[file.sha256]

    def incorporated(self, license_ids: Iterable[str]) -> frozenset[str]:
        """Some licenses and everything they incorporate."""
        return frozenset(self.recognizer.library.with_incorporated(license_ids)) | frozenset(license_ids)

    def _told(self, path: str, found: Recognition, text: str) -> Told:
        if found.outcome is Outcome.EMPTY:
            return Told(None, Evidence.DETECTED, "empty")
        if found.is_settled and not any(part.excerpt for part in found.parts):
            ids = self._without_incorporated([part.license for part in found.parts])
            refs = tuple(LicenseRef(license_id) for license_id in ids)
            says = f"word for word {' and '.join(part.license for part in found.parts)}"
            return Told(refs[0] if len(refs) == 1 else AllOf(refs), Evidence.DETECTED, says)
        if found.outcome is Outcome.POINTER:
            return self._pointer(path, found, text)
        says = _unsettled(found)
        remedy = f"have counsel read {path}; `licheck identify` on it shows {'every change' if found.parts else 'what it comes closest to'}"
        return Told(LicenseRef(UNRECOGNIZED, f"{path} is {says}.", remedy), Evidence.DETECTED, says)

    def _pointer(self, path: str, found: Recognition, text: str) -> Told:
        """A file that names a license is that license's word only where it says nothing else."""
        targets = ", ".join(f"`{reference.target}`" for reference in found.references)
        words = tokens(text)
        plain = len(words) <= _SHORT_POINTER and _TERMS.isdisjoint(words)
        exact = {license_id for reference in found.references for license_id in self.recognizer.names.exactly(reference.target)}
        if plain and len(exact) == 1:
            (license_id,) = exact
            return Told(LicenseRef(license_id), Evidence.DECLARED, f"no text; it names {license_id}")
        doubt = f"{path} holds no license text, only a pointer to {targets}"
        doubt += "." if plain else ", and more words, which may be terms."
        remedy = f"read {path} and what it points to, and name the license in the profile"
        return Told(LicenseRef(UNRESOLVED, doubt, remedy), Evidence.DECLARED, f"a pointer to {targets}")

    def _without_incorporated(self, ids: Sequence[str]) -> list[str]:
        """Without the policies that another license of the same file brings along anyway."""
        brought = {part for license_id in ids for part in self.incorporated([license_id]) if part != license_id}
        kept = [license_id for license_id in dict.fromkeys(ids) if license_id not in brought]
        return kept or list(dict.fromkeys(ids))

    def is_policy(self, license_id: str) -> bool:
        """Whether an encoding is a policy and grants nothing itself."""
        license = self.recognizer.library.license(license_id)
        return license is not None and license.kind is LicenseKind.POLICY


def source_of(record: HubRecord, path: str, sha256: str = "") -> Source:
    """Where something was read: the file, the place, the commit and the day."""
    place = "in the local Hub cache" if record.endpoint == LOCAL else "on the Hub"
    name = "the model card" if path == "README.md" else path
    return Source(f"{name} {place} at {record.commit[:7]}", record.url(path), record.fetched[:10], record.commit, sha256)


def of_kind(record: HubRecord, kind: FileKind) -> list[HubFile]:
    """The texts of one kind."""
    return [file for file in record.files if file.kind is kind]


def refs_of(expression: Expression) -> Iterator[LicenseRef]:
    """Every license that an expression names."""
    if isinstance(expression, LicenseRef):
        yield expression
    else:
        for part in expression.parts:
            yield from refs_of(part)


def _unsettled(found: Recognition) -> str:
    if found.outcome is Outcome.UNKNOWN:
        near = f"; it comes closest to {found.nearest.license} ({found.nearest.similarity:.0%} alike)" if found.nearest else ""
        return f"a text that is not encoded{near}"
    if found.outcome is Outcome.ALTERED:
        return f"an altered copy of {_altered(found.parts[0])}"
    parts = [f"{part.license} word for word" if part.exact else f"an altered copy of {_altered(part)}" for part in found.parts]
    if found.other:
        parts.append(f"text that belongs to none of them (line {found.other[0].line})")
    return f"a file with several texts: {'; '.join(parts)}"


def _altered(part: Part) -> str:
    if part.exact:
        return f"{part.license}, of which only an excerpt was encoded"
    told = [_change(change) for change in part.changes]
    more = f" and {len(told) - _SHOWN_CHANGES} more" if len(told) > _SHOWN_CHANGES else ""
    alike = f"{min(part.similarity, 0.999):.1%} alike"
    return f"{part.license} ({alike}): {'; '.join(told[:_SHOWN_CHANGES])}{more}" if told else f"{part.license} ({alike})"


def _change(change: Change) -> str:
    sections = ", ".join(f"§ {section}" for section in change.sections)
    where = f"{sections}, line {change.passage.line}" if sections else f"line {change.passage.line}"
    if change.numbers_there or change.numbers_here:
        return f"{where}: {', '.join(change.numbers_there) or 'nothing'} became {', '.join(change.numbers_here) or 'nothing'}"
    return f"{where} {change.kind.value}"
