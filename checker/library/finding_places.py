"""Finds the place in a file that a finding is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from checker.domain.finding import Finding
from checker.library.places import Places
from checker.textio.document import Document, load

Where = tuple[str | int, ...]
_IN_CASES = frozenset(["cases-invalid", "case-names-nothing"])
"""Codes of what is wrong in the cases, not in the encoding."""


@dataclass
class FindingPlaces:
    """The files of the library, read again for their lines where something is wrong in them."""

    places: Places
    _vocabulary: list[Document] = field(default_factory=list)

    def placed(self, license_id: str, findings: Sequence[Finding]) -> Iterator[Finding]:
        """The findings of one encoding, each with file, line and column as far as they can be told."""
        for path, in_cases in ((self.places.license_file(license_id), False), (self._cases(license_id), True)):
            wanted = [finding for finding in findings if (finding.code in _IN_CASES) is in_cases]
            yield from (finding for finding in wanted if finding.path or path is None)
            unplaced = [finding for finding in wanted if not finding.path]
            if path is not None and unplaced:
                document = load(path, self.places.shown(path))
                yield from (replace(finding, path=_shown(document, _location(document, finding))) for finding in unplaced)

    def in_vocabulary(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Findings about words, each with the place of the word; the subject is `list: word`."""
        for finding in findings:
            kind, _, word = finding.subject.partition(": ")
            yield replace(finding, path=next(self._places_of(kind, word), ""))

    def _cases(self, license_id: str) -> Path | None:
        files = (root / "cases" / f"{license_id}.yaml" for root in reversed(self.places.roots))
        return next((path for path in files if path.is_file()), None)

    def _places_of(self, kind: str, word: str) -> Iterator[str]:
        if not self._vocabulary:
            self._vocabulary = [load(path, self.places.shown(path)) for path in self.places.files("vocabulary")]
        for document in self._vocabulary:
            for where in _word_locations(document, kind, word):
                yield _shown(document, where)


def _shown(document: Document, where: Where) -> str:
    if not where:
        return document.path
    line, column = document.mark(where, of_key=True)
    return f"{document.path}:{line}:{column}"


def _location(document: Document, finding: Finding) -> Where:
    """Where the clause, value, term or case that a finding names stands in its file; empty for one about the whole file."""
    data = document.data
    if finding.code in _IN_CASES:
        case = finding.subject.partition(": ")[2]
        return next((("cases", at) for at, entry in enumerate(data["cases"]) if entry["name"] == case), ())
    name = finding.subject.partition("#")[2]
    if not name:
        return ("text", "sha256") if finding.code == "text-drift" else ()
    clause: Where = next((("clauses", at) for at, entry in enumerate(data["clauses"]) if entry["id"] == name), ())
    named: Where = next(((part, name) for part in ("values", "terms") if name in (data.get(part) or {})), ())
    return named or clause if finding.code.startswith(("value", "term", "amount")) else clause or named


def _word_locations(document: Document, kind: str, word: str) -> Iterator[Where]:
    data = document.data
    for part in ("groups", "windows", "parties"):
        if kind == part and word in (data.get(part) or {}):
            yield (part, word)
    entries = data.get("entries") or {}
    if data.get("kind") == kind and word in entries:
        yield ("entries", word)
    elif data.get("kind") == "choices" and kind in entries and word in entries[kind]:
        yield ("entries", kind, word)
