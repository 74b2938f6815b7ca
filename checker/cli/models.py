"""`licheck models`: looks at the catalog."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from checker.app.evidence import hub_source
from checker.app.session import Session
from checker.cli import options
from checker.cli.exit_codes import OK
from checker.cli.models_lint import lint_command
from checker.cli.output import put
from checker.cli.terminal import styled, width, wrapped
from checker.domain.model import Model, Observation, Statement, license_ids
from checker.domain.profile import ModelRequest
from checker.engine.lineage import Lineage
from checker.engine.statements import is_in_doubt
from checker.errors import UsageError


@click.group("models", short_help="the catalog of models")
def command() -> None:
    """Look at the catalog: which model is under which license, and who says so."""


command.add_command(lint_command)


@command.command("list")
@click.argument("pattern", default="*")
@options.licenses_option
@options.output_option
def list_command(pattern: str, folders: tuple[Path, ...], output: Path | None) -> int:
    """List the models whose id or alias matches PATTERN, or that are under a license: license:ID."""
    session = Session.open(folders)
    models = session.matching_models(pattern)
    longest = max((len(model.id) for model in models), default=0)
    lines = [_line(model, min(longest, 50)) for model in models]
    put("\n".join([*lines, f"{len(models)} models"]) + "\n", output)
    return OK


@command.command("show")
@click.argument("name", metavar="MODEL")
@options.licenses_option
@options.online_option
@options.output_option
def show_command(name: str, folders: tuple[Path, ...], online: bool, output: Path | None) -> int:
    """Show what the catalog and the Hub know of MODEL: names, bases, channels, the source of each statement, and all that was read."""
    session = Session.open(folders, hub_source(online))
    bare, mark, revision = name.rpartition("@")
    request = ModelRequest(bare, None, revision) if mark and bare else ModelRequest(name)
    resolved = session.resolve(request)
    if resolved is None:
        raise UsageError(_not_known(session, request))
    put("\n".join([*_page(*resolved), *(wrapped(note, "note: ", "      ") for note in session.evidence.notes())]) + "\n", output)
    return OK


def _not_known(session: Session, request: ModelRequest) -> str:
    near = session.library.names.nearest(request.name)
    why = session.evidence.why(request.name, request.revision)
    said = f", and {why}" if why and (session.evidence.is_online or not near) else ""
    if near:
        hint = f"; did you mean {' or '.join(f'`{model}`' for model in near)}?"
    else:
        hint = "; `--online` asks the Hub" if why and not session.evidence.is_online else ""
    return f"the catalog does not know `{request.name}`{said}{hint}"


def _line(model: Model, longest: int) -> str:
    named = dict.fromkeys(_said(statement) for statement in (*model.weights, *model.hosted))
    line = f"{model.id:<{longest}}  {'; '.join(named)}"
    return line if len(line) <= width() else f"{line[: width() - 1].rstrip()}…"


def _said(statement: Statement) -> str:
    said = "withheld" if statement.license is None else " / ".join(license_ids(statement.license))
    if statement.license is not None and is_in_doubt(statement.license):
        said = f"not settled ({said})"
    return f"{said} (reported)" if statement.evidence.value == "reported" else said


def _page(model: Model, lineage: Lineage) -> Iterator[str]:
    yield styled(wrapped(model.name, ""), bold=True)
    yield wrapped(f"{model.id}, by {model.publisher or 'an unknown publisher'}", "")
    facts = [
        f"released {model.released}" if model.released else "release date not known",
        f"{model.parameters} parameters" if model.parameters else "",
        f"takes {', '.join(sorted(model.inputs))}" if model.inputs else "inputs not known",
        f"gives {', '.join(sorted(model.outputs))}" if model.outputs else "outputs not known",
    ]
    yield wrapped("; ".join(fact for fact in facts if fact), "")
    if model.aliases:
        yield wrapped(f"also called {', '.join(model.aliases)}", "")
    for channel, statements in (("weights", model.weights), ("hosted API", model.hosted)):
        for statement in statements:
            yield from _statement(channel, statement)
    for ancestor in lineage.ancestors:
        said = "; ".join(dict.fromkeys(_said(statement) for statement in ancestor.model.weights)) or "license not known"
        yield wrapped(f"{', '.join(ancestor.path)}: {said}", "", "  ")
    for gap in lineage.gaps:
        yield wrapped(
            f"{', '.join(gap.path)}: {'a circle' if gap.cycle else 'not in the catalog'}{f', and {gap.why}' if gap.why else ''}", "", "  "
        )
    for doubt in model.doubts:
        yield wrapped(doubt.says, "doubt: ", "  ")
    if model.note:
        yield wrapped(f"note: {model.note}", "", "  ")
    if model.observed:
        yield wrapped(f"what was read{f', at commit {model.commit}' if model.commit else ''}:", "")
    for seen in model.observed:
        yield from _observation(seen)


def _observation(seen: Observation) -> Iterator[str]:
    day = f", {seen.source.seen}" if seen.source.seen else ""
    yield wrapped(f"{seen.what}: {seen.says}", "  ", "    ")
    yield wrapped(f"{seen.source.title}{day}", "    ", "      ")
    if seen.source.sha256:
        yield f"    sha256 {seen.source.sha256}"


def _statement(channel: str, statement: Statement) -> Iterator[str]:
    by = f" from {statement.provider}" if statement.provider else ""
    times = f" from {statement.since}" if statement.since else ""
    times += f" until {statement.until}" if statement.until else ""
    yield wrapped(f"{channel}{by}: {_said(statement)}{times}", "")
    seen = f", seen {statement.source.seen}" if statement.source.seen else ""
    yield wrapped(f"{statement.evidence.value}: {statement.source.title}{seen}", "  ", "    ")
    if statement.source.url:
        yield f"    {statement.source.url}"
