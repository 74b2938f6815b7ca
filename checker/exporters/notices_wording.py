"""How notices are put into words, the same in every format."""

from __future__ import annotations

from collections.abc import Sequence

from checker.domain.notices import ByDecision, NoticeItem, NoticeKind, Notices, NotUsable
from checker.domain.report import DutyStatus
from checker.domain.verdict import Verdict
from checker.exporters.wording import reference_text
from checker.textio.literals import is_described, to_fill_in

HEADINGS = {
    NoticeKind.NOTICE: ("NOTICE file", "Lines of a text file named NOTICE that goes with every copy of the model."),
    NoticeKind.COPY: (
        "License copies to ship",
        "Whoever gets the model, or the product where a license says so, gets these texts.",
    ),
    NoticeKind.DISPLAY: ("Strings to display", "Shown where users see them, word for word."),
    NoticeKind.NAME: ("Names", "What the name of a derivative must begin with or contain."),
    NoticeKind.CREDIT: ("Credits", "Lines that we suggest; the license asks for the credit and does not prescribe the words."),
    NoticeKind.KEEP: ("Notices to keep", "Notices that came with the model stay where they are."),
    NoticeKind.TERMS: ("Your own terms", "What the terms you give to users or recipients have to say, refer to, or be."),
    NoticeKind.CHANGES: ("Changes to mark", "What was changed says so."),
    NoticeKind.REPORT: ("Registrations and reports", "To be made to the publisher, an authority or the public."),
    NoticeKind.OTHER: ("Also to be done", "What nothing can be pasted for."),
    NoticeKind.CONDITION: ("Conditions of decisions", "What people asked for who decided; without it their decision does not hold."),
}


def by_use(found: Notices) -> dict[str, dict[NoticeKind, list[NoticeItem]]]:
    """The items by use and kind, in their order."""
    uses: dict[str, dict[NoticeKind, list[NoticeItem]]] = {}
    for item in found.items:
        uses.setdefault(item.use, {}).setdefault(item.kind, []).append(item)
    return uses


def place_text(item: NoticeItem) -> str:
    """Where the license says it, or which decision asks for it."""
    if item.kind is NoticeKind.CONDITION:
        return f"the decision {item.decision}"
    return f"{reference_text(item.license, item.section)} ({item.clause})"


def remarks(item: NoticeItem) -> list[str]:
    """What a reader must know besides."""
    said = []
    if item.text and not item.suggested and is_described(item.text):
        said.append("the license describes this string and does not spell it out")
    elif item.text and not item.suggested and to_fill_in(item.text):
        said.append(f"fill in: {', '.join(to_fill_in(item.text))}")
    if item.where:
        said.append(f"where: {item.where}")
    if item.kind is NoticeKind.NAME:
        said.append(f"the profile names it `{item.name}`" if item.name else "the profile states no `derivative_name`")
    if item.kind is NoticeKind.COPY and item.source:
        said.append(f"text: {item.source}")
    if item.status is DutyStatus.MAY_APPLY:
        said.append(f"may apply; it hangs on {', '.join(item.missing) or 'an open reading'}")
    if item.status is DutyStatus.MET:
        said.append("met, says the profile" if item.met_by_profile else "met, as the profile's facts show")
    if item.status is DutyStatus.CONDUCT:
        said.append("a way to behave, not something to ship")
    said += item.decided
    return said


def models_text(models: Sequence[str], shown: int = 3) -> str:
    """Some models in a line."""
    hidden = len(models) - shown if len(models) > shown + 1 else 0
    return ", ".join(models[: len(models) - hidden]) + (f" and {hidden} more" if hidden else "")


def unusable_text(found: Notices, verdict: Verdict) -> str:
    """The models that these notices do not make usable; empty where there are none."""
    models = [_unusable(entry) for entry in found.unusable if entry.outcome is verdict]
    if not models:
        return ""
    many = len(models) > 1
    if verdict is Verdict.DENY:
        return f"{len(models)} {'are' if many else 'is'} denied, and no notice helps: {models_text(models)}"
    return f"{len(models)} {'are' if many else 'is'} not decided; these duties come on top of what is open: {models_text(models)}"


def _unusable(entry: NotUsable) -> str:
    by = " (by a decision)" if entry.outcome is Verdict.DENY and entry.result.verdict is not Verdict.DENY else ""
    return f"{entry.result.use}: {entry.result.name}{by}"


SETTLED = "Not asked for, as people decided", "What a person who read the clause found not to apply; it comes back when the decision ends."


def by_decision_text(entry: ByDecision) -> str:
    """A model that only decisions make usable."""
    return f"{entry.result.use}: {entry.result.name}, {entry.result.verdict.value} underneath: {'; '.join(entry.decisions)}"
