"""The sources of a dossier as rows of tables: who says which license a model carries, and the texts that were consulted."""

from __future__ import annotations

from collections.abc import Iterator

from checker.domain.dossier import Dossier
from checker.domain.model import Model, Statement
from checker.exporters.cells import Cell
from checker.exporters.statements import expression_text

EVIDENCE = ("model", "channel", "provider", "license", "evidence", "source", "url", "seen", "from", "until")


def evidence(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    """Who says which license a model carries."""
    for model in described(dossier):
        for channel, statements in (("weights", model.weights), ("hosted-api", model.hosted)):
            for statement in statements:
                yield (model.id, channel, *_statement(statement))


def described(dossier: Dossier) -> tuple[Model, ...]:
    """The judged models and their base models, each once."""
    bases = (forebear.model for opinion in dossier.opinions for forebear in opinion.forebears)
    return tuple({model.id: model for model in (*dossier.models, *bases)}.values())


def _statement(statement: Statement) -> tuple[Cell, ...]:
    source = statement.source
    return (
        statement.provider or None,
        expression_text(statement.license) if statement.license is not None else "withheld",
        statement.evidence.value,
        source.title,
        source.url or None,
        source.seen or None,
        statement.since,
        statement.until,
    )


TEXTS = (
    "license", "name", "version", "publisher", "kind", "evidence", "released", "source", "sha256", "encoding", "encoded",
    "checked by counsel", "text at hand", "drifted", "verdicts",
)  # fmt: skip


def texts(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    """The license texts that were consulted."""
    for text in dossier.texts:
        license = text.license
        yield (
            license.id,
            license.name,
            license.version or None,
            license.publisher,
            license.kind.value,
            license.evidence.value,
            license.released,
            license.source,
            license.text_sha256 or None,
            license.status,
            license.encoded_on or None,
            license.checked_on or None,
            text.path or None,
            text.drifted if text.path else None,
            len(text.pairs),
        )
