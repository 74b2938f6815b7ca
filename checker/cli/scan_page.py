"""The inventory of a repository on the screen: what no manifest lists first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.cli.terminal import styled, wrapped
from checker.domain.inventory import Inventory, InventoryModel, LeftOut
from checker.domain.sighting import NotUnderstood, Role, Sighting
from checker.errors import Problem

_SHOWN = 5
"""Places of one model that are named, unless all are asked for."""


def render_scan(found: Inventory, *, every_place: bool = False) -> str:
    """The inventory for a terminal or a pipe."""
    files = f"{_counted(found.files_found, 'file')}, {found.files_read:,} of a kind that may name models"
    lines = [wrapped(f"{found.folder + ': ' if found.folder else ''}{files}", "")]
    missing = list(found.missing)
    listed = [model for model in found.models if not model.missing]
    where = "no manifest above these files lists them" if found.manifests else "not listed: there is no manifest"
    lines += _section(f"MISSING {len(missing)}", where, "yellow", (_model(model, every_place) for model in missing))
    lines += _section(f"LISTED {len(listed)}", "in a manifest", "green", (_model(model, every_place) for model in listed))
    unclear = found.not_understood
    each = "each may hide one more model"
    lines += _section(f"NOT UNDERSTOOD {len(unclear)}", each, "yellow", [_unclear(found.not_understood)] if unclear else [])
    broken = found.problems
    lines += _section(f"NOT READ {len(broken)}", "broken, or kept out", "red", [_broken(broken)] if broken else [])
    lines += ["", *_tail(found, missing)]
    return "\n".join(lines) + "\n"


def _place(path: str, line: int, column: int) -> str:
    """`file:line:column`, as far as it is known."""
    return f"{path}:{line}:{column or 1}" if line else path


def _section(head: str, says: str, colour: str, parts: Iterable[Iterable[str]]) -> Iterator[str]:
    told = list(parts)
    if told:
        yield ""
        yield wrapped(f"{head} · {says}", "").replace(head, styled(head, fg=colour, bold=True), 1)
        for part in told:
            yield ""
            yield from part


def _model(model: InventoryModel, every_place: bool) -> Iterator[str]:
    also = f", in the catalog as {model.known_as}" if model.known_as and model.known_as.casefold() != model.name.casefold() else ""
    unknown = "" if model.known_as else ", not in the catalog"
    yield wrapped(f"{model.name}{also}{unknown}", "  ", "    ")
    if model.listed:
        yield wrapped(f"listed at {', '.join(model.listed)}{' for other files' if model.missing else ''}", "    ", "      ")
    sightings = model.missing or model.sightings
    shown = sightings if every_place or len(sightings) <= _SHOWN + 1 else sightings[:_SHOWN]
    for sighting in shown:
        yield wrapped(_sighting(sighting), "    - ", "      ")
    if len(shown) < len(sightings):
        yield wrapped(f"and {len(sightings) - len(shown)} more places; `--every-place` names them", "    - ", "      ")


def _sighting(one: Sighting) -> str:
    parts = [f"{_place(one.path, one.line, one.column)}: {'described by' if one.role is Role.DESCRIBES else 'used in'} {one.reader}"]
    if one.provider:
        parts.append(f"hosted by {one.provider}")
    if one.revision:
        parts.append(f"revision {one.revision}")
    if one.license or one.license_name:
        parts.append(f"says license {one.license_name or one.license}")
    parts += [f"{base.relation.value} of {base.model}" for base in one.bases]
    if one.note:
        parts.append(one.note)
    return ", ".join(parts)


def _unclear(found: Iterable[NotUnderstood]) -> Iterator[str]:
    for one in found:
        yield wrapped(f"{_place(one.path, one.line, one.column)}: {one.reason}", "  - ", "    ")
        if one.hint:
            yield wrapped(one.hint, "    → ", "      ")


def _broken(found: Iterable[Problem]) -> Iterator[str]:
    for one in found:
        yield wrapped(f"{_place(one.path, one.line, one.column)}: {one.message}", "  - ", "    ")
        if one.hint:
            yield wrapped(one.hint, "    → ", "      ")


def _tail(found: Inventory, missing: list[InventoryModel]) -> Iterator[str]:
    if not (found.models or found.not_understood or found.problems):
        yield wrapped("no file names a model that licheck sees; docs/reference/readers.md says what it reads.", "")
    else:
        parts = [f"{_counted(len(found.models), 'model')}, {len(missing)} not in a manifest"]
        parts += [f"{_counted(len(found.not_understood), 'place')} not understood"] if found.not_understood else []
        parts += [f"{_counted(len(found.problems), 'problem')}"] if found.problems else []
        way = " `licheck scan --write` adds what is missing." if missing else ""
        yield wrapped(f"{'; '.join(parts)}.{way}", "")
    for left in found.left_out:
        yield wrapped(_left_out(left), "left out: ", "  ")


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _left_out(left: LeftOut) -> str:
    names = ", ".join(left.folders[:3]) + (f" and {len(left.folders) - 3} more" if len(left.folders) > 3 else "")
    return f"{names} ({left.reason})"
