"""The memo: what was asked, the answer, and all that stands behind it, in the order in which a lawyer reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from checker.domain.dossier import Dossier, StatedFact
from checker.domain.verdict import Verdict
from checker.exporters.blocks import (
    Block,
    Bullets,
    Column,
    Contents,
    Grid,
    Heading,
    Memo,
    Notice,
    Pairs,
    Paragraph,
    Signature,
    Text,
    code,
    joined,
    listed,
    plain,
    strong,
    verdict,
)  # fmt: skip
from checker.exporters.grouping import WORST_FIRST, Group, groups
from checker.exporters.memo_decisions import answer, both, decisions, shift, subject
from checker.exporters.memo_facts import facts
from checker.exporters.memo_lists import assumptions, duties, evidence, questions
from checker.exporters.memo_reasoning import in_short, reasoning
from checker.exporters.statements import NOT_ADVICE, NOT_LEGAL_ADVICE, RESTS_ON
from checker.exporters.wording import VERDICT_MEANS, value_text

MATRIX_ROWS = 60
"""With more models than that, the matrix stands at the end, and the verdicts are counted where it would be."""
MATRIX_USES = 4
"""With more uses than that, the matrix is a list."""
CONTENTS_GROUPS = 30
"""With more groups than that, the table of contents lists chapters alone."""
SHORT_NAMES = 3
HEADER = 60
"""Characters of the organization's name that the edge of a page has room for; the title has all of them."""


def memo(dossier: Dossier) -> Memo:
    """The dossier as a document."""
    found = groups(dossier.opinions)
    more = shift(dossier)
    chapters: list[tuple[str, Iterator[Block]]] = [
        ("Question", _question(dossier)),
        ("Short answer", _answer(dossier, found)),
        ("Facts", facts(dossier)),
        ("Verdicts", _verdicts(dossier)),
        ("Reasoning", reasoning(dossier, found, 5, 8 + more)),
        *([("Decisions", decisions(dossier))] if more else []),
        ("Assumptions", assumptions(dossier)),
        ("Open questions", questions(dossier, 7 + more)),
        ("Duties", duties(dossier, 8 + more)),
        ("Evidence", evidence(dossier, 9 + more)),
        ("Signature", iter([Paragraph(plain("Whoever signs has read this memo and the texts listed under evidence.")), _SIGNATURE])),
    ]
    blocks: list[Block] = [
        _title(dossier),
        Notice(joined([strong(NOT_ADVICE), plain(f"{NOT_LEGAL_ADVICE.removeprefix(NOT_ADVICE)} {RESTS_ON}")])),
    ]
    blocks.append(Contents(2 if len(found) <= CONTENTS_GROUPS else 1))
    for number, (title, content) in enumerate(chapters, 1):
        blocks += [Heading(1, title, str(number)), *content]
    if _is_large(dossier):
        blocks += [Heading(1, "Every verdict", "Annex"), *_matrix(dossier)]
    organization = plain(dossier.report.organization)[0].text if dossier.report.organization else ""
    if len(organization) > HEADER:
        organization = f"{organization[: HEADER - 1].rstrip()}…"
    footer = f"licheck {dossier.report.library_version}, library {dossier.report.library_sha256[:12]}, as of {dossier.day.isoformat()}"
    return Memo("Use of AI models: license review", organization, footer, tuple(blocks))


_SIGNATURE = Signature(("Prepared by", "Reviewed by counsel"))


def long_day(day: date) -> str:
    """A day as a letter writes it: `22 November 2026`."""
    return f"{day.day} {day.strftime('%B %Y')}"


def _title(dossier: Dossier) -> Pairs:
    report = dossier.report
    rows: list[tuple[str, Text]] = [
        ("For", plain(report.organization)),
        (
            "Subject",
            plain(f"{_count(len(report.results), 'verdict')} on {_count(_models(dossier), 'model')} in {_count(_uses(dossier), 'use')}"),
        ),
        ("As of", plain(long_day(dossier.day))),
        ("Prepared with", joined([plain(f"licheck {report.library_version}, library"), code(report.library_sha256)])),
    ]
    if dossier.profile_path:
        rows.append(("Facts from", joined([code(dossier.profile_path), plain("sha256"), code(dossier.profile_sha256)])))
    if dossier.docket is not None:
        rows.append(("Decisions", subject(dossier.docket)))
    rows.append(
        ("Evidence", plain("reports are left out" if dossier.primary_only else "all sources, those that only report a license included"))
    )
    return Pairs(tuple(rows))


