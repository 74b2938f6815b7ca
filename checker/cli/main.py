"""The entry point: finds the command, runs it, and turns what went wrong into a message and an exit code."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from typing import Any

import click

from checker.app.version import VERSION
from checker.cli.exit_codes import BAD_INPUT, REMOTE, USAGE
from checker.errors import InputError, LicheckError, RemoteError

GROUPS = {
    "May we use it": {
        "init": "write a commented company.yaml to start from",
        "evaluate": "may we use these models, this way, today, and why?",
        "explain": "the whole reasoning for one model, as a tree",
        "alternatives": "what could be used instead of a model",
        "what-if": "which verdicts change with other facts, and where they flip",
        "headroom": "how near our figures are to the thresholds of licenses",
        "questions": "what the profile leaves open, the most decisive first",
    },
    "In a repository": {
        "scan": "which models does this repository use, and where?",
        "check": "the gate: may the models of this repository be used?",
        "lock": "lock what is known of each model, and check that nothing moved",
        "decide": "keep what a person has decided on a verdict",
        "decisions": "look at the decisions that were taken, and check them",
        "gateway": "the allow list for a model gateway",
    },
    "For the legal review": {
        "export": "write the verdicts as a memo to sign, a workbook or other file",
        "notices": "notice lines, strings, names and copies that duties ask for",
        "diff": "what tells two licenses or models apart",
        "lineage": "what a model was made from, and whose terms bind",
        "identify": "which license is this text?",
    },
    "The library": {
        "licenses": "look at the encoded licenses",
        "models": "look at the catalog of models",
        "schema": "print a JSON Schema for editors and programs",
    },
}
"""Every command by what it is for, with its line in the help; each lives in the module of its name."""
COMMANDS = {name: line for group in GROUPS.values() for name, line in group.items()}


class _LazyGroup(click.Group):
    """Imports a command only when it is run, so that starting costs what the command needs and no more."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"checker.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from checker.language.typecheck import nearest

            hint = nearest(args[0], COMMANDS) if args else ""
            raise click.UsageError(f"no such command `{args[0]}`" + (f"; {hint}" if hint else ""), ctx) from error

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, commands in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(_LONGEST), line) for name, line in commands.items()])


_LONGEST = max(map(len, COMMANDS))
"""So that the lines of all groups begin in the same column."""


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, "-V", "--version", prog_name="licheck", message="%(prog)s %(version)s")
def cli() -> None:
    """May this organization use this AI model, this way, today, and why?

    licheck reads a profile of your organization (company.yaml) and judges each use of each model against the encoded license, clause by
    clause. It is not legal advice.
    """


def main(arguments: list[str] | None = None) -> Any:
    """Runs licheck and exits with a code of `checker.cli.exit_codes`; never with a traceback for what a user did."""
    gc.disable()  # a run is short: looking for cycles would cost more than it frees
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - closed by the caller: the exit code is all that is wanted
    try:
        sys.exit(cli.main(args=arguments, prog_name="licheck", standalone_mode=False) or 0)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.ClickException as error:
        _usage(error)
    except click.Abort:
        _fail("stopped", 130)
    except InputError as error:
        _fail("\n".join(str(problem).replace("\n", " ") for problem in error.problems), BAD_INPUT)
    except RemoteError as error:
        _fail(str(error), REMOTE)
    except LicheckError as error:
        _fail(str(error), USAGE)
    except BrokenPipeError:
        # The reader of the pipe has left; what it did not want to read is not our failure.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _usage(error: click.ClickException) -> None:
    if isinstance(error, click.UsageError) and error.ctx is not None and type(error).__name__ == "NoArgsIsHelpError":  # click 8.2 on
        click.echo(error.ctx.get_help(), err=True)
        sys.exit(USAGE)
    message = error.format_message().removesuffix(".")
    if isinstance(error, click.UsageError) and error.ctx is not None:
        message += f"\nsee `{error.ctx.command_path} --help`"
    _fail(message[:1].lower() + message[1:], USAGE)


def _fail(message: str, code: int) -> None:
    from checker.cli.terminal import plain, styled

    prefix = styled("error: ", err=True, fg="red")
    lines = [plain(line) for line in message.split("\n")]
    click.echo(prefix + lines[0], err=True)
    for line in lines[1:]:
        click.echo(f"       {line}", err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
