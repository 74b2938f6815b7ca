"""Asks the readers what a file says of models; whatever goes wrong is a finding, and never an empty answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from checker.app.gate_files import Found
from checker.app.gate_findings import at_file, of_problem
from checker.domain.gate import GateFinding
from checker.domain.manifest import MANIFEST_NAME
from checker.domain.model import AllOf, Expression, LicenseRef, Model, Source, Statement, license_ids
from checker.domain.sighting import FileReading, Sighting
from checker.domain.verdict import Evidence
from checker.errors import InputError
from checker.library.expressions import ExpressionError, parse_expression
from checker.library.hub_licenses import resolved
from checker.library.store import Library
from checker.readers.interface import Reader
from checker.readers.interface import Source as File
from checker.textio.document import parse, read_bytes

_NEARLY = frozenset(["models.yaml", "models.yml", "model.yaml", "model.yml"])
"""How a manifest gets called by mistake, whatever the case."""
_REMEDY = "write the model out in the manifest, under the id of its license"


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
        if reader.endings is not None and file.ending not in reader.endings:
            continue
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
    sightings = tuple(_named(sighting, found) for reading in readings for sighting in reading.sightings)
    return FileReading(sightings, tuple(unclear for reading in readings for unclear in reading.not_understood)), findings


def _named(sighting: Sighting, found: Found) -> Sighting:
    """A model that a file at the top describes without naming it goes by the name of the folder, as one further down does."""
    return replace(sighting, model=found.path.resolve().parent.name or found.shown) if sighting.model == found.shown else sighting


def misnamed(found: Found) -> Iterator[GateFinding]:
    """Told of a file that is a manifest by all but its exact name: nobody else would read it, and its models would pass unjudged."""
    if found.path.name.casefold() not in _NEARLY or found.path.name == MANIFEST_NAME:
        return
    try:
        data = parse(read_bytes(found.path, found.shown), found.shown).data
    except InputError:
        return  # what cannot be read is told by whoever reads files of the kind
    listed = data.get("models") if isinstance(data, dict) else None
    if isinstance(listed, list) and any(isinstance(entry, str) or (isinstance(entry, dict) and "model" in entry) for entry in listed):
        says = f"has the shape of a manifest and is read as none, since a manifest is called {MANIFEST_NAME}"
        yield at_file("not-understood", found.shown, says, "rename it, or name it under `manifest` in the configuration", 1, 1)


def declared_model(library: Library, sighting: Sighting, name: str, place: str) -> Model | None:
    """The model as a file describes it, with its license and bases; None where the file only names it."""
    if not (sighting.license or sighting.license_name or sighting.license_link or sighting.bases):
        return None
    expression = declared_license(library, sighting, name)
    source = Source(f"{sighting.reader}, {place}")
    statements = (Statement(Evidence.DECLARED, source, expression),) if expression is not None else ()
    return Model(
        id=name, name=name, bases=sighting.bases, weights=statements, revision=sighting.revision, written_out=True, note=sighting.note
    )


def declared_license(library: Library, sighting: Sighting, name: str) -> Expression | None:
    """The license that a file declares, by tags, name or link; None where it declares none.

    A tag, a name and a link are read as those of a model card on the Hub; only an expression is more than those can say.
    """
    # Imported where a file describes a model: most only name one, and what reads a card loads much.
    from checker.app.hub_tags import TagReader
    from checker.app.naming import Names
    from checker.hub.interface import HubRecord
    from checker.library.headings import Headings

    tags = sighting.license.strip()
    if len(tags.split()) > 1 or set(tags) & set("()"):
        try:
            return _known(library, parse_expression(tags))
        except ExpressionError:
            return LicenseRef(tags, f"What the file says of the license cannot be read: {tags}.", _REMEDY)
    if tags in library.license_ids:
        return LicenseRef(tags)
    tag = (tags.casefold(),) if tags else ()
    record = HubRecord(name, "", tag, sighting.license_name.strip(), sighting.license_link.strip())
    said = TagReader(Names(Headings(library.places), library), library.hub_licenses).statement(record)
    if said is None or said.license is None or not isinstance(said.license, LicenseRef) or not said.license.doubt:
        return None if said is None else said.license
    return replace(said.license, remedy=_REMEDY)


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
