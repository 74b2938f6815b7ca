"""Headroom for a terminal or a pipe: figures and limits that are alike told once, with every place that sets the limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_UP, Decimal

from checker.cli.terminal import styled, wrapped
from checker.domain.headroom import Crossing, Growth, Hanging, Headroom, Threshold, When
from checker.domain.quantity import Order, Quantity
from checker.domain.truth import Truth
from checker.domain.verdict import Evidence
from checker.engine import periods
from checker.engine.periods import spoken
from checker.exporters.wording import NOT_ADVICE, reference_text
from checker.language.amounts import quantity_text

_INDENT = "    "
_SHOWN = 6
_BEYOND = (Order.MORE_THAN, Order.AT_MOST)
"""Where the limit itself is still within it."""
_TITLES = {
    Truth.YES: "PAST THE LIMIT {}",
    Truth.NO: "WITHIN THE LIMIT {}",
    Truth.UNKNOWN: "NOT DECIDED {} · the figure, the month or the limit is open",
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A threshold with its crossing, where one was asked for."""

    threshold: Threshold
    crossing: Crossing | None

    @property
    def alike(self) -> object:
        """What rows must share to be told as one."""
        t = self.threshold
        uses = t.uses if t.fact.startswith("use.") else ()
        return (
            t.fact, uses, t.figure, t.at, t.assumed, t.latest, t.limit, t.state, t.missing, t.notes, t.moves, t.periods, t.window,
            _ends(t), self.crossing,
        )  # fmt: skip


def render_headroom(found: Headroom) -> str:
    """The whole page."""
    crossings: list[Crossing | None] = list(found.crossings) or [None] * len(found.thresholds)
    rows = [_Row(*pair) for pair in zip(found.thresholds, crossings, strict=True)]
    lines = list(_head(found))
    for state, title in _TITLES.items():
        shown = [row for row in rows if row.threshold.state is state]
        if shown:
            lines += ["", styled(wrapped(title.format(len(shown)), ""), bold=True)]
        for group in _groups(shown):
            lines += ["", *_group(group, found)]
    lines += ["", *_tail(found)]
    return "\n".join(lines) + "\n"


def _head(found: Headroom) -> Iterator[str]:
    count = len(found.thresholds)
    whose = "the group's, with its affiliates" if found.figures_count == "group" else "the licensee's alone"
    models = f"{found.models} model{'' if found.models == 1 else 's'}"
    told = f"{count} threshold{'' if count == 1 else 's'} that could touch it, from the licenses of {models}"
    yield wrapped(f"{found.organization}, as of {found.as_of}: {told}", "")
    if count:
        yield wrapped(f"The organization's figures are {whose}.", "")
    for growth in found.growths:
        what = f"`{growth.fact}`" if growth.fact else "every figure"
        yield wrapped(f"Assumed, not forecast: {what} grows by {_rate(growth)}, on top of the {growth.step} before.", "")


def _rate(growth: Growth) -> str:
    return f"{(growth.rate * 100).normalize():f} % a {growth.step}"


def _groups(rows: Sequence[_Row]) -> list[list[_Row]]:
    groups: dict[object, list[_Row]] = {}
    for row in rows:
        groups.setdefault(row.alike, []).append(row)
    return list(groups.values())


def _group(rows: list[_Row], found: Headroom) -> Iterator[str]:
    first = rows[0].threshold
    yield wrapped(f"{_share(first)}  {_figure(first)}, limit {_limit(first)}", "  ", _INDENT)
    yield wrapped(_when_counted(first), _INDENT)
    for note in first.notes:
        yield wrapped(note, _INDENT)
    if first.missing:
        yield wrapped(_missing(first), _INDENT)
    yield from _places(rows)
    if rows[0].crossing is not None:
        yield wrapped(_crossed(first, rows[0].crossing, found), _INDENT + "→ ", _INDENT + "  ")


def _share(threshold: Threshold) -> str:
    low, high = threshold.farthest, threshold.nearest
    if threshold.figure is None or (low is None and high is None):
        return "?"
    if low == high and low is not None:
        return _percent(low)
    if high is None:
        return f"at least {_percent(low or Decimal(0))}"
    return f"{_percent(low)} to {_percent(high)}" if low else f"at most {_percent(high)}"


def _percent(share: Decimal) -> str:
    """A share as a percentage, never rounded across the limit."""
    if share >= 10:
        return f"{share.quantize(Decimal(1), ROUND_DOWN)} times"
    percent = (share * 100).quantize(Decimal("0.1"), ROUND_DOWN if share <= 1 else ROUND_UP)
    if share and not percent:
        return "under 0.1 %"
    return f"{percent.normalize():f} %"


def _figure(threshold: Threshold) -> str:
    """The figure as it is counted, and as it was stated where that is another amount."""
    if threshold.figure is None:
        return f"{threshold.label}: not stated for {spoken(threshold.periods[-1]) if threshold.periods else 'the time that counts'}"
    counted = quantity_text(threshold.figure)
    stated = quantity_text(threshold.stated) if threshold.stated is not None else counted
    if threshold.stated_fact:
        return f"{threshold.label} {counted} ({threshold.stated_fact} is {stated})"
    return f"{threshold.label} {counted}" + (f" ({stated})" if stated not in counted else "")


def _limit(threshold: Threshold) -> str:
    return "not published" if threshold.limit is None else quantity_text(threshold.limit)


