"""Notices as Markdown: what can be pasted stands in blocks of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.domain.notices import NoticeItem, NoticeKind, Notices
from checker.domain.verdict import Verdict
from checker.exporters.characters import prose
from checker.exporters.notices_wording import HEADINGS, SETTLED, by_decision_text, by_use, models_text, place_text, remarks, unusable_text
from checker.exporters.wording import NOT_ADVICE

_MARKUP = re.compile(r"([\\`*_{}\[\]<>|#~])")


def render(found: Notices) -> str:
    """The whole page; the same notices always give the same text."""
    lines = [f"# Notices of {_safe(found.organization)}", "", f"As of {found.as_of}."]
    for use, kinds in by_use(found).items():
        lines += ["", f"## {_safe(use)}"]
        for kind, items in kinds.items():
            heading, means = HEADINGS[kind]
            lines += ["", f"### {heading}", "", means, "", *_kind(kind, items)]
    if not found.items:
        lines += ["", "No duty asks for anything."]
    lines += _settled(found)
    for entry in found.by_decision:
        lines += ["", f"Usable by decision alone: {_safe(by_decision_text(entry))}"]
    for verdict in (Verdict.DENY, Verdict.REVIEW):
        told = unusable_text(found, verdict)
        lines += ["", _safe(told)] if told else []
    lines += ["", f"{NOT_ADVICE}; library {found.library_version} ({found.library_sha256[:12]})."]
    return "\n".join(lines) + "\n"


def _settled(found: Notices) -> Iterator[str]:
    if found.settled:
        heading, means = SETTLED
        yield from ("", f"## {heading}", "", means, "")
    for item in found.settled:
        yield f"- **{_safe(item.label)}** for {_safe(item.use)}: {_safe(item.says)} ({_safe(place_text(item))})"
        yield from (f"  - {_safe(remark)}" for remark in item.decided)
        yield f"  - for {_safe(models_text(item.models))}"


def _kind(kind: NoticeKind, items: Sequence[NoticeItem]) -> Iterator[str]:
    if kind is NoticeKind.NOTICE:
        yield from _fenced([item.text for item in items if item.text])
        yield ""
    for item in items:
        label = _safe(item.license_name if kind is NoticeKind.COPY else item.label)
        said = f"**{label}**: {_safe(item.says)}" if kind is not NoticeKind.CONDITION else f"**{_safe(item.says)}**"
        yield f"- {said} ({_safe(place_text(item))})"
        if item.text and kind is not NoticeKind.NOTICE:
            yield ""
            yield from (f"  {line}" for line in _fenced([item.text]))
            yield ""
        yield from (f"  - {_safe(remark)}" for remark in remarks(item))
        yield from (f"  - {_safe(policy.name)}: <{policy.source}>" for policy in item.policies if policy.source)
        yield f"  - for {_safe(models_text(item.models))}"


def _fenced(texts: Sequence[str]) -> Iterator[str]:
    """A block that holds its lines as they are, whatever marks they hold."""
    longest = max((len(run) for text in texts for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    yield f"{fence}text"
    yield from (prose(text) for text in dict.fromkeys(texts))
    yield fence


def _safe(text: str) -> str:
    return _MARKUP.sub(r"\\\1", prose(text))
