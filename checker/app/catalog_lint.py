"""Checks of the catalog that need more than one entry at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.app.session import Session
from checker.domain.finding import Finding, Severity
from checker.domain.license import License
from checker.domain.model import Model, Statement, license_ids
from checker.domain.verdict import Evidence

DANGLING_BASE = "dangling-base"
BASE_CYCLE = "base-cycle"
UNKNOWN_LICENSE = "unknown-license"
DUPLICATE_NAME = "duplicate-name"
DATE_BEFORE_LICENSE = "date-before-license"
NOTHING_STATED = "nothing-stated"

CATALOG_CODES = {
    DANGLING_BASE: Severity.ERROR,
    BASE_CYCLE: Severity.ERROR,
    UNKNOWN_LICENSE: Severity.ERROR,
    DUPLICATE_NAME: Severity.ERROR,
    DATE_BEFORE_LICENSE: Severity.WARNING,
    NOTHING_STATED: Severity.WARNING,
}
"""Every finding of the catalog's lint, with its weight; `docs/reference/catalog-findings.md` has a heading for each."""


@dataclass(frozen=True)
class _Catalog:
    session: Session
    models: dict[str, Model]
    places: dict[str, str]

    def finding(self, code: str, model: str, message: str, hint: str = "") -> Finding:
        return Finding(code, CATALOG_CODES[code], model, message, hint, self.places.get(model, ""))


def lint_catalog(session: Session) -> list[Finding]:
    """Everything that is wrong in the catalog, in the order of its models."""
    files = session.library.catalog_files()
    places = {
        model_id: f"{session.library.places.shown(path)}:{line}:{column}"
        for path, file in files.items()
        for model_id, (line, column) in file.marks.items()
    }
    catalog = _Catalog(session, {model.id: model for model in session.library.all_models()}, places)
    findings = [finding for model in catalog.models.values() for finding in _of_model(catalog, model)]
    clashes = session.library.names.clashes
    return findings + [
        catalog.finding(DUPLICATE_NAME, second, f"the name `{name}` is also that of `{first}`", "leave it to one of them")
        for name, first, second in clashes
    ]


def _of_model(catalog: _Catalog, model: Model) -> Iterator[Finding]:
    yield from _bases(catalog, model)
    if not model.weights and not model.hosted:
        yield catalog.finding(
            NOTHING_STATED, model.id, "no source says under which license it comes", "add a statement, or leave the model out"
        )
    for statement in (*model.weights, *model.hosted):
        yield from _statement(catalog, model, statement)


def _bases(catalog: _Catalog, model: Model) -> Iterator[Finding]:
    for base in model.bases:
        if catalog.session.library.model(base.model) is None:
            yield catalog.finding(
                DANGLING_BASE, model.id, f"its base `{base.model}` is not in the catalog", "add the base, or correct its name"
            )
    resolved = catalog.session.resolve_model(model)
    for gap in resolved.gaps:
        if gap.cycle:
            yield catalog.finding(BASE_CYCLE, model.id, f"its lineage runs in a circle: {', '.join(gap.path)}")


def _statement(catalog: _Catalog, model: Model, statement: Statement) -> Iterator[Finding]:
    if statement.license is None:
        return
    for license_id in license_ids(statement.license):
        license = catalog.session.licenses.get(license_id)
        if license is None:
            yield catalog.finding(UNKNOWN_LICENSE, model.id, f"the license `{license_id}` is not encoded", "encode it, or correct its id")
        elif _is_too_old(model, statement, license):
            message = f"it was released on {model.released}, before its license `{license_id}` of {license.released}"
            hint = "correct a date, or state since when the license holds with `from:`"
            yield catalog.finding(DATE_BEFORE_LICENSE, model.id, message, hint)


def _is_too_old(model: Model, statement: Statement, license: License) -> bool:
    """Whether the model is older than its license, and the statement does not say since when it holds."""
    if statement.since is not None or statement.evidence is Evidence.REPORTED or statement not in model.weights or license.template:
        return False
    return model.released is not None and license.released is not None and model.released < license.released
