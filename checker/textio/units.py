"""Cuts a license text into sentences, each with the section it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.textio.normal import tokens
from checker.textio.paragraphs import paragraphs
from checker.textio.sections import Label, sections

MIN_WORDS = 8
"""A shorter piece (a heading, the item of a list) goes with the one that follows it."""
_SENTENCE = re.compile(r"(?<=[.;:!?。；：”\"’)])(?:(?<=[。；：])|\s+(?=[\W\d]*[A-Z㐀-鿿\"“(\[•*]))")
_ANNEX = re.compile(r"\W*((?:exhibit|attachment|appendix|annex|schedule|addendum)(?:\s+\w{1,3}\b)?|附件.?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or so of a text."""

    section: str
    words: tuple[str, ...]


def units(text: str) -> list[Unit]:
    """The text cut into sentences, each of some words at least; joined, their words are those of the text."""
    done: list[Unit] = []
    waiting: list[str] = []
    section = ""
    for section, piece in _pieces(text):
        waiting += tokens(piece)
        if len(waiting) >= MIN_WORDS:
            done.append(Unit(section, tuple(waiting)))
            waiting = []
    if waiting:
        last = done.pop() if done else Unit(section, ())
        done.append(Unit(last.section, (*last.words, *waiting)))
    return done


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Sentences with the section that each stands in."""
    for section, paragraph in _paragraphs(text):
        at = 0
        for match in _SENTENCE.finditer(paragraph):
            yield section, paragraph[at : match.end()]
            at = match.end()
        yield section, paragraph[at:]


def _paragraphs(text: str) -> Iterator[tuple[str, str]]:
    """Paragraphs with the section that each stands in: the last one that begins on its first line or above."""
    begins = {label.line: _shown(label) for label in sections(text)}
    waiting = sorted(begins, reverse=True)
    section = ""
    for paragraph in paragraphs(text, begins):
        while waiting and waiting[-1] <= paragraph.line:
            section = begins[waiting.pop()]
        yield section, paragraph.text


def _shown(label: Label) -> str:
    """The section as the text counts it: `2.b.iv`, `exhibit a, 3`; counted by us where it has only bullets."""
    if label.counted:
        return f"item {label.shown}"
    annex = next((match for place in reversed(label.places) if (match := _ANNEX.match(place.title))), None)
    if annex:
        return f"{' '.join(annex.group(1).casefold().split())}, {label.shown}"
    return f"part {label.region + 1}, {label.shown}" if label.region else label.shown


def outermost(section: str) -> str:
    """The section that a section of `units` belongs to: `2` of `2.b.iv`, `exhibit a` of `exhibit a, 3`."""
    annex, comma, number = section.rpartition(", ")
    return annex if _ANNEX.match(annex) else annex + comma + number.split(".")[0]
