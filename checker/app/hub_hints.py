"""What a model gives away of its lineage without naming a base model: by what it is, and by what it is called."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from checker.domain.model import Doubt, Model, license_ids
from checker.domain.model_family import ModelFamily
from checker.hub.interface import HubFile, HubRecord
from checker.hub.legal_files import of_code

_NATURES = (
    ("an adapter", frozenset(["peft", "lora", "adapter", "adapter-transformers", "adapters", "qlora", "dora"])),
    ("a merge of other models", frozenset(["merge", "mergekit", "merged", "frankenmerge"])),
    (
        "a quantized copy",
        frozenset(
            ["gptq", "awq", "exl2", "exl3", "4-bit", "8-bit", "4bit", "8bit", "bitsandbytes", "quantized", "quantization", "hqq", "aqlm"]
        ),
    ),
    (
        "a fine-tuned model",
        frozenset(
            [
                "generated_from_trainer",
                "autotrain",
                "autonlp",
                "finetuned",
                "fine-tuned",
                "finetune",
                "fine-tune",
                "unsloth",
                "sft",
                "dpo",
                "rlhf",
                "orpo",
            ]
        ),
    ),
)
_NAMES = (
    ("an adapter", re.compile(r"(?<![a-z])(?:q?lora|adapters?|dora)(?![a-z])", re.IGNORECASE)),
    (
        "a quantized copy",
        re.compile(r"(?<![a-z0-9])(?:gptq|awq|exl2|exl3|bnb|hqq|(?:4|8|3|2)[-_]?bits?|int[48]|w[48]a(?:8|16))(?![a-z0-9])", re.IGNORECASE),
    ),
    ("a fine-tuned model", re.compile(r"fine[-_]?tun|(?<![a-z])(?:ft|sft|dpo|orpo)(?![a-z])", re.IGNORECASE)),
    ("a distilled model", re.compile(r"distill(?!ery)", re.IGNORECASE)),
    ("a merge of other models", re.compile(r"(?<![a-z])(?:merge[dr]?|frankenmerge|slerp)(?![a-z])", re.IGNORECASE)),
)
_WEIGHTS = frozenset(["safetensors", "pytorch", "tf", "jax", "flax"])
_REMEDY = "find out what it was made from, and write the model out in the profile with its license and `base_models`"


def hidden_bases(record: HubRecord, own: Collection[str], families: Iterable[ModelFamily]) -> Iterator[Doubt]:
    """Why the lineage is in doubt of a model that names no base; not where its own licenses are those of the family it is called by."""
    name = record.id.rpartition("/")[2]
    nature = _nature(record, name)
    if nature:
        says = f"On the Hub {record.id} is {nature}, and nothing says of which model: that model's terms would bind too."
        yield Doubt(says, _REMEDY, missing="model.base_models")
        return
    family = next((family for family in families if family.is_told_by(name)), None)
    if family is not None and not any(family.covers(license_id) for license_id in own):
        says = (
            f"Its name speaks of {family.name}, whose terms bind all that is made from it, and nothing says what {record.id} was made from."
        )
        yield Doubt(says, _REMEDY, missing="model.base_models")


def _nature(record: HubRecord, name: str) -> str:
    """What kind of derivative the Hub's tags or the name make of it; empty where they make none."""
    tags = {tag.casefold() for tag in (*record.tags, record.library)}
    found = next((nature for nature, marks in _NATURES if tags & marks), "") or next(
        (nature for nature, mark in _NAMES if mark.search(name)), ""
    )
    if not found and ("gguf" in tags or re.search(r"gguf|ggml", name, re.IGNORECASE)) and not tags & _WEIGHTS:
        return "a quantized copy"
    return found


_LIMITS = re.compile(
    r"non-?commercial|research[-_ ]?(?:use[-_ ]?)?only|not[-_ ]for[-_ ]commercial|academic[-_ ]?(?:use[-_ ]?)?only", re.IGNORECASE
)


_LIMITS_IN_PROSE = re.compile(
    r"\b(?:not|never|no)\s+(?:(?:be|permitted|allowed|licensed|used|intended|available|for|any|to)\s+){0,5}commercial", re.IGNORECASE
)


def states_a_limit(text: str) -> bool:
    """Whether a link or tag states a limit in so many words; that `research` stands in an address says nothing."""
    return _LIMITS.search(text) is not None


def speaks_of_limits(name: str) -> bool:
    """Whether a license's name speaks of a limit: `acme-noncommercial`."""
    return _LIMITS.search(name) is not None or re.search(r"(?<![a-z])(?:nc|research|academic)(?![a-z])", name, re.IGNORECASE) is not None


def limits_in_notice(record: HubRecord, file: HubFile) -> Iterator[Doubt]:
    """A notice beside the weights that speaks of a limit; not one about code or parts by others."""
    if not of_code(file.path) and (states_a_limit(file.text) or _LIMITS_IN_PROSE.search(file.text)):
        says = f"{file.path} beside the weights speaks of a limit of use, which card and license need not say."
        yield Doubt(says, f"have counsel read {record.url(file.path) or file.path}")


def limits_in_tags(record: HubRecord) -> Iterator[Doubt]:
    """A tag of the card that speaks of a limit, whatever license stands beside it."""
    tag = next((tag for tag in record.tags if states_a_limit(tag)), "")
    if tag:
        says = f"On the Hub {record.id} is tagged `{tag}`, which no license by its side need say."
        yield Doubt(says, f"read {record.url('README.md') or 'the model card'}, and ask the publisher what is meant")


def namesake(record: HubRecord, models: Sequence[tuple[str, Model]], own: Collection[str]) -> Iterator[Doubt]:
    """Another publisher's model whose whole name stands in that of a model without base models, and whose terms its own do not cover.

    `models`: those of the catalog, by the last part of their names in small letters, the longest first.
    """
    name = record.id.rpartition("/")[2].casefold()
    for held, model in models:
        at = name.find(held)
        if at < 0 or model.publisher.casefold() == record.id.partition("/")[0].casefold():
            continue
        around = name[at - 1 : at] + name[at + len(held) : at + len(held) + 1]
        if any(character.isalnum() for character in around):
            continue
        binding = {license_id for statement in model.weights if statement.license for license_id in license_ids(statement.license)}
        if not binding or not binding <= set(own):
            terms = ", ".join(sorted(binding)) or "terms that are not known"
            says = f"Its name holds that of {model.id} ({terms}), and nothing says what {record.id} was made from."
            yield Doubt(says, _REMEDY, missing="model.base_models")
        return


def by_name(models: Iterable[Model]) -> list[tuple[str, Model]]:
    """Models by the last part of their names, the longest first; names that are mere words are left out."""
    tails = {model.id.rpartition("/")[2].casefold(): model for model in models if "/" in model.id}
    telling = {tail: model for tail, model in tails.items() if len(tail) >= _TELLING and any(c.isdigit() or c in "-_." for c in tail)}
    return sorted(telling.items(), key=lambda item: (-len(item[0]), item[0]))


_TELLING = 6
"""Letters that a name has to have to be recognized in a longer one."""
