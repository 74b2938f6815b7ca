"""`licheck check`: the gate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from checker.app.evidence import hub_source
from checker.app.gate import Gate
from checker.cli import options
from checker.cli.exit_codes import FAIL_ON, of_findings
from checker.cli.gate_page import GatePage, render_gate
from checker.cli.output import keep_apart, put
from checker.cli.progress import watched
from checker.cli.terminal import plain
from checker.domain.gate import GateReport
from checker.domain.gate_codes import is_bad_input
from checker.domain.settings import BASELINE_NAME, Settings
from checker.errors import UsageError
from checker.exporters.gate_registry import GATE_EXPORTERS, gate_exporter
from checker.library.settings import find_settings

_PATH = click.Path(path_type=Path)


@click.command("check", short_help="the gate")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=_PATH)
@click.option("--profile", type=_PATH, metavar="FILE", help="The profile; else what the configuration names, or the nearest company.yaml.")
@click.option("--manifest", "manifests", multiple=True, type=_PATH, metavar="FILE", help="A manifest, whatever it is called.")
@click.option("--use", metavar="ID", help="The use of the profile that models serve which no manifest lists.")
@click.option("--as-of", type=options.Day(), metavar="DATE", help="The day the question is asked for; today if left out.")
@click.option("--evidence", type=click.Choice(["all", "primary"]), help="`primary` leaves out what is only reported.")
@options.licenses_option
@options.online_option
@click.option("--format", "form", type=click.Choice(["text", *GATE_EXPORTERS]), default="text", show_default=True)
@click.option("--duties", is_flag=True, help="List the duties of models that may be used, not only their number.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="From which verdict on the command fails; `review` if nothing says otherwise.")
@click.option("--decisions", type=_PATH, metavar="FILE", help="Decisions; else licheck-decisions.yaml beside configuration or profile.")
@click.option("--baseline", type=_PATH, metavar="FILE", help="The baseline; else licheck-baseline.yaml beside the configuration.")
@click.option(
    "--write-baseline",
    "new_baseline",
    is_flag=False,
    flag_value=Path(),
    type=_PATH,
    metavar="[FILE]",
    help="Write today's findings into the baseline, to be held back from now on.",
)
@click.option("--reason", default="", metavar="TEXT", help="With --write-baseline: why they are held back.")
@click.option("--expires", type=options.Day(), metavar="DATE", help="With --write-baseline: their last day; 90 days from now if left out.")
@options.output_option
def command(
    paths: tuple[Path, ...],
    manifests: tuple[Path, ...],
    form: str,
    duties: bool,
    new_baseline: Path | None,
    reason: str,
    expires: date | None,
    output: Path | None,
    **stated: Any,
) -> int:
    """Check the models that a repository uses, each for the use it serves, and say what stands in the way.

    PATH is a file or a folder; the folder you stand in, if left out. Of files, only these are read; of folders, every manifest
    (models.yaml) and every other file that names models. docs/guides/ci.md says how to run it before each commit and in CI.

    Exit codes: 0 nothing stands in the way, 1 deny, 3 review, 2 wrong usage, 4 a bad profile, manifest or decision file, 5 a
    remote that did not answer.
    """
    asked = list(paths) or ([] if manifests else [Path()])
    settings = _settings([*asked, *manifests], **stated)
    for path in (*asked, *manifests, Path(settings.profile)):
        keep_apart(path, output)
    gate = Gate.open(settings, as_of=stated["as_of"], hub=hub_source(stated["online"]))
    gate.without_baseline = new_baseline is not None
    with watched("reading") as progress:
        report = gate.check(asked, manifests, progress)
    if new_baseline is not None:
        from checker.app.gate_baseline import write_baseline

        path = _baseline_path(new_baseline, settings)
        count = write_baseline(report, path, reason, expires, duties=settings.fail_on == "conditional")
        return _written(report, path, count)
    if reason or expires:
        raise UsageError("`--reason` and `--expires` say something of a baseline that is written; add `--write-baseline`")
    code = of_findings(report.findings, settings.fail_on)
    put(_rendered(replace(report, exit_code=code), form, duties or settings.fail_on == "conditional"), output)
    return code


def _settings(paths: list[Path], **stated: Any) -> Settings:
    """What the configuration says, and what the command line says instead."""
    found = find_settings(paths[0] if len(paths) == 1 else _shared(paths))
    changes: dict[str, Any] = {key: stated[key] for key in ("use", "evidence", "fail_on") if stated[key]}
    changes |= {key: str(stated[key]) for key in ("profile", "decisions", "baseline") if stated[key]}
    if stated["folders"]:
        changes["licenses"] = (*found.licenses, *map(str, stated["folders"]))
    return replace(found, **changes)


def _baseline_path(named: Path, settings: Settings) -> Path:
    if named != Path():
        return named
    return Path(settings.baseline or Path(settings.folder) / BASELINE_NAME)


def _written(report: GateReport, path: Path, count: int) -> int:
    """Says what was written; what cannot be held back is told too, and fails the run as ever."""
    click.echo(plain(f"{count} finding{'' if count == 1 else 's'} written to {path}; from now on, only new ones fail"))
    left = [finding for finding in report.findings if is_bad_input(finding)]
    if left:
        put(render_gate(replace(report, findings=tuple(left)), GatePage()), None)
    return of_findings(left, "never")


def _shared(paths: list[Path]) -> Path:
    """The folder that all paths have in common."""
    import os

    folders = [os.path.abspath(path if path.is_dir() else path.parent) for path in paths]
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:  # on different drives
        return Path()


def _rendered(report: GateReport, form: str, duties: bool) -> str:
    if form == "text":
        return render_gate(report, GatePage(duties))
    return gate_exporter(form).render(report)
