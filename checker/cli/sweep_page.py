"""A sweep for a terminal or a pipe: a table of stretches with their verdicts, and what flips between them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.cli.terminal import plain, styled, width, wrapped
from checker.cli.what_if_page import change_lines, groups, setting_lines
from checker.domain.quantity import Quantity
from checker.domain.verdict import Verdict
from checker.domain.vocabulary import Vocabulary
from checker.domain.what_if import Changed, Region, Sweep
from checker.engine.counterfactual import amounts_text
from checker.exporters.wording import NOT_ADVICE
from checker.language.amounts import quantity_text

_COLUMNS = (Verdict.ALLOW, Verdict.CONDITIONAL, Verdict.REVIEW, Verdict.DENY)
_SHOWN_VALUES = 12
_NOW = "← now"


def render_sweep(found: Sweep, vocabulary: Vocabulary) -> str:
    """The whole page."""
    lines = list(_head(found))
    lines += ["", *_table(found.regions)]
    flips = [region for region in found.regions if region.changed]
    for region in flips:
        lines += ["", styled(wrapped(_title(region), ""), bold=True)]
        for group in groups([_without_figure(change, found.fact) for change in region.changed]):
            lines += change_lines(group, vocabulary, "  ")
    if not flips:
        lines += ["", wrapped(f"No verdict flips, whatever {found.fact} is.", "")]
    lines += ["", *(wrapped(note, "note: ", "      ") for note in found.notes)]
    lines.append(wrapped(f"{NOT_ADVICE}; library {found.library_version} ({found.library_sha256[:12]}).", ""))
    return "\n".join(lines) + "\n"


def _head(found: Sweep) -> Iterator[str]:
    verdicts = f"{found.judged} verdict{'' if found.judged == 1 else 's'}"
    hanging = f"{found.hanging} can hang on it" if found.hanging else "none can hang on it"
    yield wrapped(f"{found.organization}, as of {found.as_of}: {found.label}, over its whole range; {verdicts}, {hanging}", "")
    yield wrapped(f"{found.fact} is now: {found.present}", "")
    if found.settings:
        yield wrapped("supposing that", "")
        yield from setting_lines(found.settings)


def _table(regions: Sequence[Region]) -> Iterator[str]:
    counts = [verdict for verdict in _COLUMNS if any(region.counts.get(verdict) for region in regions)]
    gap = "  " if width() >= 72 else " "
    columns = "".join(f"{gap}{verdict.value:>{_digits(verdict, regions)}}" for verdict in counts)
    room = max(16, width() - 2 - len(columns) - len(_NOW) - 2)
    labels = [textwrap.wrap(plain(_label(region)), room, break_long_words=False, break_on_hyphens=False) or [""] for region in regions]
    wide = max(len(line) for label in labels for line in label)
    yield f"  {'':{wide}}{columns}"
    for region, (first, *rest) in zip(regions, labels, strict=True):
        numbers = "".join(f"{gap}{region.counts.get(verdict, 0):>{_digits(verdict, regions)}}" for verdict in counts)
        yield f"  {first:{wide}}{numbers}{f'  {_NOW}' if region.is_present else ''}"
        yield from (f"    {line}" for line in rest)


def _digits(verdict: Verdict, regions: Sequence[Region]) -> int:
    return max(len(verdict.value), *(len(str(region.counts.get(verdict, 0))) for region in regions))


def _without_figure(change: Changed, fact: str) -> Changed:
    """The change without what the sweep itself set: one amount stands for all of a stretch."""
    name = fact if not fact.startswith("uses.") else f"use.{fact.rpartition('.')[2]}"
    reasons = tuple(replace(reason, facts=tuple(r for r in reason.facts if r.name != name)) for reason in change.reasons)
    return replace(change, reasons=reasons)


def _title(region: Region) -> str:
    if region.stretch is None:
        return f"{_label(region)}:"
    start = quantity_text(Quantity.exactly(region.stretch.lower or 0, region.stretch.currency))
    return f"beyond {start}:" if region.stretch.lower_open else f"from {start} on:"


def _label(region: Region) -> str:
    if region.stretch is not None:
        stretch = region.stretch
        return "any amount" if not stretch.lower and stretch.upper is None and not stretch.lower_open else amounts_text(stretch)
    values = region.values
    hidden = len(values) - _SHOWN_VALUES if len(values) > _SHOWN_VALUES + 2 else 0
    return ", ".join(values[: len(values) - hidden]) + (f" and {hidden} more" if hidden else "")
