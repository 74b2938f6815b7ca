"""What a file was recognized as, to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from checker.cli.terminal import styled, wrapped
from checker.domain.recognition import Change, ChangeKind, Outcome, Part, Recognition
from checker.domain.variation import VariationKind
from checker.exporters.wording import section_text

_COLOURS = {
    Outcome.EXACT: "green",
    Outcome.ALTERED: "red",
    Outcome.SEVERAL: "cyan",
    Outcome.POINTER: "yellow",
    Outcome.EMPTY: "yellow",
    Outcome.UNKNOWN: "yellow",
}
_SHOWN_CHANGES = 12
_SHOWN_WORDS = 60
_FAR = 0.9
"""Below it a copy may as well be a license of its own that was made from the other."""


def render_recognitions(files: Mapping[str, Recognition]) -> str:
    """Every file, and how many are what."""
    lines = [line for name, found in files.items() for line in _file(name, found)]
    counts = Counter(found.outcome for found in files.values())
    if len(files) > 1:
        told = ", ".join(f"{counts[outcome]} {outcome.value}" for outcome in Outcome if counts[outcome])
        lines.append(f"{len(files)} files: {told}")
    return "".join(f"{line}\n" for line in lines)


def _file(name: str, found: Recognition) -> Iterator[str]:
    first = wrapped(f"{name}: {found.outcome.value} {_what(found)}".rstrip(), "", "  ")
    yield first.replace(f": {found.outcome.value}", f": {styled(found.outcome.value, fg=_COLOURS[found.outcome], bold=True)}", 1)
    several = len(found.parts) > 1
    for part in found.parts:
        if several:
            how = "word for word" if part.exact else f"an altered copy, {_percent(part.similarity)} alike"
            yield wrapped(f"lines {part.first_line} to {part.last_line}: {part.license}, {how}", "  ", "    ")
        yield from _part(part, "    " if several else "  ")
    for passage in found.other:
        yield wrapped(f"text of none of them, line {passage.line}: {_short(passage.text)}", "  ", "    ")
    if found.outcome is not Outcome.POINTER:
        for reference in found.references:
            yield wrapped(f"it also states {_target(reference.target, reference.licenses)}", "  ", "    ")
    for note in found.notes:
        yield wrapped(note, "  ", "    ")


def _what(found: Recognition) -> str:
    if found.outcome is Outcome.EXACT:
        return found.parts[0].license
    if found.outcome is Outcome.ALTERED:
        part = found.parts[0]
        return f"copy of {part.license}, {_percent(part.similarity)} alike"
    if found.outcome is Outcome.SEVERAL:
        return f"licenses: {', '.join(part.license for part in found.parts)}"
    if found.outcome is Outcome.POINTER:
        targets = "; ".join(_target(reference.target, reference.licenses) for reference in found.references)
        return f"to {targets}; the text itself is not here"
    if found.outcome is Outcome.UNKNOWN and found.nearest is not None:
        return f"text; the nearest is {found.nearest.license}, {_percent(found.nearest.similarity)} alike, too little to call it a copy"
    return "text" if found.outcome is Outcome.UNKNOWN else "file; there is no license in it"


def _target(target: str, licenses: Sequence[str]) -> str:
    names = " or ".join(licenses)
    return target if names == target or not names else f"{names} ({target})"


def _part(part: Part, indent: str) -> Iterator[str]:
    more = f"{indent}  "
    for notice in part.notices:
        yield wrapped(f"notice: {_short(notice)}", indent, more)
    yield from (wrapped(line, indent, more) for line in _varied(part))
    for change in part.changes[:_SHOWN_CHANGES]:
        yield wrapped(_change(change), indent, more)
        if change.passage.text:
            yield wrapped(_short(change.passage.text, change.numbers_here), f"{more}| ")
    hidden = len(part.changes) - _SHOWN_CHANGES
    if hidden > 0:
        yield f"{indent}and {hidden} more; --format json tells them all"
    if part.changes and part.unchanged:
        yield wrapped(f"word for word: {', '.join(map(section_text, part.unchanged))}", indent, more)
    if part.clauses:
        yield wrapped(f"encoded clauses whose words are gone: {', '.join(part.clauses)}", indent, more)
    for near in part.near:
        yield wrapped(f"also close: {near.license}, {_percent(near.similarity)}", indent, more)
    yield from (wrapped(remark, indent, more) for remark in _remarks(part))


def _varied(part: Part) -> Iterator[str]:
    """In what a copy differs that is the license all the same."""
    names = [varied.text for varied in part.varied if varied.kind is VariationKind.NAME]
    if names:
        yield f"named in it: {'; '.join(dict.fromkeys(names))}"
    if any(varied.kind is VariationKind.LIST_NUMBER for varied in part.varied):
        yield "its lists are numbered otherwise than in the pinned text"
    if any(varied.kind is VariationKind.OPTIONAL for varied in part.varied):
        yield "without a passage that may be left out, such as how to apply the license"
    for varied in part.varied:
        if varied.kind is VariationKind.SPELLING:
            yield f"spelled otherwise than the pinned text{f': {varied.text}' if varied.text else ', as in http for https'}"


def _remarks(part: Part) -> Iterator[str]:
    if part.whole:
        yield f"the whole of {part.license} stands in it word for word; what stands beside it may change it"
    elif not part.exact and part.similarity < _FAR:
        yield "so much differs that it may be a license of its own, made from that one"
    if part.excerpt:
        yield f"only an excerpt of {part.license} is known to licheck; the rest of a whole text cannot be compared"
    if not part.encoded:
        yield f"licheck knows the text of {part.license}, but has no encoding of it"


def _change(change: Change) -> str:
    where = ", ".join(map(section_text, change.sections)) or "outside the numbered sections"
    line = f"line {change.passage.line}"
    if change.kind is ChangeKind.REMOVED:
        lost = f", with {', '.join(change.numbers_there)}" if change.numbers_there else ""
        return f"removed: {where}, after {line}: {_words(change.words_there)}{lost}"
    if change.kind is ChangeKind.ADDED:
        return f"added: {'after ' if change.sections else ''}{where}, {line}: {_words(change.words_here)}"
    if change.kind is ChangeKind.MOVED:
        return f"moved: {where}, now {line}"
    if change.numbers_there or change.numbers_here:
        numbers = f"{', '.join(change.numbers_there) or 'no number'} → {', '.join(change.numbers_here) or 'no number'}"
        return f"changed: {where}, {line}: {numbers}"
    before = f"{_words(change.words_there)} → " if change.words_there != change.words_here else ""
    return f"changed: {where}, {line}: {before}{_words(change.words_here)}"


def _words(count: int) -> str:
    return f"{count} word{'' if count == 1 else 's'}"


def _short(text: str, numbers: Sequence[str] = ()) -> str:
    """The beginning of a long passage, or what stands around the first of some numbers in it."""
    words = text.split()
    wanted = numbers[0].split()[0] if numbers else ""
    at = next((at for at, word in enumerate(words) if wanted and wanted in word.casefold()), 0)
    start = max(0, min(at - _SHOWN_WORDS // 2, len(words) - _SHOWN_WORDS))
    shown = " ".join(words[start : start + _SHOWN_WORDS])
    cut = shown[: 8 * _SHOWN_WORDS]
    more = start + _SHOWN_WORDS < len(words) or len(cut) < len(shown)
    return f"{'… ' if start else ''}{cut}{' …' if more else ''}"


def _percent(similarity: float) -> str:
    """In percent, cut and not rounded: an altered copy never reads as 100 %."""
    return f"{int(similarity * 1000) / 10:.1f} %"
