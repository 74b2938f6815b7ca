"""What a model card says in its head: license, base models, gate. The same whether the Hub or a file says it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checker.errors import InputError
from checker.hub.interface import HubBase, is_model_id
from checker.textio.document import parse

_FRONT = re.compile(r"\A\ufeff?\s*---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_LINK = re.compile(r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/", re.IGNORECASE)
_MOST = 200
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Card:
    """The head of a model card, as far as it bears on the license."""

    license_tags: tuple[str, ...] = ()
    license_name: str = ""
    license_link: str = ""
    eu_refused: bool = False
    bases: tuple[HubBase, ...] = ()
    tags: tuple[str, ...] = ()
    pipeline: str = ""
    library: str = ""


def front_matter(text: str) -> Mapping[str, Any]:
    """The YAML head of a README. Raises ValueError where there is one that cannot be read."""
    match = _FRONT.match(text)
    if match is None:
        return {}
    try:
        data = parse(match[1].encode(), "README.md").data
    except InputError as error:
        raise ValueError(error.problems[0].message) from None
    return data if isinstance(data, dict) else {}


def card_of(data: Mapping[str, Any]) -> Card:
    """The card in some front matter. What has another shape than a card can have is not read as something else.

    Raises ValueError for one that names more licenses or base models than any card does: none of them may be lost.
    """
    relation = _word(data.get("base_model_relation")).casefold()
    bases = (_model(name) for name in _words(data.get("base_model")))
    return Card(
        license_tags=tuple(dict.fromkeys(tag.casefold() for tag in _words(data.get("license")))),
        license_name=_word(data.get("license_name")),
        license_link=_word(data.get("license_link")),
        eu_refused=data.get("extra_gated_eu_disallowed") in (True, "true", "True", "yes"),
        bases=tuple(HubBase(name, relation) for name in dict.fromkeys(bases) if name),
        tags=tuple(word for tag in data["tags"] if (word := _word(tag))) if isinstance(data.get("tags"), list) else (),
        pipeline=_word(data.get("pipeline_tag")),
        library=_word(data.get("library_name")),
    )


def bases_of_tags(tags: tuple[str, ...]) -> tuple[HubBase, ...]:
    """The base models that the Hub's own tags name: `base_model:finetune:owner/name`; without a relation only where no tag has one."""
    found: dict[str, HubBase] = {}
    for tag in tags:
        if not tag.startswith("base_model:"):
            continue
        relation, mark, name = tag.removeprefix("base_model:").partition(":")
        base = HubBase(name, relation, "the Hub's tags") if mark else HubBase(relation, "", "the Hub's tags")
        if base.model and (base.relation or base.model not in found):
            found[base.model] = base
    return tuple(found.values())


def bases_of_config(config: Mapping[str, Any], own: str) -> tuple[HubBase, ...]:
    """What the files loaded with the weights say they were made from: an adapter its base, a fine-tune where it was loaded from."""
    peft = config.get("peft")
    adapter = _word(config.get("base_model_name_or_path")) or (
        _word(peft.get("base_model_name_or_path")) if isinstance(peft, Mapping) else ""
    )
    if _is_elsewhere(adapter, own):
        return (HubBase(adapter, "adapter", "adapter_config.json"),)
    loaded = _word(config.get("_name_or_path"))
    return (HubBase(loaded, "finetune", "config.json"),) if _is_elsewhere(loaded, own) else ()


def stated_or_loaded(stated: tuple[HubBase, ...], loaded: tuple[HubBase, ...]) -> tuple[HubBase, ...]:
    """The base models that card and tags state, and those of the configs where they state none; an adapter's base always counts.

    An adapter does not run without the model that its config names, whatever the card says it was made from.
    """
    return joined(stated, tuple(base for base in loaded if base.relation == "adapter" or not stated))


def joined(*groups: tuple[HubBase, ...]) -> tuple[HubBase, ...]:
    """Base models of several sources: each once, by the first source that states a relation."""
    found: dict[str, HubBase] = {}
    for base in (base for group in groups for base in group):
        known = found.get(base.model.casefold())
        if known is None or (not known.relation and base.relation):
            found[base.model.casefold()] = base
    return tuple(found.values())


def _is_elsewhere(name: str, own: str) -> bool:
    """Whether a path in a config can be another model of the Hub, and not a folder on somebody's machine."""
    return "/" in name and is_model_id(name) and name.casefold() != own.casefold()


def _model(name: str) -> str:
    """A model's id, out of a link to it as well."""
    return "/".join(_LINK.sub("", name).split("/")[:2]) if _LINK.match(name) else name


def _words(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    if len(values) > _MOST:
        raise ValueError(f"the model card has a list of {len(values)} names, more than the {_MOST} that are read")
    return [word for item in values if (word := _word(item))]


def _word(value: Any) -> str:
    return " ".join(value.split())[:_LONGEST] if isinstance(value, str) else ""