def _models(dossier: Dossier) -> int:
    return len({opinion.name for opinion in dossier.opinions})


def _uses(dossier: Dossier) -> int:
    return len({opinion.result.use for opinion in dossier.opinions})


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _question(dossier: Dossier) -> Iterator[Block]:
    asked = f"May {dossier.report.organization} use these models, this way, on {long_day(dossier.day)}, and why?"
    yield Paragraph(strong(asked))
    if dossier.uses:
        yield Bullets(tuple((joined([strong(use.id), plain(_spoken_use(use.facts))]), ()) for use in dossier.uses))


def _spoken_use(stated: Sequence[StatedFact]) -> str:
    """A use in a line, as far as it is stated."""
    wanted = ("use.purpose", "use.production", "use.acts", "use.applications", "use.audience", "use.regions", "use.obtained")
    known = {fact.name: fact for fact in stated}
    return "; ".join(f"{known[name].label}: {value_text(known[name].value)}" for name in wanted if name in known)


def _answer(dossier: Dossier, found: Sequence[Group]) -> Iterator[Block]:
    report = dossier.report
    if not report.results:
        yield Paragraph(plain("There was nothing to judge: no model was chosen."))
        return
    parts = [joined([strong(f"{report.count(kind):,}"), verdict(kind)]) for kind in WORST_FIRST if report.count(kind)]
    counted = joined(parts, ", ")
    yield Paragraph(joined([plain(f"Of {_count(len(report.results), 'verdict')}:"), counted]))
    rows = [_short(kind, use, of) for kind in WORST_FIRST for use in dict.fromkeys(g.use for g in found) if (of := _of(found, kind, use))]
    yield Grid((Column("Verdict", 14), Column("Use", 18), Column("Models", 34), Column("In short", 44)), tuple(rows))
    means = "; ".join(f"{kind.value}: {VERDICT_MEANS[kind]}" for kind in WORST_FIRST)
    yield Paragraph(plain(f"What the words mean: {means}."), quiet=True)
    yield from answer(dossier)
    for warning in report.warnings:
        yield Notice(joined([strong("To mend:"), plain(str(warning))]))


def _of(found: Sequence[Group], kind: Verdict, use: str) -> list[Group]:
    return [group for group in found if group.verdict is kind and group.use == use]


def _short(kind: Verdict, use: str, found: list[Group]) -> tuple[Text, ...]:
    names = [name for group in found for name in group.names]
    return verdict(kind), plain(use), listed(names, SHORT_NAMES), in_short(found)


def _verdicts(dossier: Dossier) -> Iterator[Block]:
    if not dossier.opinions:
        yield Paragraph(plain("None."))
    elif _is_large(dossier):
        yield Paragraph(
            plain("How many models each use may or may not have; the annex lists every verdict, section 5 every group of them.")
        )
        uses = list(dict.fromkeys(opinion.result.use for opinion in dossier.opinions))
        columns = (Column("Use", 40), *(Column(kind.value, 15) for kind in WORST_FIRST))
        rows = []
        for use in uses:
            counts = [sum(o.result.use == use and o.result.verdict is kind for o in dossier.opinions) for kind in WORST_FIRST]
            rows.append((plain(use), *(plain(f"{count:,}") for count in counts)))
        yield Grid(columns, tuple(rows))
    else:
        yield from _matrix(dossier)


def _is_large(dossier: Dossier) -> bool:
    return _models(dossier) > MATRIX_ROWS


def _matrix(dossier: Dossier) -> Iterator[Block]:
    """A row for each model and a column for each use; with many uses, a row for each pair."""
    uses = list(dict.fromkeys(opinion.result.use for opinion in dossier.opinions))
    found: dict[str, dict[str, Text]] = {}
    licenses: dict[str, str] = {}
    for opinion in dossier.opinions:
        found.setdefault(opinion.name, {})[opinion.result.use] = both(opinion)
        licenses.setdefault(opinion.name, ", ".join(dict.fromkeys(license.id for license in opinion.result.licenses)))
    if len(uses) > MATRIX_USES:
        rows = [(code(o.name), code(licenses[o.name]), plain(o.result.use), both(o)) for o in dossier.opinions]
        yield Grid((Column("Model", 42), Column("Licenses", 30), Column("Use", 24), Column("Verdict", 14)), tuple(rows))
        return
    columns = (Column("Model", 44), Column("Licenses", 32), *(Column(plain(use)[0].text, 18) for use in uses))
    yield Grid(
        columns, tuple((code(name), code(licenses[name]), *(of.get(use) or plain("–") for use in uses)) for name, of in found.items())
    )
