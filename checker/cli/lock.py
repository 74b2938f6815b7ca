"""`licheck lock`: writes down what is known of each model, and checks later that nothing has moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from checker.app.gate_coverage import Coverage, Served
from checker.app.lock import Checker, Locker, session_of
from checker.app.session import Session
from checker.cli import options
from checker.cli.exit_codes import DENY, OK, REVIEW
from checker.cli.output import keep_apart, put
from checker.cli.progress import watched
from checker.domain.lock import LOCK_NAME, Move
from checker.domain.manifest import MANIFEST_NAME
from checker.domain.settings import Settings
from checker.domain.verdict import Verdict
from checker.errors import InputError, Problem, UsageError
from checker.library import lock as lock_file
from checker.library.settings import find_settings, shown


@click.command("lock", short_help="lock what is known of each model, and check that nothing moved")
@click.option("--check", "checking", is_flag=True, help="Write nothing; say what has moved since the lock was written.")
@click.option("--update", multiple=True, metavar="MODEL", help="Lock only this model anew; may be given more than once.")
@click.option("--profile", type=click.Path(path_type=Path), metavar="FILE", help="The profile; else the configured or nearest one.")
@click.option(
    "--manifest", "manifests", multiple=True, type=click.Path(path_type=Path), metavar="FILE", help="A manifest; else models.yaml."
)
@click.option("--file", "target", type=click.Path(path_type=Path), metavar="FILE", help=f"The lock; else {LOCK_NAME} beside the manifest.")
@options.judging_options
@options.online_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.output_option
def command(
    checking: bool,
    update: tuple[str, ...],
    profile: Path | None,
    manifests: tuple[Path, ...],
    target: Path | None,
    as_of: date | None,
    evidence: str,
    folders: tuple[Path, ...],
    online: bool,
    form: str,
    output: Path | None,
) -> int:
    """Write licheck.lock: for each model of the manifest its revision, licenses, hashes of their texts, evidence and verdict.

    With `--check` nothing is written. Offline, each model is judged again by the evidence in the lock, so that an update of the
    library or a change of the profile that turns a verdict is told, with what turned it. With `--online` the Hub is asked too: a
    new commit, another license, a changed license text, a new base, a model that is gone.

    Exit codes: 0 nothing moved, 1 something is denied now, 3 something else moved, 4 a bad lock, manifest or profile, 5 the Hub.
    """
    from checker.app.evidence import gather, hub_source

    if checking and update:
        raise UsageError("`--check` writes nothing, so there is nothing to update; leave one of the two out")
    settings = find_settings(manifests[0] if manifests else Path())
    day = as_of or date.today()
    session = Session.open([*settings.licenses, *folders], hub_source(online))
    described = session.load_profile(profile or settings.profile or "company.yaml")
    served = _served(Coverage(session, described, settings, frozenset()), manifests, settings)
    path = target or Path(settings.folder) / LOCK_NAME
    for file in (*manifests, Path(described.path)):
        keep_apart(file, path)
    with watched("asking the Hub") as progress:
        gather(session, [one.request for one in served], progress)
    reports = evidence == "all" and settings.evidence == "all"
    if checking:
        lock = lock_file.read(path)
        offline = Locker(session_of(lock, session), described, day, reports)
        checker = Checker(lock, offline, Locker(session, described, day, reports) if online else None)
        return _told(list(checker.moves(served)), len(served), form, output)
    before = lock_file.read(path) if update else None
    _check_names(update, served)
    locked = Locker(session, described, day, reports).lock(str(path), served, before, update)
    put(lock_file.written(locked), path)
    counted = ", ".join(f"{count} {verdict.value}" for verdict, count in _counts(locked.verdicts) if count)
    count = len(locked.verdicts)
    click.echo(f"{shown(path)}: {count} model{'' if count == 1 else 's'} locked ({counted or 'none'})", err=True)
    return OK


def _served(coverage: Coverage, manifests: Sequence[Path], settings: Settings) -> list[Served]:
    """Every model of the manifests with the use it serves. Raises InputError with everything that is wrong in them."""
    named = list(manifests) or [Path(name) for name in settings.manifests] or [Path(settings.folder) / MANIFEST_NAME]
    served: list[Served] = []
    for path in named:
        manifest = coverage.read(path, shown(path))
        served += coverage.served_by(manifest) if manifest is not None else []
    if coverage.findings:
        raise InputError(Problem(found.path, found.line, found.column, found.message, found.remedy) for found in coverage.findings)
    return served


def _check_names(update: Sequence[str], served: Sequence[Served]) -> None:
    from checker.language.typecheck import nearest

    known = [one.request.name for one in served]
    for name in update:
        if name.casefold() not in {one.casefold() for one in known}:
            raise UsageError(f"the manifest lists no model `{name}`; {nearest(name, known) or 'it lists ' + str(len(known)) + ' others'}")


def _counts(verdicts: Sequence[object]) -> list[tuple[Verdict, int]]:
    return [(verdict, sum(getattr(entry, "verdict", None) is verdict for entry in verdicts)) for verdict in Verdict]


def _told(moves: list[Move], count: int, form: str, output: Path | None) -> int:
    if form == "json":
        from checker.exporters.lock_json import moves_json

        put(moves_json(moves, count), output)
    else:
        from checker.cli.lock_page import render_moves

        put(render_moves(moves, count), output)
    failing = [move for move in moves if move.fails]
    if any(move.verdict is Verdict.DENY for move in failing):
        return DENY
    return REVIEW if failing else OK
