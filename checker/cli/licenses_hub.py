"""`licheck licenses hub`: what the license identifiers of the Hugging Face Hub stand for."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

import click

from checker.app.session import Session
from checker.cli import options
from checker.cli.exit_codes import OK
from checker.cli.output import put
from checker.cli.terminal import wrapped
from checker.domain.hub_license import HubLicense
from checker.errors import UsageError
from checker.language.typecheck import nearest


@click.command("hub")
@click.argument("pattern", default="*")
@options.licenses_option
@options.output_option
def hub_command(pattern: str, folders: tuple[Path, ...], output: Path | None) -> int:
    """List the license identifiers of the Hub that match PATTERN, and what each stands for.

    A definite one stands for an encoding. One that several texts share has to be narrowed before anything is judged, and one that is not
    encoded leaves a review.
    """
    known = Session.open(folders).library.hub_licenses
    chosen = [known[name] for name in known if fnmatchcase(name, pattern.lower())]
    if not chosen:
        raise UsageError(f"no identifier of the Hub matches `{pattern}`; {nearest(pattern, known) or '`licheck licenses hub` shows them'}")
    longest = max(len(found.id) for found in chosen)
    definite, families = sum(bool(found.resolves) for found in chosen), sum(bool(found.family) for found in chosen)
    counts = f"{definite} definite, {families} to be narrowed, {len(chosen) - definite - families} not encoded"
    put("\n".join([*(_line(found, longest) for found in chosen), counts]) + "\n", output)
    return OK


def _line(found: HubLicense, longest: int) -> str:
    stands_for = found.resolves
    if found.family:
        stands_for = f"{'one of' if len(found.family) > 1 else 'perhaps'} {', '.join(found.family)}: {found.ask}"
    elif found.not_encoded:
        stands_for = f"not encoded: {found.not_encoded}"
    return wrapped(f"{found.id:<{longest}}  {stands_for}", "", " " * 4)
