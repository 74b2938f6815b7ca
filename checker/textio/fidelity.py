"""Holds an encoding against its text: hash, anchors, sections, amounts and prescribed strings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from checker.domain.finding import Finding
from checker.domain.finding_codes import found
from checker.domain.license import Clause, License, Value
from checker.domain.variation import Variation
from checker.textio.normal import sha256_of_text, tokens
from checker.textio.numbers import amounts
from checker.textio.passages import LicenseText
from checker.textio.pieces import cuts_of
from checker.textio.section_names import Naming, read
from checker.textio.sections import Label, sections

_LITERALS = ("notice", "display", "prefix")
"""Parameters of a duty that must be the text's own words."""
_PLACEHOLDER = "["


@dataclass(frozen=True, slots=True)
class SectionCount:
    """How much of a text an encoding accounts for."""

    in_text: int
    encoded: int
    """Sections that a clause, a value or a term names, themselves or a part around them."""
    listed: int
    """Sections that only `not_encoded` names."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What does not fit between an encoding and its text."""

    findings: tuple[Finding, ...]
    fully: bool
    """Whether every number of the text fits the numbers around it, so that no numbered section can have been overlooked."""


@dataclass
class _Side:
    """A text with its sections, and the words on each of its lines."""

    text: str
    naming: Naming = field(init=False)
    words: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.naming = Naming(sections(self.text))
        for number, line in enumerate(self.text.splitlines(), 1):
            found = tokens(line)
            self.words += found
            self.lines += [number] * len(found)

    def lines_of(self, anchor: str) -> list[int]:
        """The lines on which the words of an anchor begin."""
        wanted = tokens(anchor)
        length = len(wanted)
        return [self.lines[at] for at, word in enumerate(self.words) if word == wanted[0] and self.words[at : at + length] == wanted]

    @property
    def labels(self) -> Sequence[Label]:
        """The numbered sections of the text."""
        return self.naming.labels


def encoded_sections(license: License) -> list[str]:
    """The sections that clauses, values and terms name."""
    values, terms = [value.section for value in license.values], [term.section for term in license.terms]
    return [*(clause.section for clause in license.clauses), *values, *terms]


def named_sections(license: License) -> list[tuple[str, bool]]:
    """Every section that the encoding names, with whether it is listed as a mere heading."""
    encoded = [(section, False) for section in encoded_sections(license)]
    return encoded + [(omission.section, is_mere_heading(omission.reason)) for omission in license.omissions]


def is_mere_heading(reason: str) -> bool:
    """Whether a section is listed as one that holds others and says nothing itself."""
    return tokens(reason)[:1] == ["heading"]


def count_sections(license: License, text: str) -> SectionCount:
    """How many of the numbered sections of a text are encoded, listed, or neither."""
    naming, named = Naming(sections(text)), named_sections(license)
    counted = naming.counted(named)
    missing = naming.uncovered(named, counted)
    not_encoded = naming.uncovered([(section, False) for section in encoded_sections(license)], counted)
    listed = len(not_encoded) - len(missing)
    return SectionCount(len(counted), len(counted) - len(not_encoded), listed)


def compare(license: License, text: str) -> Comparison:
    """Holds an encoding against its text."""
    side = _Side(text)
    passages = LicenseText(text, side.naming)
    findings = [*_hash(license, text)]
    anchored: tuple[Clause | Value, ...] = (*license.values, *license.clauses)
    for entry in anchored:
        if entry.anchor.strip():
            findings += _anchor(license, entry, side, passages)
    for value in license.values:
        findings += _amount(license, value, passages)
    for clause in license.clauses:
        findings += _literals(license, clause, side)
    for variation in license.varies:
        findings += _variation(license, variation, text)
    findings += [*_missing(license, side), *_unknown(license, side)]
    return Comparison(tuple(findings), all(label.sure or label.counted for label in side.labels))


def _hash(license: License, text: str) -> Iterator[Finding]:
    digest = sha256_of_text(text)
    if digest != license.text_sha256:
        hint = "read what has changed, change the encoding where it must, and pin the new hash"
        yield found("text-drift", license.id, f"the text at hand is not the one that was encoded: its sha256 is {digest}", hint)


def _anchor(license: License, entry: Clause | Value, side: _Side, passages: LicenseText) -> Iterator[Finding]:
    subject = f"{license.id}#{entry.id}"
    if not passages.holds(entry.anchor):
        yield found("anchor-not-found", subject, f"the text does not hold the anchor `{entry.anchor}`", "take its words from the text")
        return
    meant, lines = side.naming.meant(entry.section), side.lines_of(entry.anchor)
    spans = side.naming.spans(entry.section)
    if lines and spans and all(label.sure for label in meant) and not any(line in span for line in lines for span in spans):
        message = f"the anchor of `{entry.id}` does not stand in section `{entry.section}`, but in line {lines[0]} of the text"
        yield found("anchor-elsewhere", subject, message, "correct the section, or take an anchor from it")


def _amount(license: License, value: Value, passages: LicenseText) -> Iterator[Finding]:
    """An amount that its own passage does not state is hardly the amount of the text."""
    passage = passages.passage(value.anchor, value.section)
    exact = value.amount.exact if value.amount is not None else None
    if passage is not None and exact is not None and exact not in amounts(passage):
        message = f"the passage of `{value.id}` does not state {exact:,f}"
        yield found("amount-elsewhere", f"{license.id}#{value.id}", message, "correct the amount, or take the anchor from where it stands")


def _literals(license: License, clause: Clause, side: _Side) -> Iterator[Finding]:
    for name in _LITERALS:
        literal = clause.parameter(name)
        if literal and _PLACEHOLDER not in literal and tokens(literal) and not side.lines_of(literal):
            message = f"the text does not hold the `{name}` of `{clause.id}`: `{literal}`"
            yield found("literal-not-found", f"{license.id}#{clause.id}", message, "copy it from the text, word for word")


def _variation(license: License, variation: Variation, text: str) -> Iterator[Finding]:
    try:
        cuts_of(text, [variation])
    except ValueError as error:
        yield found("anchor-not-found", license.id, f"what `varies`: {error}", "take the words beside it from the text, in its order")


def _missing(license: License, side: _Side) -> Iterator[Finding]:
    named = named_sections(license)
    for label in side.naming.uncovered(named, side.naming.counted(named)):
        code = "section-missing" if label.sure else "section-doubtful"
        place = f" under `{label.places[-1].title}`" if label.region and label.places else ""
        message = f"section {label.shown}{place} (line {label.line} of the text) is neither encoded nor listed"
        yield found(code, license.id, message, "encode it, or list it under `not_encoded` with the reason")


def _unknown(license: License, side: _Side) -> Iterator[Finding]:
    """Sections that an encoding names, and that the text, whose numbers are without a gap, does not have."""
    tops = {label.path[0] for label in side.labels} | {place.path[0] for label in side.labels for place in label.places if place.path}
    if not side.labels or not all(label.sure for label in side.labels):
        return
    digits = any(top.isdigit() for top in tops)
    for section in dict.fromkeys(section for section, _ in named_sections(license)):
        path = read(section).path
        if path and path[0].isdigit() and digits and path[0] not in tops:
            yield found("section-unknown", license.id, f"the text has no section `{section}`", "name it as the text numbers it")
