"""Configuration of other gateways and applications that names hosted models: Bedrock model ids, and a provider beside a model."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.domain.sighting import FileReading
from checker.errors import InputError
from checker.readers.interface import Reader, Source
from checker.readers.lines import Line, logical_lines
from checker.readers.names import HOSTED, Named, service_model
from checker.readers.notes import Notes
from checker.readers.structured import STRUCTURED, Where, documents, is_json, is_yaml, mappings, part_at, text_at
from checker.textio.document import Document, Mark

_MAKERS = (
    "ai21|amazon|anthropic|cohere|deepseek|google|luma|meta|minimax|mistral|moonshot|moonshotai|nvidia|openai|qwen|stability|twelvelabs"
    "|writer|xai|zai"
)
_ID = rf"(?:{_MAKERS})\.(?=[\w.-]*(?:\d|claude))[\w.-]+"
"""A maker and a model with a number, which tells it from names such as `google.cloud`."""
BEDROCK = re.compile(
    rf"(?:arn:aws[\w-]*:bedrock:[\w-]*:\d*:(?:foundation-model|inference-profile)/)?"
    rf"(?:(?:us|eu|apac|au|jp|ca|in|global|us-gov)\.)?(?P<id>{_ID}(?::\d+)?(?::\d+k|:mm)?)\Z"
)
"""Model ids, inference profiles and their ARNs as Amazon Bedrock writes them."""
_IN_TEXT = re.compile(
    rf"[\"']((?:arn:aws[\w-]*:bedrock:[^\"'\s]+)|(?:(?:us|eu|apac|au|jp|ca|in|global|us-gov)\.)?{_ID}(?::\d+)?(?::\d+k|:mm)?)[\"']"
)
_SETS_MODEL = re.compile(r"\b[\w-]*model[\w-]*[\"']?\s*:|\b(?:" + _MAKERS + r")\.[\w.-]+:\d", re.IGNORECASE)
_PROVIDERS = {
    "anthropic": "anthropic",
    "azure": "azure",
    "azure-openai": "azure",
    "azure_openai": "azure",
    "bedrock": "bedrock",
    "cerebras": "cerebras",
    "cohere": "cohere",
    "deepinfra": "deepinfra",
    "deepseek": "deepseek",
    "fireworks": "fireworks_ai",
    "fireworks-ai": "fireworks_ai",
    "gemini": "gemini",
    "google": "gemini",
    "groq": "groq",
    "huggingface": "huggingface",
    "llama2": "hosted_vllm",
    "mistral": "mistral",
    "mistral-ai": "mistral",
    "ollama": "ollama",
    "openai": "openai",
    "openrouter": "openrouter",
    "perplexity-ai": "perplexity",
    "replicate": "replicate",
    "together": "together_ai",
    "together-ai": "together_ai",
    "vertex-ai": "vertex_ai",
    "xai": "xai",
    "x-ai": "xai",
}
"""Names of providers in gateway configurations, with the prefix that means the same service."""


def bedrock_model(written: str) -> Named | None:
    """The model of a Bedrock id or ARN; None where the text is none."""
    found = BEDROCK.match(written.strip())
    return Named(found["id"], "", HOSTED, "AWS") if found else None


class GatewayReader(Reader):
    """Hosted models in YAML and JSON configuration."""

    name = "gateway-config"
    reads = "gateway and application configuration (Portkey, Kong, Envoy AI Gateway and the like; Bedrock model ids)"
    endings = STRUCTURED

    def recognizes(self, source: Source) -> bool:
        if not (is_yaml(source) or is_json(source)) or source.file_name in ("package-lock.json", "config.json"):
            return False
        head = source.head
        named = b"model" in head and any(word in head for word in (b"provider", b"x-ai-eg-model", b"override_params", b"modelNameOverride"))
        return named or b"bedrock" in head or (any(f"{maker}.".encode() in head for maker in _MAKERS.split("|")) and b":0" in head)

    def read(self, source: Source) -> FileReading:
        notes = Notes(source.path, self.name)
        try:
            found = documents(source)
        except InputError:
            if b"{{" not in source.data and b"{%" not in source.data:
                raise
            notes.unclear(_first_word_of_models(source), "a template: which models it names is known only when it is rendered")
            return notes.reading()
        for document in found:
            for where, here in mappings(document):
                _bedrock(document, where, here, notes)
                _provided(document, where, here, notes)
                _envoy(document, where, here, notes)
        return notes.reading()


def _first_word_of_models(source: Source) -> Mark:
    """Where a template first sets a model; its beginning where it only speaks of one."""
    for line in logical_lines(source, continued=False):
        found = _SETS_MODEL.search(line.text)
        if found is not None:
            return line.parts[0][0], found.start() + 1
    return 1, 1


class BedrockTextReader(Reader):
    """Bedrock model ids in Terraform, CDK for other languages, and settings files."""

    name = "bedrock"
    reads = "Bedrock model ids in Terraform, TOML and INI files"
    endings = frozenset([".tf", ".tfvars", ".hcl", ".toml", ".ini"])

    def recognizes(self, source: Source) -> bool:
        return source.ending in self.endings and b"bedrock" in source.head.lower()

    def read(self, source: Source) -> FileReading:
        notes = Notes(source.path, self.name)
        for line in logical_lines(source, continued=False):
            if not line.text.lstrip().startswith(("#", "//", ";")):
                _in_line(line, notes)
        return notes.reading()


def _in_line(line: Line, notes: Notes) -> None:
    for found in _IN_TEXT.finditer(line.text):
        named = bedrock_model(found[1])
        if named is not None:
            notes.uses(named, (line.parts[0][0], found.start(1) + 1), written=named.model)


def _bedrock(document: Document, where: Where, here: dict[str, object], notes: Notes) -> None:
    for key, value in here.items():
        items = [((*where, key), value)] if isinstance(value, str) else []
        items += [((*where, key, index), item) for index, item in enumerate(value if isinstance(value, list) else ())]
        for place, written in items:
            named = bedrock_model(written) if isinstance(written, str) else None
            if named is not None:
                notes.uses(named, document.mark(place), written=named.model)


def _provided(document: Document, where: Where, here: dict[str, object], notes: Notes) -> None:
    """`provider: openai` beside `model: gpt-4o`; Portkey puts the model into `override_params`, Kong into `model.name`."""
    prefix = _PROVIDERS.get(text_at(here, "provider").casefold().lstrip("@"))
    if prefix is None:
        _overridden(document, where, here, notes)
        return
    ways: tuple[tuple[str, ...], ...] = (("model",), ("model_name",), ("override_params", "model"), ("name",), ("config", "model"))
    for way in ways:
        written = text_at(part_at(here, *way[:-1]) if len(way) > 1 else here, way[-1])
        if written and (way != ("name",) or "options" in here or where[-1:] == ("model",)):
            if bedrock_model(written) is None:
                named = service_model(f"{prefix}/{written}")
                if prefix == "azure" and text_at(here, "options", "azure_deployment_id"):
                    named = replace(named, note="what the deployment serves, as `name` says")
                notes.uses(named, document.mark((*where, *way)), written=written)
            return


def _overridden(document: Document, where: Where, here: dict[str, object], notes: Notes) -> None:
    """Portkey's `override_params`, where a key or a name of the user's own stands for the provider."""
    written = text_at(here, "override_params", "model")
    if written and bedrock_model(written) is None:
        notes.uses(Named(written, "", HOSTED), document.mark((*where, "override_params", "model")), written=written)


def _envoy(document: Document, where: Where, here: dict[str, object], notes: Notes) -> None:
    """Envoy AI Gateway matches the model in a header, and may send another name on."""
    sent = text_at(here, "modelNameOverride")
    if sent and bedrock_model(sent) is None:
        notes.uses(Named(sent, "", HOSTED), document.mark((*where, "modelNameOverride")), written=sent)
    if text_at(here, "name").casefold() == "x-ai-eg-model" and text_at(here, "value"):
        written = text_at(here, "value")
        notes.uses(Named(written, "", HOSTED), document.mark((*where, "value")), written=written)
