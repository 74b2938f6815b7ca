"""Changed verdicts for a terminal or a pipe: what changes alike told once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.cli.terminal import COLOURS, styled, wrapped
from checker.domain.verdict import Verdict
from checker.domain.vocabulary import Vocabulary
from checker.domain.what_if import Changed, Setting, WhatIf
from checker.exporters.wording import NOT_ADVICE, duty_text, reading_text, reason_headline, reference_text

_ORDER = (Verdict.DENY, Verdict.REVIEW, Verdict.CONDITIONAL, Verdict.ALLOW)
_SHOWN = 8


def render_what_if(found: WhatIf, vocabulary: Vocabulary) -> str:
    """The whole page."""
    total = sum(found.before.values())
    lines = [wrapped(f"{found.organization}, as of {found.as_of}: what if", ""), *setting_lines(found.settings), ""]
    count = len(found.changed)
    lines.append(wrapped(f"{count or 'None'} of {total} verdict{'' if total == 1 else 's'} change{'s' if count == 1 else ''}.", ""))
    for group in groups(found.changed):
        lines += ["", *change_lines(group, vocabulary)]
    if found.otherwise:
        models = _listed(list(dict.fromkeys(model for _, model, _ in found.otherwise)))
        kept = "1 keeps its verdict" if len(found.otherwise) == 1 else f"{len(found.otherwise)} keep their verdict"
        lines += ["", wrapped(f"{kept}, but for other reasons, duties or questions: {models}", "", "  ")]
    lines += ["", f"before: {counts_text(found.before)}", f"after:  {counts_text(found.after)}"]
    lines.append(wrapped(f"{NOT_ADVICE}; library {found.library_version} ({found.library_sha256[:12]}).", ""))
    return "\n".join(lines) + "\n"


def setting_lines(settings: Sequence[Setting]) -> list[str]:
    """What is supposed, each with what the profile states."""
    return [wrapped(f"{setting.name} were {setting.after} (now: {setting.before})", "  ", "    ") for setting in settings]


def counts_text(counts: Mapping[Verdict, int]) -> str:
    """`1 deny, 2 conditional`."""
    return ", ".join(f"{counts[verdict]} {verdict.value}" for verdict in _ORDER if counts.get(verdict)) or "nothing to judge"


def groups(changes: Sequence[Changed]) -> list[list[Changed]]:
    """Changes of one use that come from and to the same verdict for the same reasons."""
    found: dict[object, list[Changed]] = {}
    for change in changes:
        reasons = frozenset((r.license, r.clause, r.says, r.facts) for r in change.reasons)
        duties = frozenset((d.license, d.clause) for d in change.duties)
        found.setdefault((change.use, change.before, change.after, reasons, duties), []).append(change)
    return sorted(found.values(), key=lambda group: (-group[0].after.severity, -group[0].before.severity))


def change_lines(group: Sequence[Changed], vocabulary: Vocabulary, indent: str = "") -> Iterator[str]:
    """From what to what, for which models, and by which clauses."""
    first = group[0]
    before, after = first.before.value, first.after.value
    head = wrapped(f"{before} → {after.upper()} {len(group)}", indent)
    yield head.replace(after.upper(), styled(after.upper(), fg=COLOURS[first.after], bold=True), 1)
    yield wrapped(f"{first.use}: {_listed([change.model for change in group])}", f"{indent}  ", f"{indent}    ")
    gone = "no longer: " if first.after.severity < first.before.severity else ""
    for reason in first.reasons:
        yield wrapped(gone + reason_headline(reason), f"{indent}    - ", f"{indent}      ")
        facts = [reading_text(reading) for reading in reason.facts if reading.value is not None]
        if facts:
            yield wrapped("; ".join(facts), f"{indent}      ")
        if reason.remedy and not gone:
            yield wrapped(reason.remedy, f"{indent}      → ", f"{indent}        ")
    for duty in first.duties:
        label = duty_text(duty, vocabulary.duties[duty.duty].label)
        yield wrapped(f"{gone}{label} ({reference_text(duty.license, duty.section)})", f"{indent}    - ", f"{indent}      ")


def _listed(models: Sequence[str]) -> str:
    hidden = len(models) - _SHOWN if len(models) > _SHOWN + 2 else 0
    return ", ".join(models[: len(models) - hidden]) + (f" and {hidden} more" if hidden else "")
