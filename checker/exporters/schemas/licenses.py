"""Schemas of answers about licenses and their encodings: diff, lineage, identify, lint, coverage, mutation, applications."""

from __future__ import annotations

from checker.domain.ancestry import Known, Loss
from checker.domain.difference import ChangeKind as ClauseChangeKind
from checker.domain.finding import Severity
from checker.domain.recognition import ChangeKind, Outcome
from checker.domain.variation import VariationKind
from checker.engine.application_use import Stand
from checker.exporters.ancestry_formats import SCHEMA as LINEAGE
from checker.exporters.difference_json import LIBRARY_SCHEMA as LIBRARY_DIFF
from checker.exporters.difference_json import SCHEMA as DIFF
from checker.exporters.recognition_json import SCHEMA as IDENTIFY
from checker.exporters.recognition_json import UNREADABLE
from checker.exporters.schemas.parts import (
    COUNT,
    EVIDENCE,
    OPTIONAL,
    SHARE,
    TEXT,
    TRUTH,
    VERDICT,
    Schema,
    document,
    list_of,
    map_of,
    may_lack,
    object_of,
    or_null,
    part,
    said,
    words_of,
)  # fmt: skip

LINT = "licheck/lint/1"
COVERAGE = "licheck/license-coverage/1"
MUTATION = "licheck/license-mutation/1"
APPLICATIONS = "licheck/applications/1"
"""As the command line names what it prints of encodings."""
_OUTCOMES = (*(outcome.value for outcome in Outcome), UNREADABLE)


def diff() -> Schema:
    """`licheck diff --format json` on two licenses or models."""
    body = object_of(schema={"const": DIFF}, **_difference())
    return document(DIFF, "diff", "How two sets of terms differ.", body, **_of_differences())


def library_diff() -> Schema:
    """`licheck diff --library --format json`."""
    body = object_of(
        schema={"const": LIBRARY_DIFF},
        added=list_of(TEXT),
        dropped=list_of(TEXT),
        changed=list_of(object_of(**_difference())),
        models=list_of(TEXT, "Models that come under other licenses."),
    )
    return document(LIBRARY_DIFF, "library-diff", "What changed between two versions of the library.", body, **_of_differences())


def _difference() -> dict[str, Schema]:
    return {
        "before": TEXT,
        "after": TEXT,
        "stricter": list_of(part("witness"), "Cases that the second terms judge more strictly."),
        "kinder": list_of(part("witness"), "Cases that they judge more kindly."),
        "complete": said(TRUTH, "Whether every case was looked at."),
        "steady": list_of(TEXT, "Figures that were taken to be the same in every period."),
        "unrated": list_of(TEXT, "Currencies without an exchange rate."),
        "clauses": list_of(part("change")),
        "notes": list_of(TEXT),
    }


def _of_differences() -> dict[str, Schema]:
    clause = object_of(license=TEXT, clause=OPTIONAL, section=TEXT, effect=TEXT, says=TEXT)
    witness = object_of(
        before=VERDICT,
        after=VERDICT,
        facts=map_of({"type": ["string", "array"], "items": TEXT}, "Every fact of the case, by its name."),
        figures_count=words_of(("licensee", "group")),
        because=list_of(part("clause"), "The clauses that decide it on the stricter side."),
    )
    side = or_null(part("clause"))
    change = object_of(change=words_of(ClauseChangeKind), before=side, after=side, details=list_of(TEXT))
    return {"witness": witness, "change": change, "clause": clause}


def lineage() -> Schema:
    """`licheck lineage --format json`."""
    step = object_of(
        model=TEXT,
        relation=said(OPTIONAL, "How the model below was made from it; null for the model itself."),
        known=words_of(Known),
        why=OPTIONAL,
        note=OPTIONAL,
        licenses=list_of(object_of(license=TEXT, evidence=EVIDENCE, source=TEXT)),
        terms_reach=said(TRUTH, "Whether its terms reach the model at the bottom."),
        bases=list_of(part("step")),
    )
    binding = object_of(license=TEXT, name=TEXT, via=TEXT, restricts=list_of(words_of(Loss)))
    clause = object_of(license=TEXT, clause=TEXT, section=TEXT, says=TEXT)
    lost = object_of(what=words_of(Loss), clause=or_null(clause))
    drift = object_of(model=TEXT, base=TEXT, own=list_of(TEXT), binding=list_of(TEXT), lost=list_of(lost), why=OPTIONAL)
    body = object_of(
        schema={"const": LINEAGE},
        model=TEXT,
        lineage=part("step"),
        binding=list_of(binding, "Every license that binds whoever uses the model."),
        drift=list_of(drift, "Where a model is given out under freer terms than a base of it allows."),
        open=list_of(TEXT),
        notes=list_of(TEXT),
    )
    return document(LINEAGE, "lineage", "What a model was made from, and which terms come along.", body, step=step)


