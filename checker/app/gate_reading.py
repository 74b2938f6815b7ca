"""Asks the readers what a file says of models; whatever goes wrong is a finding, and never an empty answer."""

from __future__ import annotations

from collections.abc import Mapping

from checker.app.gate_files import Found
from checker.app.gate_findings import at_file, of_problem
from checker.domain.gate import GateFinding
from checker.domain.model import AllOf, Expression, LicenseRef, Model, Source, Statement, license_ids
from checker.domain.sighting import FileReading, Sighting
from checker.domain.verdict import Evidence
from checker.errors import InputError
from checker.library.expressions import ExpressionError, parse_expression
from checker.library.hub_licenses import resolved
from checker.library.store import Library
from checker.readers.interface import Reader
from checker.readers.interface import Source as File

_SAYS_NOTHING = frozenset(["other", "unknown", "custom"])
"""Tags that stand for a license which only its name or link tells."""


def all_readers() -> Mapping[str, Reader]:
    """Every reader there is; imported only where files are read."""
    from checker.readers.registry import READERS

    return READERS


def read_models(found: Found, readers: Mapping[str, Reader]) -> tuple[FileReading | None, list[GateFinding]]:
    """What every reader that knows this kind of file sees in it; None where none knows it, or none could read it."""
    file = File(found.shown, found.size, lambda: found.path.open("rb"))
    readings: list[FileReading] = []
    findings: list[GateFinding] = []
    for name, reader in readers.items():
        try:
            if reader.recognizes(file):
                readings.append(reader.read(file))
        except InputError as error:
            findings += [of_problem("file-invalid", problem) for problem in error.problems]
        except OSError as error:
            findings.append(at_file("file-unreadable", found.shown, f"cannot be read: {(error.strerror or str(error)).lower()}"))
            break
        except Exception as error:  # noqa: BLE001 - a hostile file must not take the others' verdicts down with it, nor pass
            message = f"cannot be read as {name}: {type(error).__name__}: {error}".rstrip(": ").replace("\n", " ")[:300]
            findings.append(at_file("file-unreadable", found.shown, message, "exclude the file, or report it to the makers of licheck"))
    if not readings:
        return None, findings
    sightings = tuple(sighting for reading in readings for sighting in reading.sightings)
    return FileReading(sightings, tuple(unclear for reading in readings for unclear in reading.not_understood)), findings


def declared_model(library: Library, sighting: Sighting, name: str, place: str) -> Model | None:
    """The model as a file describes it, with its license and bases; None where the file only names it."""
    if not (sighting.license or sighting.license_name or sighting.license_link or sighting.bases):
        return None
    expression = declared_license(library, sighting)
    source = Source(f"{sighting.reader}, {place}")
    statements = (Statement(Evidence.DECLARED, source, expression),) if expression is not None else ()
    return Model(
        id=name, name=name, bases=sighting.bases, weights=statements, revision=sighting.revision, written_out=True, note=sighting.note
    )


def declared_license(library: Library, sighting: Sighting) -> Expression | None:
    """The license that a file declares, by tag, name or link; None where it declares none.

    Only whole names count: what a license is merely called like is not that license.
    """
    tags = sighting.license.strip()
    if tags and tags.casefold() not in _SAYS_NOTHING:
        try:
            return _known(library, parse_expression(tags))
        except ExpressionError:
            return LicenseRef(tags, doubt=f"What the file says of the license cannot be read: {tags}.")
    named = sighting.license_name.strip().casefold()
    if named and (named in library.license_ids or named in library.hub_licenses):
        return _known(library, LicenseRef(named))
    said = sighting.license_name or sighting.license_link or tags
    if not said:
        return None
    remedy = "write the model out in the manifest under the id of its license"
    return LicenseRef(said, doubt=f"The file names a license of its own: {said}.", remedy=remedy)


def _known(library: Library, expression: Expression) -> Expression:
    """The expression with the Hub's identifiers put into our ids; an id that nobody knows stays, and becomes a review."""
    lowered = _lowered(expression, library.license_ids)
    hub = library.hub_licenses
    others = {found: hub[found] for found in license_ids(lowered) if found not in library.license_ids and found in hub}
    return resolved(lowered, others)


def _lowered(expression: Expression, known: frozenset[str]) -> Expression:
    if isinstance(expression, LicenseRef):
        return expression if expression.id in known else LicenseRef(expression.id.casefold())
    parts = tuple(_lowered(part, known) for part in expression.parts)
    return AllOf(parts) if isinstance(expression, AllOf) else type(expression)(parts)
