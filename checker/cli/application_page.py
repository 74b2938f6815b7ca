"""Applications as they are shown: a list, one of them in full, data, and the reference page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from checker.app.applications import Application, Applications
from checker.cli.terminal import styled, wrapped
from checker.engine.application_use import Stand, Standing

_HEADS = {
    Stand.FORBIDDEN: "forbidden",
    Stand.UNLESS: "forbidden, with an exception",
    Stand.OPEN: "open: counsel has to say whether the clause covers it",
    Stand.DUTY: "asks for something to be done, or for a way to behave",
}
_PAGE_HEADS = {
    Stand.FORBIDDEN: "Forbidden",
    Stand.UNLESS: "Forbidden, with an exception",
    Stand.OPEN: "Open, a reading for counsel",
    Stand.DUTY: "Asks for something",
}
_INTRODUCTION = """\
# Applications

The closed list of what a profile can say under `applications`, and the clauses of each license and policy that each stands for.
A profile that names an application is held against these clauses, and no others speak of it. `licheck licenses applications WORD`
looks one up by what it means.

An application that is a kind of another is also that other one. A profile that names only the broader one leaves the narrower open:
where a license restricts the narrower alone, the verdict is `review`.

This page is written by a command, and a test fails where it is stale:

```sh
licheck licenses applications --format markdown --output docs/reference/applications.md
```
"""


def as_list(found: Applications) -> str:
    """One line for each application, the restricted ones last."""
    longest = max(len(application.word.id) for application in found.found)
    lines: list[str] = []
    for restricted, group in groupby(sorted(found.found, key=lambda one: one.word.restricted), key=lambda one: one.word.restricted):
        lines.append(styled("restricted by some license" if restricted else "harmless in themselves", bold=True))
        lines += [wrapped(f"{one.word.id:<{longest}}  {one.word.definition}", "  ", " " * (longest + 4)) for one in group]
    lines.append(wrapped("`licheck licenses applications NAME` shows what the licenses say about one of them.", ""))
    return "\n".join(lines) + "\n"


def as_text(found: Applications) -> str:
    """One application, with every clause that stands for it."""
    (one,) = found.found
    word = one.word
    lines = [wrapped(f"{word.id}: {word.definition}", "", "  ")]
    lines += [wrapped(f"for example: {'; '.join(word.examples)}", "  ", "    ")] if word.examples else []
    lines += [wrapped(f"a kind of: {word.broader}, and restricted wherever that is", "  ", "    ")] if word.broader else []
    lines += [wrapped(f"kinds of it: {', '.join(one.narrower)}", "  ", "    ")] if one.narrower else []
    for stand, standings in _by_stand(one.standings):
        lines.append(styled(f"{_HEADS[stand]} ({_licenses(standings)})", bold=True))
        lines += [wrapped(_line(standing), "  ", "      ") for standing in standings]
    if word.restricted and found.any_restricted:
        lines.append(styled(f"every restricted application at once ({_licenses(found.any_restricted)})", bold=True))
        lines += [wrapped(_line(standing), "  ", "      ") for standing in found.any_restricted]
    if not one.standings:
        lines.append("no clause names it")
    return "\n".join(lines) + "\n"


def as_data(found: Applications) -> dict[str, Any]:
    """All of it, for programs."""
    return {
        "applications": [
            {
                "id": one.word.id,
                "label": one.word.label,
                "definition": one.word.definition,
                "examples": list(one.word.examples),
                "restricted": one.word.restricted,
                "broader": one.word.broader or None,
                "narrower": list(one.narrower),
                "clauses": [_data(standing) for standing in one.standings],
            }
            for one in found.found
        ],
        "any_restricted": [_data(standing) for standing in found.any_restricted],
    }


def as_markdown(found: Applications) -> str:
    """The reference page."""
    parts = [_INTRODUCTION]
    for restricted, head in ((False, "Harmless in themselves"), (True, "Restricted by some license")):
        parts.append(f"# {head}\n")
        parts += [_section(one) for one in found.found if one.word.restricted is restricted]
    parts.append("# Every restricted application at once\n")
    parts.append(
        "These texts bind whoever uses the model to a policy that was not at hand; under them each restricted application is open.\n"
    )
    parts.append(_cited("All of them", found.any_restricted))
    return "\n".join(parts)


def _section(one: Application) -> str:
    word = one.word
    lines = [f"## {word.id}\n", f"{word.definition} For example: {'; '.join(word.examples)}.\n"]
    lines += [f"A kind of [{word.broader}](#{word.broader}).\n"] if word.broader else []
    lines += [f"Kinds of it: {', '.join(f'[{name}](#{name})' for name in one.narrower)}.\n"] if one.narrower else []
    lines += [_cited(_PAGE_HEADS[stand], standings) for stand, standings in _by_stand(one.standings)]
    return "\n".join(lines)


def _cited(head: str, standings: Sequence[Standing]) -> str:
    cited = [
        f"- {license_id}: {'; '.join(_cite(one) for one in group)}" for license_id, group in groupby(standings, lambda one: one.license)
    ]
    return f"{head} ({_licenses(standings)}):\n\n" + "\n".join(cited) + "\n"


def _cite(standing: Standing) -> str:
    exception = f", unless {standing.excepting}" if standing.exception else ""
    through = f", through {standing.through}" if standing.through else ""
    return f"§ {standing.section} `{standing.clause}`{through}{exception}"


def _line(standing: Standing) -> str:
    exception = f", unless {standing.excepting}" if standing.exception else ""
    through = f", which names {standing.through}" if standing.through else ""
    return f"{standing.license} § {standing.section}: {standing.clause}{through}{exception}"


def _by_stand(standings: Iterable[Standing]) -> list[tuple[Stand, list[Standing]]]:
    held = list(standings)
    return [(stand, some) for stand in Stand if (some := [one for one in held if one.stand is stand])]


def _licenses(standings: Iterable[Standing]) -> str:
    count = len({standing.license for standing in standings})
    return f"{count} text{'' if count == 1 else 's'}"


def _data(standing: Standing) -> dict[str, Any]:
    return {**asdict(standing), "stand": standing.stand.value, "exception": standing.exception or None, "through": standing.through or None}