def identify() -> Schema:
    """`licheck identify --format json`."""
    unreadable = object_of(file=TEXT, result={"const": UNREADABLE}, problem=TEXT)
    read = object_of(
        file=TEXT,
        result=words_of(Outcome),
        settled=TRUTH,
        licenses=list_of(part("license")),
        points_to=list_of(object_of(target=TEXT, licenses=list_of(TEXT))),
        other_text=list_of(object_of(line=COUNT, passage=TEXT)),
        nearest=or_null(part("near")),
        notes=list_of(TEXT),
    )
    some: Schema = {"type": "integer", "minimum": 1}
    summary = may_lack(object_of(**dict.fromkeys(sorted(_OUTCOMES), some)), *_OUTCOMES)
    body = object_of(
        schema={"const": IDENTIFY},
        files=list_of({"oneOf": [part("file"), part("unreadable")]}, "In the order in which they were named."),
        summary={
            **summary,
            "additionalProperties": False,
            "description": "How many files there are of each result; none that there is not.",
        },
    )
    near = object_of(id=TEXT, similarity=SHARE)
    description = "What files were recognized as."
    return document(IDENTIFY, "identify", description, body, file=read, unreadable=unreadable, license=_recognized(), near=near)


def _recognized() -> Schema:
    change = object_of(
        change=words_of(ChangeKind),
        sections=list_of(TEXT),
        line=COUNT,
        passage=TEXT,
        words=object_of(license=COUNT, file=COUNT),
        numbers=object_of(license=list_of(TEXT), file=list_of(TEXT)),
    )
    return object_of(
        id=TEXT,
        match=words_of(("exact", "altered")),
        similarity=SHARE,
        lines={"type": "array", "items": COUNT, "minItems": 2, "maxItems": 2, "description": "The first and the last."},
        notices=list_of(TEXT),
        variations=list_of(object_of(kind=words_of(VariationKind), text=TEXT), "In what a copy that says the same differs."),
        changes=list_of(change),
        unchanged_sections=list_of(TEXT),
        clauses_to_read=list_of(TEXT),
        near=list_of(part("near")),
        whole=TRUTH,
        excerpt=TRUTH,
        encoded=TRUTH,
    )


def lint() -> Schema:
    """`licheck licenses lint --format json`, and that of the catalog."""
    finding = object_of(code=TEXT, severity=words_of(Severity), where=TEXT, subject=TEXT, message=TEXT, hint=TEXT)
    body = object_of(
        schema={"const": LINT},
        encodings=COUNT,
        with_text=said(COUNT, "Encodings that were held against their text."),
        fully=said(COUNT, "Of these, those whose text numbers its sections without a gap."),
        vocabulary=said(TRUTH, "Whether the use of the vocabulary was looked at."),
        findings=list_of(finding),
        summary=object_of(**{severity.value: COUNT for severity in Severity}),
    )
    return document(LINT, "lint", "What is wrong in encodings.", body)


def coverage() -> Schema:
    """`licheck licenses coverage --format json`."""
    sections: Schema = {"type": ["integer", "null"], "minimum": 0, "description": "null where the text is not at hand."}
    entry = object_of(
        license=TEXT, sections=sections, encoded=COUNT, listed=COUNT, missing=sections, clauses=COUNT, cases=COUNT, rules=COUNT,
        tested=COUNT,
    )  # fmt: skip
    body = object_of(schema={"const": COVERAGE}, licenses=list_of(entry))
    return document(COVERAGE, "license-coverage", "How much of each text is encoded, and tested.", body)


def mutation() -> Schema:
    """`licheck licenses mutate --format json`."""
    harmless = object_of(clause=TEXT, change=TEXT, reason=TEXT)
    entry = object_of(
        license=TEXT,
        killed=COUNT,
        total=COUNT,
        unmeasured=said(OPTIONAL, "Why nothing was measured."),
        kinds=map_of(object_of(killed=COUNT, total=COUNT), "By kind of mistake."),
        changes_nothing=list_of(harmless),
        survivors=list_of(object_of(kind=TEXT, clause=TEXT, change=TEXT), "Mistakes that no case notices."),
    )
    body = object_of(schema={"const": MUTATION}, licenses=list_of(entry), summary=object_of(killed=COUNT, total=COUNT))
    return document(MUTATION, "license-mutation", "How many small mistakes in an encoding its cases notice.", body)


def applications() -> Schema:
    """`licheck licenses applications --format json`."""
    standing = object_of(
        license=TEXT, clause=TEXT, section=TEXT, stand=words_of(Stand), says=TEXT, exception=OPTIONAL, excepting=TEXT, through=OPTIONAL,
    )  # fmt: skip
    entry = object_of(
        id=TEXT, label=TEXT, definition=TEXT, examples=list_of(TEXT), restricted=TRUTH, broader=OPTIONAL, narrower=list_of(TEXT),
        clauses=list_of(part("standing")),
    )  # fmt: skip
    body = object_of(
        schema={"const": APPLICATIONS},
        applications=list_of(entry),
        any_restricted=list_of(part("standing"), "Clauses under which every restricted application is open."),
    )
    return document(APPLICATIONS, "applications", "What licenses say of each application.", body, standing=standing)
