"""Notices for a terminal or a pipe. A prescribed string stands in a line of its own, never folded, so that it can be copied."""

from __future__ import annotations

from collections.abc import Iterator

from checker.cli.terminal import plain, styled, wrapped
from checker.domain.notices import Checked, CheckState, NoticeCheck, NoticeItem, NoticeKind, Notices
from checker.domain.verdict import Verdict
from checker.exporters.notices_wording import HEADINGS, SETTLED, by_decision_text, by_use, models_text, place_text, remarks, unusable_text
from checker.exporters.wording import NOT_ADVICE

_INDENT = "    "
_STATES = {
    CheckState.MISSING: ("MISSING", "red"),
    CheckState.PERSON: ("FOR A PERSON TO CHECK", "yellow"),
    CheckState.FOUND: ("FOUND", "green"),
}


def render_notices(found: Notices) -> str:
    """What is asked for, by use and kind."""
    lines = [wrapped(f"{found.organization}, as of {found.as_of}: what the duties ask for", "")]
    for use, kinds in by_use(found).items():
        lines += ["", styled(plain(use.upper()), bold=True)]
        for kind, items in kinds.items():
            heading, means = HEADINGS[kind]
            lines += ["", wrapped(f"{heading} {len(items)} · {means}", "  ", _INDENT)]
            for item in items:
                lines += ["", *_item(item)]
    if not found.items:
        lines += ["", "No duty asks for anything."]
    return "\n".join([*lines, *_settled(found), "", *_tail(found)]) + "\n"


def _settled(found: Notices) -> Iterator[str]:
    """What a decision on its very clause has taken off the list."""
    if found.settled:
        heading, means = SETTLED
        yield from ("", styled(heading.upper(), bold=True), "", wrapped(means, "  "))
    for item in found.settled:
        yield ""
        yield wrapped(f"{item.use}: {item.label}, {place_text(item)}: {item.says}", _INDENT)
        if item.text:
            yield f"{_INDENT}  {plain(item.text)}"
        for remark in item.decided:
            yield wrapped(remark, f"{_INDENT}  - ", f"{_INDENT}    ")
        yield wrapped(f"for {models_text(item.models)}", f"{_INDENT}  - ", f"{_INDENT}    ")


def _item(item: NoticeItem) -> Iterator[str]:
    if item.kind is NoticeKind.CONDITION:
        yield wrapped(item.says, _INDENT)
    else:
        yield f"{_INDENT}{plain(item.text)}" if item.text else wrapped(item.label if item.policies else item.license_name, _INDENT)
        yield wrapped(f"{place_text(item)}: {item.says}", f"{_INDENT}  ")
    for remark in remarks(item):
        yield wrapped(remark, f"{_INDENT}  - ", f"{_INDENT}    ")
    for policy in item.policies:
        yield wrapped(f"{policy.name}: {policy.source or 'no address is known'}", f"{_INDENT}  - ", f"{_INDENT}    ")
    yield wrapped(f"for {models_text(item.models)}", f"{_INDENT}  - ", f"{_INDENT}    ")


def _tail(found: Notices) -> Iterator[str]:
    for entry in found.by_decision:
        yield wrapped(f"usable by decision alone: {by_decision_text(entry)}", "", "  ")
    for verdict in (Verdict.DENY, Verdict.REVIEW):
        told = unusable_text(found, verdict)
        if told:
            yield wrapped(told, "", "  ")
    if found.conduct:
        kept = "1 duty of conduct is" if found.conduct == 1 else f"{found.conduct} duties of conduct are"
        yield wrapped(f"{kept} not listed here, such as keeping the law; `licheck evaluate --format json` lists them.", "", "  ")
    yield wrapped(f"{NOT_ADVICE}; library {found.library_version} ({found.library_sha256[:12]}).", "")


def render_check(held: NoticeCheck) -> str:
    """What a folder has, what is missing first."""
    counts = {state: sum(checked.state is state for checked in held.checked) for state in CheckState}
    files = f"{held.files} text file{'' if held.files == 1 else 's'}"
    about = f"{held.folder} ({files}) beside what the duties ask for"
    lines = [wrapped(f"{held.notices.organization}, as of {held.notices.as_of}: {about}", "")]
    for state, (title, tint) in _STATES.items():
        shown = [checked for checked in held.checked if checked.state is state]
        if shown:
            lines += ["", styled(f"{title} {len(shown)}", fg=tint, bold=True)]
        for checked in shown:
            lines += ["", *_checked(checked)]
    if not held.checked:
        lines += ["", "No duty asks for anything."]
    if held.not_read:
        lines += ["", styled(f"NOT READ {len(held.not_read)} · what stands in them is not known", bold=True)]
        lines += [wrapped(f"{name}: {reason}", "  ", _INDENT) for name, reason in held.not_read[:10]]
        lines += [f"  and {len(held.not_read) - 10} more"] if len(held.not_read) > 10 else []
    lines += _settled(held.notices)
    summary = f"{counts[CheckState.MISSING]} missing, {counts[CheckState.PERSON]} for a person, {counts[CheckState.FOUND]} found"
    lines += ["", summary]
    return "\n".join([*lines, *_tail(held.notices)]) + "\n"


def _checked(checked: Checked) -> Iterator[str]:
    item = checked.item
    places = f": {', '.join(checked.places)}" if checked.places else ""
    yield wrapped(f"{item.use}: {item.label}, {place_text(item)}", "  ", _INDENT)
    if item.text:
        yield f"{_INDENT}{plain(item.text)}"
    elif checked.state is not CheckState.FOUND:
        yield wrapped(item.says, _INDENT)
    yield wrapped(f"{checked.says}{places}", f"{_INDENT}→ ", f"{_INDENT}  ")
    if checked.state is CheckState.MISSING and item.source and item.kind.value == "license-copies":
        yield wrapped(f"the text is at {item.source}", f"{_INDENT}  ")
