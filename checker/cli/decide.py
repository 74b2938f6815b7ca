"""`licheck decide`: keeps what a person has decided, bound to what it was decided on."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TextIO

import click

from checker.app.deciding import Desk, Statement, decide, open_points, standing
from checker.app.selection import select
from checker.app.session import Session
from checker.cli import options
from checker.cli.terminal import plain, wrapped
from checker.domain.decided import reason_key
from checker.domain.decision import Ruling
from checker.domain.profile import ModelRequest, Profile, Use
from checker.domain.settings import DECISIONS_NAME
from checker.domain.verdict import Verdict
from checker.errors import InputError, UsageError
from checker.exporters.decision_wording import RULING_MEANS, decision_text
from checker.exporters.wording import VERDICT_MEANS, reason_headline
from checker.textio.document import parse
from checker.textio.yaml_text import Plain

_RULINGS = [ruling.value for ruling in Ruling]
_DAYS = 365
_PATH = click.Path(path_type=Path)


@click.command("decide", short_help="keep a decision")
@options.profile_argument
@click.argument("model")
@click.option("--use", "use_id", metavar="ID", default="", help="The use it is about; needed where the profile has several.")
@click.option("--clause", metavar="LICENSE#CLAUSE", default="", help="Decide of one clause whether it applies; else of the whole verdict.")
@click.option(
    "--outcome", type=click.Choice(_RULINGS), help="Of a clause: applies, does-not-apply. Of a verdict: allow, conditional, deny."
)
@click.option("--by", metavar="NAME", default="", help="Who decided.")
@click.option("--why", metavar="TEXT", default="", help="The reason, for whoever reads it in a year.")
@click.option("--ticket", metavar="TEXT", default="", help="Where it was discussed.")
@click.option("--expires", type=options.Day(), metavar="DATE", help="The last day on which it holds.")
@click.option("--agreement", metavar="REFERENCE", default="", help="The agreement of the profile on which a deny is accepted.")
@click.option(
    "--only-while", multiple=True, metavar="LICENSE", help="Let the model in only while it comes under this license; may be repeated."
)
@click.option("--condition", "conditions", multiple=True, metavar="TEXT", help="What has to be done for it to hold; may be repeated.")
@click.option(
    "--range", "ranges", multiple=True, metavar="FACT=RANGE", help="How far a fact may move, as in 'use.regions={within: [DE, FR]}'."
)
@click.option("--every-model", is_flag=True, help="With --clause: for every model under the license.")
@click.option("--every-use", is_flag=True, help="For every use of the profile, as far as its facts are the same.")
@click.option("--id", "name", metavar="ID", default="", help="The name of the decision; made from what it is about, if left out.")
@click.option("--file", "path", type=_PATH, default=Path(DECISIONS_NAME), show_default=True, metavar="FILE", help="The file of decisions.")
@options.judging_options
@click.option("--no-input", is_flag=True, help="Ask nothing, on a terminal too.")
def command(profile: Path, model: str, use_id: str, as_of: date | None, evidence: str, folders: tuple[Path, ...], **given: Any) -> int:
    """Keep a decision on the verdict for MODEL, at the end of licheck-decisions.yaml.

    The hash of the license text, the facts and the verdict underneath are filled in from a real evaluation, and the decision lapses when
    they change. On a terminal, what no option states is asked for. A decision that would not hold is not written.
    """
    session = Session.open(folders)
    described = session.load_profile(profile)
    use, request = _case(session, described, model, use_id)
    desk = Desk(session, described, use, request, as_of or date.today(), evidence == "all")
    asks = not given["no_input"] and _is_terminal(sys.stdin) and _is_terminal(sys.stdout)
    if asks:
        _show(desk, given["path"])
    taken, decided = decide(desk, _statement(given, desk, asks=asks), given["path"])
    click.echo(wrapped(decision_text(taken), "", "  "))
    click.echo(wrapped(f"underneath: {decided.verdict.value}; after decisions: {decided.outcome.value}", "", "  "))
    if not decided.outcome.usable:
        for reason in decided.after.reasons:
            click.echo(wrapped(f"still stands: {reason_key(reason).removesuffix('.')}", "  ", "    "))
    name = click.format_filename(given["path"])
    click.echo(wrapped(f"written to {name}; next: licheck evaluate {click.format_filename(profile)} --decisions {name}", "", "  "))
    return 0


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def _case(session: Session, profile: Profile, model: str, use_id: str) -> tuple[Use, ModelRequest]:
    """The one use and model that is meant. Raises UsageError where that is not clear."""
    chosen = select(session, profile, (model,), (use_id,) if use_id else ()) or {}
    found = [(use, request) for use in profile.uses for request in chosen.get(use.id, ())]
    if not use_id:  # the use that lists the model is the one that is meant, where only one does
        listing = [(use, request) for use, request in found if any(own.name in (model, request.name) for own in use.models)]
        found = listing if len({use.id for use, _ in listing}) == 1 else found
    uses = {use.id for use, _ in found}
    if len(uses) > 1:
        listed = ", ".join(f"`{name}`" for name in sorted(uses))
        raise UsageError(f"say which use it is about with `--use`: the profile has {listed}")
    if len(found) != 1:
        raise UsageError(f"`{model}` stands for {len(found)} models, and a decision is taken on one verdict; name one of them")
    return found[0]


def _show(desk: Desk, path: Path) -> None:
    """The verdict as it stands, with what there is to decide."""
    result = standing(desk, path)
    click.echo(wrapped(f"{result.name} for the use {result.use}: {result.verdict.value}, {VERDICT_MEANS[result.verdict]}", ""))
    for reason in open_points(result):
        name = f"{reason.license}#{reason.clause}: " if reason.clause else ""
        click.echo(wrapped(f"{name}{reason.unsettled or reason_headline(reason)}", "  - ", "    "))
    click.echo()


def _statement(given: dict[str, Any], desk: Desk, *, asks: bool) -> Statement:
    """What the options state, and what a person answers. Raises UsageError for what is still missing."""
    needed = {"outcome": given["outcome"] or "", "by": given["by"], "why": given["why"], "expires": given["expires"]}
    missing = [f"`--{name}`" for name, value in needed.items() if not value]
    if missing and not asks:
        raise UsageError(f"a decision needs {', '.join(missing)}")
    ruling = Ruling(needed["outcome"] or _ask_ruling(given["clause"]))
    return Statement(
        ruling,
        given["by"] or click.prompt("decided by"),
        given["why"] or click.prompt("why"),
        given["expires"] or click.prompt("expires", type=options.Day(), default=desk.day + timedelta(days=_DAYS)),
        given["clause"],
        given["name"],
        given["ticket"] or (click.prompt("ticket", default="", show_default=False) if missing else ""),
        given["agreement"] or (_ask_agreement(desk, ruling) if missing else ""),
        given["only_while"],
        given["conditions"],
        given["every_model"],
        given["every_use"],
        dict(_range(text) for text in given["ranges"]),
    )


def _ask_ruling(clause: str) -> str:
    words = [ruling for ruling in Ruling if ruling.on_clause is bool(clause)]
    for ruling in words:
        click.echo(f"  {ruling.value}: the {'clause' if clause else 'verdict becomes'} {RULING_MEANS[ruling]}")
    answer: str = click.prompt("outcome", type=click.Choice([ruling.value for ruling in words]), show_choices=False)
    return answer


def _ask_agreement(desk: Desk, ruling: Ruling) -> str:
    if desk.judged().result.verdict is not Verdict.DENY or ruling in (Ruling.DENY, Ruling.APPLIES):
        return ""
    held = [agreement.reference for agreement in desk.profile.agreements if agreement.reference]
    click.echo(wrapped(f"a deny is accepted on an agreement only; the profile holds {', '.join(held) or 'none'}", "  "))
    answer: str = click.prompt("agreement", default="", show_default=False)
    return answer


def _range(text: str) -> tuple[str, Plain]:
    """`FACT=RANGE`, where the range is written as in the file."""
    name, mark, written = text.partition("=")
    if not mark or not written.strip():
        raise UsageError(f"`--range {plain(text)}` does not state a range; write it as `FACT=RANGE`")
    try:
        value: Plain = parse(written.encode("utf-8"), "").data
    except InputError as error:
        raise UsageError(f"`--range {plain(text)}`: {error.problems[0].message}") from None
    return name.strip(), value
