"""Which license a text is: the license itself, an altered copy, several, a mere pointer, or none that is known.

    recognizer = Recognizer.open()
    recognizer.text(some_text)             # a Recognition
    recognizer.file(Path("LICENSE"))       # the same; raises InputError for a file that is no text

No license text is needed for it, only the figures of `fingerprints.json`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from checker.app.altered import altered_part, verbatim_part
from checker.app.naming import Names
from checker.domain.recognition import Near, Outcome, Part, Passage, Recognition, Reference
from checker.library.fingerprints import Fingerprints
from checker.library.places import Places
from checker.library.store import Library
from checker.textio.copies import WORTH_NAMING, Copy, closest, copies
from checker.textio.exact import Stretch, exact_stretches
from checker.textio.normal import tokens
from checker.textio.notices import is_harmless
from checker.textio.plain import decoded, read_license_file, views
from checker.textio.pointers import SAYS_NOTHING, SHORT, pointers
from checker.textio.words import GRAM, Words


@dataclass(frozen=True)
class _Reading:
    """One way to read a file, with the licenses that stand in it word for word."""

    words: Words
    stretches: Sequence[Stretch]


@dataclass(frozen=True)
class Recognizer:
    """Recognizes license texts; keeps what it has loaded."""

    library: Library
    prints: Fingerprints
    names: Names

    @staticmethod
    def open(extra: Sequence[Path | str] = ()) -> Recognizer:
        """With the shipped fingerprints and those of the user's folders.

        Raises UsageError for a folder that is not there, and InputError for what is wrong in the user's encodings.
        """
        library = Library(Places.of([Path(folder) for folder in extra]))
        library.with_incorporated(library.places.own())
        prints = Fingerprints(library.places)
        return Recognizer(library, prints, Names(prints.headings, library))

    def file(self, path: Path) -> Recognition:
        """What a file is. Raises InputError where it cannot be read, or is no text."""
        return self.data(read_license_file(path), str(path))

    def data(self, data: bytes, name: str) -> Recognition:
        """What the bytes of a file named `name` are. Raises InputError where they are no text."""
        text, notes = decoded(data, name)
        found = self.text(text)
        return replace(found, notes=(*notes, *found.notes)) if notes else found

    def text(self, text: str) -> Recognition:
        """What a text is."""
        seen: list[Words] = []
        for view in views(text):
            words = Words(view)
            whole = self._whole(words)
            if whole is not None:
                return whole
            if not seen or words.tokens != seen[-1].tokens:
                seen.append(words)
        readings = []
        for words in seen:
            readings.append(_Reading(words, exact_stretches(words, self.prints.by_head, self.prints.varies)))
            verbatim = self._verbatim(readings[-1])
            if verbatim is not None:
                return verbatim
        return self._not_exact(text, readings)

    def _not_exact(self, text: str, seen: Sequence[_Reading]) -> Recognition:
        """What a text is that is no license word for word, in the reading that brings it closest to one."""
        words = seen[-1].words
        if not words.tokens:
            return Recognition(Outcome.EMPTY)
        references = self._references(text, words)
        found = max(((reading, copies(self.prints.prints, reading.words)) for reading in seen), key=lambda held: _weight(held[1]))
        if found[1]:
            expressly = tuple(reference for reference, express in references if express)
            return replace(self._copies(*found), references=expressly)
        told = tuple(reference for reference, express in references if express or len(words) <= SHORT)
        if told:
            return Recognition(Outcome.POINTER, references=told)
        return Recognition(Outcome.UNKNOWN, nearest=self._nearest(words))

    def _whole(self, words: Words) -> Recognition | None:
        """The license whose normalized text this is."""
        found = self.prints.with_hash(words.whole_sha256) if words.tokens else []
        if not found:
            return None
        first, last = words.lines
        part = Part(found[0], exact=True, similarity=1.0, first_line=first, last_line=last)
        notes = (f"the same text is also that of {', '.join(f'`{other}`' for other in found[1:])}",) if found[1:] else ()
        return Recognition(Outcome.EXACT, (self._told(part),), notes=notes)

    def _verbatim(self, reading: _Reading) -> Recognition | None:
        """One or several licenses word for word, with nothing beside them but titles and copyright notices."""
        words, found = reading.words, reading.stretches
        titles = self._titles(stretch.print.license for stretch in found)
        if not found or not all(is_harmless(words.verbatim(*beside), titles) for beside in _between(found, len(words))):
            return None
        parts = []
        begin = 0
        for stretch in found:
            end = len(words) if stretch is found[-1] else stretch.end
            parts.append(self._told(verbatim_part(words, stretch, begin, end)))
            begin = stretch.end
        return Recognition(Outcome.EXACT if len(parts) == 1 else Outcome.SEVERAL, tuple(parts))

    def _copies(self, reading: _Reading, found: Sequence[Copy]) -> Recognition:
        """One or several copies, some of them altered."""
        words = reading.words
        parts: list[Part] = []
        taken: list[tuple[int, int]] = []
        for copy in found:
            region = copy.alignment
            same = next((s for s in reading.stretches if s.print is region.print and s.start < region.end and region.start < s.end), None)
            if same is not None and len(found) > 1:
                parts.append(self._told(verbatim_part(words, same, same.start, same.end)))
                taken.append((same.start, same.end))
            else:
                parts.append(self._told(altered_part(copy, self.library, same)))
                taken.append((region.start, region.end))
        if len(parts) == 1:
            return Recognition(Outcome.ALTERED, tuple(parts))
        return Recognition(
            Outcome.SEVERAL, tuple(parts), other=tuple(_left_over(words, taken, self._titles(part.license for part in parts)))
        )

    def _titles(self, licenses: Iterable[str]) -> frozenset[str]:
        """The words that may stand in the title of some licenses."""
        named = [(license_id, self.prints.headings.get(license_id)) for license_id in licenses]
        return frozenset(word for license_id, heading in named for word in tokens(f"{license_id} {heading.name if heading else ''}"))

    def _told(self, part: Part) -> Part:
        print_ = self.prints.get(part.license)
        return replace(part, excerpt=print_ is not None and print_.excerpt, encoded=self._is_encoded(part.license))

    def _is_encoded(self, license_id: str) -> bool:
        return self.library.places.license_file(license_id) is not None

    def _references(self, text: str, words: Words) -> list[tuple[Reference, bool]]:
        """What the text points to, with whether it says so expressly; of a long text only what is express."""
        targets = {found.target: found.expressly for found in pointers(text) if found.expressly or len(words) <= SHORT}
        telling = {target: said for target, said in targets.items() if target not in SAYS_NOTHING} or targets
        found = [(Reference(target, self.names.of(target)), said) for target, said in telling.items()]
        if len(words) <= SHORT and words.tokens and not any(reference.licenses for reference, _ in found):
            named = self.names.in_text(words.tokens)
            found += [(Reference(name, ids), False) for name, ids in named.items()]
        return found

    def _nearest(self, words: Words) -> Near | None:
        ranked = closest(self.prints.prints, words, 0, len(words)) if len(words) >= GRAM else []
        if not ranked:
            return None
        best = ranked[0].within(0, len(words))
        return Near(best.print.license, best.similarity) if best.similarity >= WORTH_NAMING else None


def _weight(found: Sequence[Copy]) -> float:
    return sum(copy.alignment.weight for copy in found)


def _between(found: Sequence[Stretch], length: int) -> list[tuple[int, int]]:
    ends = [0, *(stretch.end for stretch in found)]
    starts = [*(stretch.start for stretch in found), length]
    return list(zip(ends, starts, strict=True))


def _left_over(words: Words, taken: Sequence[tuple[int, int]], titles: frozenset[str]) -> list[Passage]:
    ends = [0, *(end for _, end in taken)]
    starts = [*(start for start, _ in taken), len(words)]
    rest = [(words.line_of(start), words.verbatim(start, end)) for start, end in zip(ends, starts, strict=True) if start < end]
    return [Passage(line, text) for line, text in rest if not is_harmless(text, titles)]
