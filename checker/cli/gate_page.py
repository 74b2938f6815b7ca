"""What the gate found, for people: by file, line and column, what stops the run first, what shares its reasons told once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.cli.terminal import COLOURS, styled, wrapped
from checker.domain.gate import GateFinding, GateReport, HeldBy, Level
from checker.domain.gate_codes import is_bad_input
from checker.domain.verdict import Verdict
from checker.exporters.wording import NOT_ADVICE, VERDICT_MEANS, reference_text

_BAD = "BAD INPUT"
_SECTIONS = (_BAD, Verdict.DENY, Verdict.REVIEW, Verdict.CONDITIONAL)
_OF_SEVERAL = {"not-in-manifest": "add them to models.yaml, each with the use it serves; `licheck scan --write` does it for all"}
"""The way out for several models at once, where that of each names the model."""
_QUESTIONS = frozenset(["fact-missing", "reading-open"])


@dataclass(frozen=True)
class GatePage:
    """How much is shown."""

    duties: bool = False
    """Whether the duties of usable models are listed, or only counted."""


def render_gate(report: GateReport, page: GatePage) -> str:
    """The report for a terminal or a pipe."""
    lines = [_head(report)]
    for section in _SECTIONS:
        findings = [finding for finding in report.open if _section(finding) is section]
        if findings and (section is not Verdict.CONDITIONAL or page.duties):
            blocks = _blocks(findings)
            lines += ["", _title(section, sum(len(block) for block in blocks))]
            for block in blocks:
                lines += ["", *_block(block)]
    lines += _held(report)
    lines += ["", *_tail(report, page)]
    return "\n".join(lines) + "\n"


def _section(finding: GateFinding) -> object:
    if is_bad_input(finding):
        return _BAD
    if finding.verdict in (Verdict.DENY, Verdict.CONDITIONAL):
        return finding.verdict
    if finding.level is Level.NOTE:
        return Level.NOTE
    return Verdict.DENY if finding.level is Level.ERROR else Verdict.REVIEW


def _head(report: GateReport) -> str:
    models, files = sum(count for _, count in report.verdicts), len(report.files)
    return wrapped(f"{report.organization}, as of {report.as_of}: {_counted(models, 'model')} in {_counted(files, 'file')}", "")


def _title(section: object, count: int) -> str:
    if isinstance(section, Verdict):
        word = section.value.upper()
        return wrapped(f"{word} {count} · {VERDICT_MEANS[section]}", "").replace(word, styled(word, fg=COLOURS[section], bold=True), 1)
    return styled(_BAD, fg="red", bold=True) + wrapped(f" {count} · mend this first; until then it stops every run", "")


Entry = tuple[GateFinding, ...]
"""All that is said of one model in one place, or one thing that is said of a file."""


def _blocks(findings: Sequence[GateFinding]) -> list[list[Entry]]:
    """Findings of one model in one place together, and then all places of which the same is said."""
    entries: dict[object, list[GateFinding]] = {}
    for number, finding in enumerate(findings):
        key = (finding.path, finding.line, finding.column, finding.name, finding.use) if finding.use else number
        entries.setdefault(key, []).append(finding)
    blocks: dict[object, list[Entry]] = {}
    for entry in entries.values():
        said = tuple((f.code, f.license, f.clause, f.says, f.because, f.remedy if f.use else "") for f in entry)
        blocks.setdefault((entry[0].use, said), []).append(tuple(entry))
    return list(blocks.values())


def _block(block: list[Entry]) -> Iterator[str]:
    for entry in block:
        yield wrapped(_headline(entry[0]), "  ", "    ")
    first = block[0]
    if first[0].use:
        for finding in first:
            yield from _said(finding)
    else:
        yield wrapped(f"{first[0].says} [{first[0].code}]", "    - ", "      ")
        remedies = {entry[0].remedy for entry in block}
        remedy = first[0].remedy if len(remedies) == 1 else _OF_SEVERAL.get(first[0].code, first[0].remedy)
        if remedy:
            yield wrapped(remedy, "      → ", "        ")


def _headline(finding: GateFinding) -> str:
    use = f" for {finding.use}" if finding.use else ""
    return f"{_where(finding)}: {finding.name}{use}" if finding.model else _where(finding)


def _where(finding: GateFinding) -> str:
    return f"{finding.path}:{finding.line}:{finding.column or 1}" if finding.line else finding.path


def _said(finding: GateFinding) -> Iterator[str]:
    mark = "?" if finding.code in _QUESTIONS else "-"
    reference = "" if finding.code in _QUESTIONS or not finding.license else f"{reference_text(finding.license, finding.section)}: "
    yield wrapped(f"{reference}{finding.says} [{finding.code}]", f"    {mark} ", "      ")
    if finding.because:
        yield wrapped(finding.because, "      ")
    if finding.remedy:
        yield wrapped(finding.remedy, "      → ", "        ")


def _held(report: GateReport) -> list[str]:
    """What decisions hold, with the verdict underneath; what the baseline holds is only counted."""
    decided = report.held(HeldBy.DECISION)
    if not decided:
        return []
    lines = ["", wrapped(f"DECIDED {len(decided)} · held by a decision; the verdict underneath stays what it is", ""), ""]
    for finding in decided:
        underneath = f" ({finding.verdict.value})" if finding.verdict is not None else ""
        lines.append(wrapped(f"{_headline(finding)}{underneath}: {finding.held_note} [{finding.code}]", "  ", "    "))
    return lines


def _tail(report: GateReport, page: GatePage) -> Iterator[str]:
    order = (Verdict.DENY, Verdict.REVIEW, Verdict.CONDITIONAL, Verdict.ALLOW)
    counts = dict(report.verdicts)
    told = ", ".join(f"{counts[verdict]} {verdict.value}" for verdict in order if counts.get(verdict))
    shows = f"models: {told}. `licheck explain {report.profile_path} MODEL` shows the whole reasoning."
    yield wrapped(shows if told else "no model was judged.", "")
    if report.decided != report.verdicts:
        after = dict(report.decided)
        yield wrapped(f"after decisions: {', '.join(f'{after[v]} {v.value}' for v in order if after.get(v))}.", "")
    baseline = report.held(HeldBy.BASELINE)
    if baseline:
        yield wrapped(f"the baseline holds back {_counted(len(baseline), 'finding')}.", "")
    duties = [finding for finding in report.open if _section(finding) is Verdict.CONDITIONAL]
    if duties and not page.duties:
        yield wrapped(f"{_counted(len(duties), 'duty')} to meet where the use is granted; `--duties` lists them.", "")
    for finding in report.open:
        if _section(finding) is Level.NOTE:
            hint = f"; {finding.remedy}" if finding.remedy else ""
            yield wrapped(f"{_where(finding)}: {finding.message}{hint} [{finding.code}]", "note: ", "      ")
    for note in report.notes:
        yield wrapped(note, "note: ", "      ")
    yield wrapped(f"{NOT_ADVICE}; library {report.library_version} ({report.library_sha256[:12]}).", "")


def _counted(count: int, word: str) -> str:
    plural = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    return f"{count} {word if count == 1 else plural}"
