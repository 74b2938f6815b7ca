"""A license found in a file, as it is told: the lines it takes up, and for an altered copy what was changed."""

from __future__ import annotations

from collections.abc import Iterator

from checker.domain.recognition import ChangeKind, Near, Part
from checker.domain.variation import VariationKind, Varied
from checker.errors import InputError
from checker.library.store import Library
from checker.textio.alignment import NEVER_WHOLE
from checker.textio.changes import changes, unchanged_sections
from checker.textio.copies import Copy, near
from checker.textio.exact import Stretch
from checker.textio.normal import tokens
from checker.textio.notices import is_harmless
from checker.textio.spelling import one_spelling
from checker.textio.words import Words


def verbatim_part(words: Words, stretch: Stretch, start: int, end: int) -> Part:
    """A license that stands word for word, with the notices around it from word `start` to before `end`, and what varies within it."""
    within = [(gap.start, gap.end) for gap in stretch.gaps if gap.kind is VariationKind.NOTICE]
    spans = [(start, stretch.start), *within, (stretch.end, end)]
    return Part(
        stretch.print.license,
        exact=True,
        similarity=1.0,
        first_line=words.line_of(start),
        last_line=words.line_of(end - 1),
        notices=tuple(_plain(words, *span) for span in spans if span[0] < span[1]),
        varied=tuple(_varied(words, stretch)),
    )


def _varied(words: Words, stretch: Stretch) -> Iterator[Varied]:
    """In what a copy differs from the pinned text, beside its notices."""
    if words.strict_sha256(stretch.start, stretch.end) == stretch.print.sha256:
        return
    for gap in stretch.gaps:
        if gap.kind is not VariationKind.NOTICE:
            yield Varied(gap.kind, _plain(words, gap.start, gap.end))
    if not stretch.gaps:
        yield Varied(VariationKind.SPELLING, ", ".join(words.spelled_otherwise(stretch.start, stretch.end)))


def _plain(words: Words, start: int, end: int) -> str:
    return " ".join(words.verbatim(start, end).split())


def altered_part(copy: Copy, library: Library, verbatim: Stretch | None) -> Part:
    """An altered copy; `verbatim` where the whole license stands in it word for word, and words were only added."""
    found = copy.alignment
    words = found.words
    titles = tokens(found.print.license)
    every = changes(found)
    notices = tuple(change for change in every if change.kind is ChangeKind.ADDED and is_harmless(change.passage.text, titles))
    made = tuple(change for change in every if change not in notices)
    others = () if verbatim is not None else tuple(Near(other.print.license, _told(other.similarity)) for other in near(copy))
    return Part(
        license=found.print.license,
        exact=False,
        similarity=_told(found.similarity),
        first_line=words.line_of(found.start),
        last_line=words.line_of(found.end - 1),
        notices=tuple(" ".join(notice.passage.text.split()) for notice in notices),
        changes=made,
        unchanged=unchanged_sections(found, made),
        clauses=() if verbatim is not None else _clauses_gone(found.print.license, words, found.start, found.end, library),
        near=others,
        whole=verbatim is not None,
    )


def _told(similarity: float) -> float:
    """Cut to four places, never rounded up to 1."""
    return int(min(similarity, NEVER_WHOLE) * 10_000) / 10_000


def _clauses_gone(license_id: str, words: Words, start: int, end: int, library: Library) -> tuple[str, ...]:
    """The clauses and values of the encoding whose anchor does not stand in the copy."""
    try:
        license = library.license(license_id)
    except InputError:  # a broken encoding is told by the commands that need it
        return ()
    if license is None:
        return ()
    said = f" {words.stretch(start, end).decode()} "
    anchored = [(value.id, value.anchor) for value in license.values] + [(clause.id, clause.anchor) for clause in license.clauses]
    return tuple(dict.fromkeys(part for part, anchor in anchored if anchor and f" {' '.join(one_spelling(tokens(anchor)))} " not in said))
