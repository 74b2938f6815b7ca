"""An encoding as a page to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.cli.terminal import styled, width, wrapped
from checker.domain.license import Clause, Effect, License
from checker.domain.vocabulary import Vocabulary
from checker.engine.value_words import value_words
from checker.exporters.wording import section_text
from checker.language.printer import to_text

_COLOURS = {Effect.PERMITS: "green", Effect.PROHIBITS: "red", Effect.REQUIRES: "cyan"}


def render_license_list(licenses: Sequence[License]) -> str:
    """One line each: id, kind, publisher, name."""
    if not licenses:
        return ""
    longest = max(len(license.id) for license in licenses)
    lines = []
    for license in licenses:
        line = f"{license.id:<{longest}}  {license.kind.value:<7}  {license.publisher}: {license.name}"
        lines.append(line if len(line) <= width() else f"{line[: width() - 1].rstrip()}…")
    return "\n".join(lines) + f"\n{len(licenses)} encodings\n"


def render_license(license: License, vocabulary: Vocabulary) -> str:
    """The whole encoding."""
    return "\n".join([*_head(license), *_values(license), *_terms(license), *_clauses(license, vocabulary), *_omissions(license)]) + "\n"


def _head(license: License) -> Iterator[str]:
    yield styled(wrapped(license.name, ""), bold=True)
    released = f", released {license.released}" if license.released else ""
    yield wrapped(
        f"{license.id}: {license.kind.value} by {license.publisher}{released}; {license.evidence.value} evidence, {license.status}", ""
    )
    yield wrapped(f"text: {license.source}", "")
    if license.text_sha256:
        yield wrapped(f"sha256 of the normalized text: {license.text_sha256}", "")
    if license.incorporates:
        yield wrapped(f"also binds: {', '.join(license.incorporates)}", "")
    if license.kind.value == "license":
        yield wrapped(f"reaches derivatives made by: {', '.join(sorted(license.reaches))}", "")


def _values(license: License) -> Iterator[str]:
    for value in license.values:
        yield ""
        yield wrapped(f"{value.id}: {value_words(value)} ({section_text(value.section)})", "", "  ")


def _terms(license: License) -> Iterator[str]:
    for term in license.terms:
        yield ""
        yield wrapped(f"{term.id}: {to_text(term.means)} ({section_text(term.section)})", "", "  ")


def _clauses(license: License, vocabulary: Vocabulary) -> Iterator[str]:
    for clause in license.clauses:
        yield ""
        effect = clause.effect.value
        heading = wrapped(f"{section_text(clause.section)} {effect} {_acts(clause, vocabulary)} [{clause.id}]", "", "  ")
        yield heading.replace(effect, styled(effect, fg=_COLOURS[clause.effect]), 1)
        yield wrapped(clause.says, "  ")
        if clause.when is not None:
            yield wrapped(f"when {to_text(clause.when)}", "  ", "    ")
        if clause.unless is not None:
            yield wrapped(f"unless {to_text(clause.unless)}", "  ", "    ")
        if clause.duty:
            yield wrapped(f"duty: {vocabulary.duties[clause.duty].label}", "  ", "    ")
        for name, value in clause.parameters:
            yield wrapped(f"{name}: {value}", "    ", "      ")
        if clause.unsettled:
            yield wrapped(f"open, for counsel: {clause.unsettled}", "  ", "    ")
        if clause.lifted_by:
            yield wrapped(f"lifted by a {clause.lifted_by} held{f'; {clause.remedy}' if clause.remedy else ''}", "  ", "    ")


def _acts(clause: Clause, vocabulary: Vocabulary) -> str:
    return "every act" if clause.acts == vocabulary.acts else ", ".join(sorted(clause.acts))


def _omissions(license: License) -> Iterator[str]:
    if license.omissions:
        yield ""
        yield "not encoded:"
    for omission in license.omissions:
        yield wrapped(f"{section_text(omission.section)}: {omission.reason}", "  ", "    ")
