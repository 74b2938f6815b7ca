"""`licheck decisions`: looks at a file of decisions, and checks it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from checker.app.decision_findings import colliding, expired, in_order, names_nothing
from checker.app.session import Session
from checker.cli import options
from checker.cli.decided_page import tell
from checker.cli.exit_codes import BAD_INPUT, OK
from checker.cli.output import put
from checker.cli.terminal import styled, wrapped
from checker.domain.decision import Decision, DecisionBook
from checker.domain.gate import GateFinding
from checker.domain.settings import DECISIONS_NAME
from checker.exporters.decision_wording import decision_text

_SOON = 30


@click.group("decisions", short_help="the decisions that were taken")
def command() -> None:
    """Look at the decisions that people have taken on verdicts, and check them."""


def _file_argument(function: options.Function) -> options.Function:
    return click.argument("path", type=click.Path(path_type=Path), default=Path(DECISIONS_NAME), metavar="[FILE]")(function)


@command.command("list", short_help="list them")
@_file_argument
@click.option("--as-of", type=options.Day(), metavar="DATE", help="The day they are looked at; today if left out.")
@options.licenses_option
@options.output_option
def list_command(path: Path, as_of: date | None, folders: tuple[Path, ...], output: Path | None) -> None:
    """List the decisions of FILE (licheck-decisions.yaml if left out): what each is about, who took it, and until when it holds."""
    book = Session.open(folders).library.decisions(path)
    put("\n".join(_listed(book, as_of or date.today())) + "\n", output)


def _listed(book: DecisionBook, day: date) -> Iterator[str]:
    holding = sum(decision.holds_on(day) for decision in book.decisions)
    count = len(book.decisions)
    yield wrapped(f"{book.path}, as of {day}: {count} decision{'' if count == 1 else 's'}, {holding} in force", "")
    for decision in book.decisions:
        state, colour = _state(decision, day)
        head = wrapped(f"{decision.id} ({state})", "")
        yield ""
        yield head.replace(f"({state})", styled(f"({state})", fg=colour), 1) if colour else head
        yield wrapped(f"about {decision.scope.subject}", "  ", "    ")
        yield wrapped(decision_text(decision, named=False), "  ", "    ")
        yield wrapped(f"why: {decision.why}", "  ", "    ")
        for text in decision.conditions:
            yield wrapped(f"on condition: {text}", "  ", "    ")
        if decision.only_while:
            yield wrapped(f"only while its license is {' or '.join(decision.only_while)}", "  ", "    ")


def _state(decision: Decision, day: date) -> tuple[str, str]:
    if day > decision.expires:
        return "expired", "red"
    if day < decision.decided:
        return "not taken yet", "yellow"
    left = (decision.expires - day).days
    if left <= _SOON:
        return f"{left} day{'' if left == 1 else 's'} left", "yellow"
    return "in force", ""


@command.command("lint", short_help="check them")
@_file_argument
@click.option("--profile", type=click.Path(path_type=Path), metavar="FILE", help="Also hold them against every verdict of this profile.")
@click.option("--as-of", type=options.Day(), metavar="DATE", help="The day they are looked at; today if left out.")
@options.licenses_option
def lint_command(path: Path, profile: Path | None, as_of: date | None, folders: tuple[Path, ...]) -> int:
    """Check the decisions of FILE (licheck-decisions.yaml if left out).

    By itself: those that have expired, name licenses or clauses that there are none of, overlap, or contradict each other. With
    --profile, every model that the profile names is judged, and those that have lapsed or that nothing needs are told too.

    docs/reference/findings.md says what each code means. Exit codes: 0 no error, 4 an error or a file that is wrong.
    """
    session = Session.open(folders)
    book = session.library.decisions(path)
    day = as_of or date.today()
    findings = _findings(session, book, profile, day)
    wrong = tell(findings)
    count = len(book.decisions)
    told = f"{len(findings)} finding{'' if len(findings) == 1 else 's'}" if findings else "nothing to tell"
    click.echo(wrapped(f"{count} decision{'' if count == 1 else 's'}, as of {day}: {told}", ""))
    return BAD_INPUT if wrong else OK


def _findings(session: Session, book: DecisionBook, profile: Path | None, day: date) -> tuple[GateFinding, ...]:
    by_themselves = [*expired(book, day), *names_nothing(book, session), *colliding(book, day)]
    if profile is None:
        return in_order(by_themselves)
    from checker.app.decided import evaluate_decided

    report = evaluate_decided(session, session.load_profile(profile), book, as_of=day)
    told = {finding.fingerprint: finding for finding in (*by_themselves, *report.findings)}  # a run weighs them better than the file alone
    return in_order(list(told.values()))
