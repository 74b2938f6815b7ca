"""The shape of a manifest. The facts of a use come from the vocabulary, as in a profile."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, create_model
from pydantic_core import PydanticCustomError

from checker.domain.vocabulary import Vocabulary
from checker.library.profile_shape import VocabularyKey, WrittenOutShape, as_request, fact_keys
from checker.library.shape import SchemaOne, Shape, Text, Texts


def _use(value: object) -> object:
    if isinstance(value, str):
        return {"id": value}
    if isinstance(value, dict):
        return value
    raise PydanticCustomError("licheck", "expected the id of a use, or a use written out", {"hint": "as in `{purpose: …, acts: […]}`"})


def manifest_shape(vocabulary: Vocabulary) -> type[Shape]:
    """The shape of a manifest under a vocabulary."""
    return _manifest_shape(VocabularyKey(vocabulary))


@cache
def _manifest_shape(key: VocabularyKey) -> type[Shape]:
    facts = fact_keys("use.", key.vocabulary)
    use = create_model("WrittenUseShape", __base__=Shape, id=(Text | None, None), **facts, meets=(Texts, []))
    entry_keys: dict[str, Any] = {
        "use": (Annotated[use, BeforeValidator(_use)] | None, None),
        "owner": (Text | None, None),
        "note": (Text | None, None),
    }
    entry: Any = create_model("EntryShape", __base__=WrittenOutShape, **entry_keys)
    fields: dict[str, Any] = {
        "schema_": (SchemaOne | None, Field(default=None, alias="schema")),
        "use": (Text | None, None),
        "models": (list[Annotated[entry, BeforeValidator(as_request)]], ...),
    }
    return create_model("ManifestShape", __base__=Shape, __doc__="The models a repository uses, each with the use it serves.", **fields)
