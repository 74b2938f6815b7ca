"""`licheck questions`: what a profile leaves open, the most decisive first, and answers written into it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from checker.app.open_questions import ProfileFile, check_answer, of_report
from checker.app.selection import select
from checker.app.session import Session
from checker.app.starter import TOPICS, Starter, Topic
from checker.cli import options
from checker.cli.asking import explained, is_terminal, tell
from checker.cli.output import keep_apart, put, warn
from checker.cli.terminal import styled, wrapped
from checker.domain.fact import FactDefinition, FactKind
from checker.domain.open_questions import OpenQuestion
from checker.domain.report import Report
from checker.domain.verdict import Verdict
from checker.engine.priorities import settled
from checker.errors import UsageError

_LISTS = (FactKind.CHOICES, FactKind.COUNTRIES, FactKind.NAMES)
_EXAMPLES = {FactKind.TRUTH: "true", FactKind.NAMES: "[NAVER]", FactKind.TEXT: "My-Model-1", FactKind.DATE: "2025-04-05"}


@click.command("questions", short_help="what a profile leaves open, the most decisive first")
@options.profile_argument
@click.argument("models", nargs=-1, metavar="[MODEL]...")
@click.option("--use", "uses", multiple=True, metavar="ID", help="Only this use of the profile; may be given more than once.")
@click.option("--answer", is_flag=True, help="Ask on a terminal, and write each answer into PROFILE; comments and layout stay.")
@click.option(
    "--set", "answers", multiple=True, metavar="FACT=VALUE",
    help="Write this answer into PROFILE, such as organization.monthly_active_users.2024-11=41 million; all are written or none.",
)  # fmt: skip
@options.judging_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.output_option
def command(
    profile: Path,
    models: tuple[str, ...],
    uses: tuple[str, ...],
    answer: bool,
    answers: tuple[str, ...],
    as_of: date | None,
    evidence: str,
    folders: tuple[Path, ...],
    form: str,
    output: Path | None,
) -> None:
    """List what PROFILE leaves open: each missing fact with the verdicts that hang on it, and the questions for counsel apart.

    The question that decides most comes first. With --answer they are asked one by one; an empty answer skips a question, `unknown`
    leaves it open for good. Each answer is checked against the vocabulary before anything is written.

    The exit code is 0, however much is open.
    """
    keep_apart(profile, output)
    if answer and (form != "text" or output is not None):
        raise UsageError("`--answer` asks on a terminal; leave `--format` and `--output` out")
    if answer and not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        raise UsageError("`--answer` needs a terminal to ask on; write an answer with `--set FACT=VALUE` instead")
    session = Session.open(folders)
    file = ProfileFile(session, profile)
    day, reports = as_of or date.today(), evidence == "all"

    def judge() -> Report:
        described = file.load()
        return session.evaluate(described, select(session, described, models, uses), as_of=day, reports=reports)

    report = judge()
    warn(report.warnings)
    if answers:
        file.write([_pair(text) for text in answers])
        report = _told(report, judge, err=form == "json" or output is None)
    if answer:
        _Interview(session, file, judge, report).run()
        return
    found = of_report(report, session.library.vocabulary)
    if form == "json":
        from checker.exporters import questions_json

        put(questions_json.render(found), output)
        return
    from checker.cli.questions_page import render_questions

    put(render_questions(found), output)


def _pair(text: str) -> tuple[str, str]:
    name, mark, value = (part.strip() for part in text.partition("="))
    if not mark or not name or not value:
        raise UsageError(f"`--set {text}` answers nothing; write it as `--set organization.domicile=DE`")
    return name, value


def _told(before: Report, judge: Callable[[], Report], *, err: bool) -> Report:
    """Judges anew, and says what the answer settled."""
    after = judge()
    done = settled(before.results, after.results)
    verdicts = {verdict: sum(result.verdict is verdict for result in done) for verdict in Verdict}
    counted = ", ".join(f"{count} {verdict.value}" for verdict, count in verdicts.items() if count)
    left = after.count(Verdict.REVIEW)
    said = f"written; settled {len(done)} verdict{'' if len(done) == 1 else 's'}" + (f" ({counted})" if counted else "")
    click.echo(styled(wrapped(f"{said}; {left} still open", "", "  "), err=err, bold=True), err=err)
    return after


class _Interview:
    """The questions of a profile, asked on a terminal one after the other."""

    def __init__(self, session: Session, file: ProfileFile, judge: Callable[[], Report], report: Report) -> None:
        self.session = session
        self.file = file
        self.judge = judge
        self.report = report
        self.starter = Starter(session.library)
        self.skipped: set[str] = set()

    def run(self) -> None:
        """Asks until nothing is left to ask or the user stops; what was answered is written by then."""
        click.echo(wrapped("An empty answer skips a question. Ctrl-C stops; what was answered is already written.", ""))
        while (question := self._next()) is not None:
            click.echo()
            self._ask(question)
        left = self.report.count(Verdict.REVIEW)
        click.echo()
        click.echo(wrapped(f"No more questions to ask here; {left} verdict{'' if left == 1 else 's'} still open.", ""))
        if left:
            click.echo(wrapped("`licheck questions PROFILE` lists what is open, with what is for counsel.", ""))

    def _next(self) -> OpenQuestion | None:
        found = of_report(self.report, self.session.library.vocabulary)
        return next((q for q in found.questions if q.can_be_written and q.name not in self.skipped), None)

    def _ask(self, question: OpenQuestion) -> None:
        definition = self.session.library.vocabulary.facts.get(question.fact)
        if definition is None:
            click.echo(styled(wrapped(question.ask, "? ", "    "), bold=True))
        else:
            topic = _topic(definition)
            click.echo(explained(self.starter, topic, "? ", question=question.ask))
        click.echo(wrapped(_hanging(question), "    "))
        while True:
            text = click.prompt(f"    {question.name}", default="", show_default=False).strip()
            if not text or text == "unknown":
                self.skipped.add(question.name)
                return
            wrong = check_answer(self.file, question.name, text)
            if not wrong:
                break
            tell(wrong)
        self.file.write([(question.name, text)])
        self.skipped.add(question.name)
        self.report = _told(self.report, self.judge, err=False)


def _topic(definition: FactDefinition) -> Topic:
    """What `licheck init` would show of the fact."""
    known = next((topic for topic in TOPICS if topic.name == definition.name), None)
    if known is not None:
        return known
    if definition.kind is FactKind.FIGURE:
        example = "under 1 million USD" if definition.dimension.startswith("money") else "300 thousand"
    else:
        example = _EXAMPLES.get(definition.kind, "")
    return Topic(definition.name, "", "", example, repeatable=definition.kind in _LISTS)


def _hanging(question: OpenQuestion) -> str:
    count = len(question.alone) + len(question.shared)
    if not count:
        return f"Only a duty hangs on it ({len(question.duties)} verdict{'' if len(question.duties) == 1 else 's'})."
    return f"{count} open verdict{'' if count == 1 else 's'} hang{'s' if count == 1 else ''} on it, {len(question.alone)} on nothing else."
