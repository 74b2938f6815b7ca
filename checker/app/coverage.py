"""How much of each text is encoded, and how much of each encoding its cases have seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.app.session import Session
from checker.domain.license import License
from checker.engine.firing import firings
from checker.library.texts import TextFolder
from checker.textio.fidelity import count_sections, encoded_sections


@dataclass(frozen=True, slots=True)
class Coverage:
    """The figures of one encoding."""

    license: str
    sections: int | None
    """Numbered sections of the text; None where the text is not at hand."""
    encoded: int
    """Of these, those that a clause, a value or a term accounts for; without the text, the sections that those name."""
    listed: int
    """Of these, those that stand in `not_encoded` alone; without the text, the sections that it names."""
    clauses: int
    cases: int
    rules: int
    """Prohibitions and duties."""
    tested: int
    """Of these, those that the cases have seen on both sides; on the one they have, where they always apply."""

    @property
    def missing(self) -> int:
        """Numbered sections of the text that the encoding says nothing of."""
        return 0 if self.sections is None else self.sections - self.encoded - self.listed


def coverage(
    session: Session, license_ids: Sequence[str], texts: Path | None = None, progress: Callable[[int, int], None] | None = None
) -> list[Coverage]:
    """The figures of some encodings. Raises InputError for an encoding or cases that cannot be read."""
    folder = TextFolder(texts) if texts is not None else None
    found = []
    for done, license_id in enumerate(license_ids, 1):
        found.append(_of(session, session.licenses[license_id], folder))
        if progress is not None:
            progress(done, len(license_ids))
    return found


def _of(session: Session, license: License, folder: TextFolder | None) -> Coverage:
    examples = session.library.examples(license.id)
    seen = firings(license, session.library.vocabulary, [example.case for example in examples])
    text = folder.of(license) if folder is not None else None
    if text is None:
        named = set(encoded_sections(license))
        sections, encoded, listed = None, len(named), len({omission.section for omission in license.omissions} - named)
    else:
        counted = count_sections(license, text.path.read_text(encoding="utf-8"))
        sections, encoded, listed = counted.in_text, counted.encoded, counted.listed
    tested = sum(firing.tested for firing in seen)
    return Coverage(license.id, sections, encoded, listed, len(license.clauses), len(examples), len(seen), tested)