def _when_counted(threshold: Threshold) -> str:
    """Which time and whose figures count, and what is known of that time."""
    if "product" in threshold.counting:
        whose = "the product's alone"
    else:
        whose = "with affiliates" if "affiliates" in threshold.counting else "the licensee's alone"
    period = threshold.at or (threshold.periods[-1] if threshold.periods else "")
    when = f"{spoken(period)}: {_window(threshold)}" if period else _window(threshold)
    assumed = "; the figure has no date and is taken to hold then" if threshold.assumed else ""
    return f"counts {when}; {whose}{assumed}"


def _window(threshold: Threshold) -> str:
    if threshold.window == periods.WHEN_ASKED:
        return f"the last full {threshold.by}, since no period is named"
    event = {"model.released": "the model's release", "": "today"}.get(threshold.hangs_on, threshold.hangs_on)
    if threshold.window == periods.ANY_TWELVE_MONTHS:
        return threshold.window + (f" since {event}" if threshold.hangs_on else ", ever")
    return f"{threshold.window} {event}"


def _missing(threshold: Threshold) -> str:
    what = ", ".join(threshold.missing)
    if threshold.latest is not None:
        period, amount = threshold.latest
        return f"missing: {what}; the last that is stated is {quantity_text(amount)} for {spoken(period)}"
    return f"missing: {what}"


def _places(rows: list[_Row]) -> Iterator[str]:
    """What begins past the limit, and where it says so."""
    hanging = [(row.threshold, clause) for row in rows for clause in row.threshold.clauses]
    hidden = len(hanging) - _SHOWN if len(hanging) > _SHOWN + 2 else 0
    for end in dict.fromkeys(_end(clause) for _, clause in hanging[: len(hanging) - hidden]):
        yield wrapped(f"{end}:", _INDENT)
        for threshold, clause in hanging[: len(hanging) - hidden]:
            if _end(clause) == end:
                lifted = f"; lifted by {clause.lifted_by}" if clause.lifted_by else ""
                report = "; by a report only" if threshold.evidence is Evidence.REPORTED else ""
                place = f"{reference_text(threshold.license, clause.section)} ({clause.clause}){report}{lifted}"
                yield wrapped(place, f"{_INDENT}- ", f"{_INDENT}  ")
    if hidden:
        yield f"{_INDENT}- and {hidden} more"
    models = list(dict.fromkeys(model for row in rows for model in row.threshold.models))
    named = ", ".join(models[:3]) + (f" and {len(models) - 3} more" if len(models) > 3 else "")
    uses = ", ".join(dict.fromkeys(use for row in rows for use in row.threshold.uses))
    yield wrapped(f"for {uses}: {named}", _INDENT, f"{_INDENT}  ")


def _ends(threshold: Threshold) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_end(clause) for clause in threshold.clauses))


def _end(clause: Hanging) -> str:
    """What it means to be past the limit."""
    past = "more than that" if clause.order in _BEYOND else "that or more"
    rises = clause.order in (Order.MORE_THAN, Order.AT_LEAST)
    if clause.unsettled:
        return f"{past} is for counsel to read"
    if clause.effect == "requires":
        return f"{past} brings a duty" if rises else f"{past} ends a duty"
    forbids = rises if clause.effect == "prohibits" else not rises
    return f"{past} is {'forbidden' if clause.effect == 'prohibits' else 'not granted'}" if forbids else f"{past} is let in"


def _crossed(threshold: Threshold, crossing: Crossing, found: Headroom) -> str:
    if crossing.when is When.PAST:
        return "past it already"
    if crossing.when is When.FIXED:
        return f"growth changes nothing: {spoken(threshold.periods[-1])} is over"
    if crossing.growth is None:
        return "no growth was given for this figure"
    if crossing.when is When.UNKNOWN:
        return f"cannot be reckoned: {_why_unknown(threshold)}"
    if crossing.when is When.NEVER:
        return f"not crossed within 100 years at {_rate(crossing.growth)}"
    start = f"from {quantity_text(crossing.start or Quantity(None, None))} in {spoken(crossing.start_at)}"
    last = f"by {spoken(crossing.last)} at the latest" if crossing.last else "perhaps never"
    if crossing.first == crossing.start_at:
        return f"may be past it already, {last if crossing.last else 'or never come to it'}, {start}"
    if crossing.first != crossing.last:
        return f"crossed in {spoken(crossing.first)} at the earliest, {last}, {start}"
    if crossing.seen is not None and crossing.seen <= found.as_of:
        return f"crossed by now, in {spoken(crossing.first)}, {start}"
    return f"crossed in {spoken(crossing.first)}, {start}; counts from {crossing.seen} on"


def _why_unknown(threshold: Threshold) -> str:
    if threshold.limit is None:
        return "the limit is not published"
    return "there is no figure to start from" if threshold.known is None else "it is not known which time counts"


def _tail(found: Headroom) -> Iterator[str]:
    if found.out_of_reach:
        one = found.out_of_reach == 1
        counted = f"{found.out_of_reach} more threshold{'' if one else 's'}"
        yield wrapped(f"{counted} of these licenses {'decides' if one else 'decide'} nothing for these uses.", "")
    if not found.thresholds and not found.out_of_reach:
        yield wrapped("None of these licenses compares a figure of the organization with anything.", "")
    yield wrapped(f"{NOT_ADVICE}; library {found.library_version} ({found.library_sha256[:12]}).", "")
