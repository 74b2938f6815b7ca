"""The text of a first profile: every line with its comment, what is not stated as a line to uncomment.

A comment begins with `# `, a line to uncomment with `#` alone; so both people and tests can tell them apart.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from checker.app.starter import MODELS, NAME, SCHEMA_FILE, TOPICS, USE_ID, Stated, foreign_currency
from checker.domain.fact import FactDefinition, FactKind
from checker.domain.vocabulary import Vocabulary
from checker.textio.yaml_text import scalar

_WIDTH = 110
_TIED = "\N{NO-BREAK SPACE}"
_EXAMPLES = {
    FactKind.COUNTRIES: "[DE, FR]",
    FactKind.COUNTRY: "DE",
    FactKind.DATE: "2025-04-05",
    FactKind.NAMES: "[NAVER]",
    FactKind.TEXT: "My-Model-1",
    FactKind.TRUTH: "true",
}
_HEAD = """\
What licheck has to know: who uses the models, and for what. A line that is commented out is a fact not stated, and leaving it so is safe:
where a license depends on it, the verdict is `review` and asks for it. To state a fact, remove the `#` before its key.

A figure is an amount, a range (`under 1 million USD`, `between 60 million and 70 million`), or amounts by month or year
(`{2026-10: 41 million}`, `{2025: 38 million EUR}`). Countries are ISO 3166-1 alpha-2 codes, such as DE or US.
"""


def profile_text(vocabulary: Vocabulary, stated: Mapping[str, Stated], path: Path) -> str:
    """The whole file. `vocabulary` is that of a Starter, `stated` maps topics to what was answered."""
    writer = _Writer(vocabulary, stated)
    lines = [f"# yaml-language-server: $schema=./{SCHEMA_FILE}", *_head(path), ""]
    lines += ["# Who uses the models.", "organization:", *writer.part("organization", "  "), ""]
    lines += [*_comment("US dollars for one unit of a currency, your own figures. Without one, amounts in that currency are unknown.", "")]
    currency = foreign_currency(stated) or "EUR"
    lines += [f"#exchange_rates: {{{currency}: {'1.08' if currency == 'EUR' else '1.00'}}}", ""]
    lines += ["# What the models are used for, one entry for each use.", "uses:", *writer.part("use", "    "), ""]
    lines += [*_comment("Licenses and registrations that you hold, each with the licenses or clauses (`license#clause`) it covers.", "")]
    lines += ["#agreements:", "#- {publisher: Meta, kind: license, licenses: [llama-4-community], reference: MSA-1, expires: 2099-12-31}"]
    return "\n".join(lines) + "\n"


def _head(path: Path) -> Iterator[str]:
    for paragraph in _HEAD.split("\n\n"):
        yield from _comment(paragraph, "")
    # A name with a line break in it would leave the comment.
    yield f"# Judge it with: licheck evaluate {path.name if path.name.isprintable() else 'FILE'}"


def _comment(text: str, indent: str) -> list[str]:
    mark = f"{indent}# "
    lines = textwrap.wrap(text, _WIDTH, initial_indent=mark, subsequent_indent=mark, break_long_words=False, break_on_hyphens=False)
    return [line.replace(_TIED, " ") for line in lines]


def _alternatives(words: Iterable[str]) -> str:
    # Tied, so that no line of a comment begins with the bar.
    return f"{_TIED}| ".join(words)


class _Writer:
    """Writes the keys of one part after the other."""

    def __init__(self, vocabulary: Vocabulary, stated: Mapping[str, Stated]) -> None:
        self.vocabulary = vocabulary
        self.stated = stated

    def part(self, part: str, indent: str) -> list[str]:
        """The lines of `organization` or of the one use: what was asked for, then every other fact of the vocabulary."""
        asked = [topic for topic in TOPICS if topic.name.startswith(f"{part}.")]
        lines = [line for topic in asked for line in self._entry(self.vocabulary.facts[topic.name], indent, topic.example)]
        if part == "use":
            lines += [*_comment("duties already met, as `license#clause`", indent), f"{indent}#meets: [llama-4-community#built-with-llama]"]
        known = {topic.name for topic in asked}
        others = [fact for fact in self.vocabulary.facts.values() if fact.name.startswith(f"{part}.") and fact.name not in known]
        lines += ["", f"{indent}# Only some licenses ask for these; licheck says so where one does."]
        return lines + [line for fact in others for line in self._entry(fact, indent, self._example(fact))]

    def _entry(self, fact: FactDefinition, indent: str, example: str) -> list[str]:
        key = fact.name.partition(".")[2]
        lines = self._explained(fact, indent)
        value = self.stated.get(fact.name)
        if fact.name == USE_ID:
            # The id opens the entry of the list, so it stands behind the dash.
            return [*self._explained(fact, indent[:-2]), f"{indent[:-2]}- id: {scalar(str(value or example))}"]
        if fact.name == NAME:
            return [*lines, f"{indent}name: {scalar(str(value or example))}"]
        if value is None:
            return [*lines, f"{indent}#{key}: {example}"]
        if fact.name == MODELS and isinstance(value, list):
            return [*lines, f"{indent}{key}:", *(f"{indent}  - {scalar(name)}" for name in value)]
        return [*lines, f"{indent}{key}: {_value(value)}"]

    def _explained(self, fact: FactDefinition, indent: str) -> list[str]:
        truths = f" {_alternatives(['true', 'false'])}" if fact.kind is FactKind.TRUTH else ""
        lines = _comment(f"{fact.label}: {fact.definition}{truths}", indent)
        if fact.kind in (FactKind.COUNTRY, FactKind.COUNTRIES):
            return lines
        words = self.vocabulary.lists.get(self.vocabulary.list_of(fact), {})
        restricted = [word.id for word in words.values() if word.restricted]
        if restricted:
            lines += _comment(f"Harmless: {_alternatives(word for word in words if word not in restricted)}", indent)
            return lines + _comment(f"Restricted by some license: {_alternatives(restricted)}", indent)
        return lines + _comment(_alternatives(words), indent)

    def _example(self, fact: FactDefinition) -> str:
        if fact.kind is FactKind.FIGURE:
            return "under 1 million USD" if fact.dimension.startswith("money") else "300 thousand"
        if fact.kind in _EXAMPLES:
            return _EXAMPLES[fact.kind]
        word = scalar(next(iter(self.vocabulary.lists[self.vocabulary.list_of(fact)])))
        return f"[{word}]" if fact.kind is FactKind.CHOICES else word


def _value(value: Stated) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"[{', '.join(map(scalar, value))}]" if isinstance(value, list) else scalar(value)
