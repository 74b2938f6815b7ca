"""The shape of a profile. Its facts come from the vocabulary, so that a new fact there is a new key here."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, create_model
from pydantic_core import PydanticCustomError

from checker.domain.vocabulary import Vocabulary
from checker.library.cases_shape import AgreementShape
from checker.library.catalog_shape import BaseShape, LicenseExpression
from checker.library.shape import Shape, Text, Texts


class WrittenOutShape(Shape):
    """A model that the catalog does not know, or a revision of one that it does."""

    model: Text
    license: LicenseExpression | None = None
    revision: Text | None = None
    provider: Text | None = None
    publisher: Text | None = None
    released: Text | None = None
    inputs: Texts | None = None
    outputs: Texts | None = None
    base_models: list[BaseShape] | None = None


def as_request(value: object) -> object:
    """A model that is only named, as one that is written out."""
    if isinstance(value, str):
        return {"model": value}
    if isinstance(value, dict):
        return value
    raise PydanticCustomError("licheck", "expected the name of a model, or a model written out", {"hint": "as in `{model: …, license: …}`"})


Request = Annotated[WrittenOutShape, BeforeValidator(as_request)]


def fact_keys(prefix: str, vocabulary: Vocabulary) -> dict[str, Any]:
    """The keys of one part of a profile or a manifest. Their values are read by the builder, which knows the facts and their places."""
    return {name.removeprefix(prefix): (Any, None) for name in vocabulary.facts if name.startswith(prefix)}


def profile_shape(vocabulary: Vocabulary) -> type[Shape]:
    """The shape of a profile under a vocabulary."""
    return _profile_shape(VocabularyKey(vocabulary))


class VocabularyKey:
    """A vocabulary as a key of the cache: by identity, since it is loaded once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def __hash__(self) -> int:
        return id(self.vocabulary)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, VocabularyKey) and other.vocabulary is self.vocabulary


@cache
def _profile_shape(key: VocabularyKey) -> type[Shape]:
    organization = create_model(
        "OrganizationShape",
        __base__=Shape,
        name=(Text, ...),
        **{"figures_count": (Literal["licensee", "group"], "group"), **fact_keys("organization.", key.vocabulary)},
    )
    facts = fact_keys("use.", key.vocabulary)
    rest: dict[str, Any] = {"meets": (Texts, []), "models": (list[Request], [])}
    named_use = create_model("NamedUseShape", __base__=Shape, id=(Text, ...), **facts, **rest)
    single_use = create_model("UseShape", __base__=Shape, id=(Text, "use"), **facts, **rest)
    fields: dict[str, Any] = {
        "organization": (organization, ...),
        "exchange_rates": (dict[str, Text], {}),
        "use": (single_use | None, None),
        "uses": (list[named_use] | None, None),  # type: ignore[valid-type]
        "models": (list[Request], []),
        "agreements": (list[AgreementShape], []),
        "values": (Annotated[dict[str, Any], Field(description="amounts nobody published, as `license#value: amount`")], {}),
    }
    return create_model(
        "ProfileShape", __base__=Shape, __doc__="An organization, its uses of models, and the agreements it holds.", **fields
    )
