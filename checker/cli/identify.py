"""`licheck identify`: which license is this text?"""

from __future__ import annotations

from pathlib import Path

import click

from checker.app.identify import Recognizer
from checker.cli import options
from checker.cli.exit_codes import OK, REVIEW
from checker.cli.output import put
from checker.cli.recognition_page import render_recognitions
from checker.domain.recognition import Recognition
from checker.errors import InputError, Problem
from checker.exporters.recognition_json import recognition_json


@click.command("identify", short_help="which license is this text?")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True, help="How to tell it.")
@options.licenses_option
@options.output_option
def command(files: tuple[Path, ...], form: str, folders: tuple[Path, ...], output: Path | None) -> int:
    """Tell which license each FILE is: the license itself, an altered copy with what was changed, several, or a mere pointer to one.

    A FILE is text, Markdown or HTML. Exit code 0 where every file is one license or several, each word for word; 3 where a person has
    to read; 4 where a file cannot be read.
    """
    recognizer = Recognizer.open(folders)
    found: dict[str, Recognition] = {}
    problems: dict[str, Problem] = {}
    for file in dict.fromkeys(files):
        try:
            found[str(file)] = recognizer.file(file)
        except InputError as error:
            problems[str(file)] = error.problems[0]
    told = {str(file): found.get(str(file)) or problems[str(file)] for file in files}
    put(recognition_json(told) if form == "json" else render_recognitions(found), output)
    if problems:
        raise InputError(problems.values())
    return OK if all(recognition.is_settled for recognition in found.values()) else REVIEW
