"""The facts of a memo: what the organization states of itself and its uses, where, and beside which thresholds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.domain.dossier import Dossier, StatedFact
from checker.engine.periods import spoken
from checker.exporters.blocks import Block, Column, Grid, Heading, Paragraph, Text, code, joined, plain, stacked, strong
from checker.exporters.wording import value_text


def facts(dossier: Dossier) -> Iterator[Block]:
    """A table each for the organization, every use, the agreements and the thresholds."""
    path = dossier.profile_path or "the profile"
    yield Paragraph(joined([plain("All facts are those that the organization states in"), code(path), plain("at the line given.")]))
    yield Heading(2, "The organization", "3.1")
    yield _fact_grid(dossier.organization)
    number = 1
    for use in dossier.uses:
        number += 1
        yield Heading(2, f"Use: {plain(use.id)[0].text}", f"3.{number}")
        yield _fact_grid((*use.facts, *use.meets))
    if dossier.agreements:
        number += 1
        yield Heading(2, "Agreements held", f"3.{number}")
        yield _agreements(dossier)
    if dossier.thresholds:
        number += 1
        yield Heading(2, "Figures beside thresholds", f"3.{number}")
        yield _thresholds(dossier)


def _fact_grid(facts: Sequence[StatedFact]) -> Grid:
    """The facts; the period has a column where one of them has a period."""
    dated = any(fact.at for fact in facts)
    columns = [Column("Fact", 34), Column("Value", 34 if dated else 44), Column("Stated at", 28)]
    rows = [[stacked([plain(fact.label), code(fact.name)]), plain(value_text(fact.value)), _place(fact)] for fact in facts]
    if dated:
        columns.insert(2, Column("For", 15))
        for row, fact in zip(rows, facts, strict=True):
            row.insert(2, plain(spoken(fact.at)) if fact.at else ())
    return Grid(tuple(columns), tuple(map(tuple, rows)))


def _place(fact: StatedFact) -> Text:
    return code(fact.place) or plain("not stated; taken so")


def _agreements(dossier: Dossier) -> Grid:
    columns = (
        Column("With", 16),
        Column("Kind", 13),
        Column("Covers", 26),
        Column("Reference", 18),
        Column("Expires", 14),
        Column("Stated at", 23),
    )
    rows = []
    for held in dossier.agreements:
        expires = plain(held.expires.isoformat() if held.expires else "open-ended")
        if not held.holds_on(dossier.day):
            expires = joined([expires, strong("expired")])
        covers = joined([code(name) for name in held.licenses], ", ")
        rows.append((plain(held.publisher), plain(held.kind), covers, plain(held.reference), expires, code(held.place)))
    return Grid(columns, tuple(rows))


def _thresholds(dossier: Dossier) -> Grid:
    columns = (Column("License", 30), Column("Threshold", 22), Column("Figure", 34), Column("Period", 14), Column("Verdicts", 10))
    rows = []
    for found in dossier.thresholds:
        limit = value_text(found.limit) if found.limit is not None else "an amount nobody published"
        what = joined([code(f"{found.license}#{found.value.id}")])
        figure = plain(f"{found.label}: {value_text(found.figure)}")
        period = plain(spoken(found.at)) if found.at else ()
        rows.append(
            (
                what,
                plain(limit if found.limit is not None and found.limit.currency else f"{limit}, {found.value.unit}"),
                figure,
                period,
                plain(f"{len(found.pairs):,}"),
            )
        )
    return Grid(columns, tuple(rows))
