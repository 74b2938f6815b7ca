"""Names of models as files write them, freed from what only the file's own format adds. Nothing is guessed from how a name begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

HOSTED = "hosted-api"
DEPLOYMENT = "the name of a deployment, which need not be that of the model"
"""Said of a name that its user chose for what is deployed under it, as on Azure; no model is known by it."""
WEIGHTS = "weights"

SERVICES: dict[str, tuple[str, str]] = {
    "ai21": ("AI21 Labs", HOSTED),
    "anthropic": ("Anthropic", HOSTED),
    "azure": ("Microsoft Azure", HOSTED),
    "azure_ai": ("Microsoft Azure", HOSTED),
    "bedrock": ("AWS", HOSTED),
    "cerebras": ("Cerebras", HOSTED),
    "cohere": ("Cohere", HOSTED),
    "cohere_chat": ("Cohere", HOSTED),
    "databricks": ("Databricks", HOSTED),
    "dashscope": ("Alibaba Cloud", HOSTED),
    "deepinfra": ("DeepInfra", HOSTED),
    "deepseek": ("DeepSeek", HOSTED),
    "fireworks_ai": ("Fireworks AI", HOSTED),
    "gemini": ("Google", HOSTED),
    "groq": ("Groq", HOSTED),
    "hosted_vllm": ("", WEIGHTS),
    "huggingface": ("Hugging Face", HOSTED),
    "lm_studio": ("", WEIGHTS),
    "mistral": ("Mistral AI", HOSTED),
    "moonshot": ("Moonshot AI", HOSTED),
    "nvidia_nim": ("NVIDIA", HOSTED),
    "ollama": ("", WEIGHTS),
    "ollama_chat": ("", WEIGHTS),
    "openai": ("OpenAI", HOSTED),
    "openrouter": ("OpenRouter", HOSTED),
    "perplexity": ("Perplexity", HOSTED),
    "replicate": ("Replicate", HOSTED),
    "sagemaker": ("AWS", HOSTED),
    "together_ai": ("Together AI", HOSTED),
    "vertex_ai": ("Google Cloud", HOSTED),
    "vllm": ("", WEIGHTS),
    "watsonx": ("IBM", HOSTED),
    "xai": ("xAI", HOSTED),
    "xinference": ("", WEIGHTS),
}
"""Prefixes of LiteLLM's model names: whose service it is, and how the model is obtained through it."""

_HUB = re.compile(r"(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co)/|hf://|hf_hub:|hf-hub:|huggingface:", re.IGNORECASE)
_HUB_PATH = re.compile(r"(?P<id>[^/\s]+/[^/\s]+)/(?:tree|blob|resolve|raw)/(?P<revision>[^/\s?#]+)")
_REVISION = re.compile(r"(?P<id>[^@\s]+/[^@\s]+)@(?P<revision>[\w.-]+)\Z")
_WEIGHT_FILE = re.compile(r"\.(?:gguf|ggml|safetensors|bin|pt|pth|ckpt|onnx|pkl|h5)\Z", re.IGNORECASE)
_LOCAL = re.compile(r"(?:\.{1,2}(?:/|\\|\Z)|/|~|[A-Za-z]:[\\/]|file:)")
_BEDROCK_ROUTE = re.compile(
    r"(?:(?:converse|converse_like|invoke)/)?(?:[a-z]{2}(?:-gov)?-[a-z]+-\d/)?(?:(?:us|us-gov|eu|apac|au|jp|ca|global)\.)?"
)
"""How a call is routed: the operation, a region, a group of regions. Which model is called it does not say."""
_TEMPLATE = re.compile(r"`|\$\{|\$[\d@*#]|\$\(|\{\{|\$[A-Za-z_]|%\(|[<>{}]")


@dataclass(frozen=True, slots=True)
class Named:
    """A model as a file names it."""

    model: str
    revision: str = ""
    obtained: str = ""
    provider: str = ""
    note: str = ""


def hub_model(written: str) -> Named:
    """A name of the Hub, freed from addresses, schemes and paths into the repository."""
    text = written.strip()
    on_hub = _HUB.match(text)
    if on_hub:
        text = text[on_hub.end() :].strip("/").split("?")[0].split("#")[0].removeprefix("models/")
        path = _HUB_PATH.match(text)
        if path:
            return Named(path["id"], "" if path["revision"] == "main" else path["revision"], WEIGHTS)
        text, _, _tag = text.partition(":")  # `hf.co/owner/name:Q4_K_M` names a file of the repository
        return Named("/".join(text.split("/")[:2]), "", WEIGHTS)
    pinned = _REVISION.match(text)
    return Named(pinned["id"], pinned["revision"]) if pinned else Named(text)


def service_model(written: str) -> Named:
    """A name with a prefix that says which service serves it, as LiteLLM writes it: `bedrock/…`, `hosted_vllm/…`."""
    text = written.strip()
    prefix, slash, rest = text.partition("/")
    service = SERVICES.get(prefix.casefold()) if slash else None
    if service is None or not rest:
        return hub_model(text)
    provider, obtained = service
    if prefix.casefold() == "bedrock":
        rest = _BEDROCK_ROUTE.sub("", rest)
    if prefix.casefold() == "fireworks_ai":
        rest = rest.removeprefix("accounts/fireworks/models/")
    if prefix.casefold() == "huggingface" and rest.count("/") == 2:
        rest = rest.partition("/")[2]  # a service behind the Hub's router may stand before the name
    if prefix.casefold() == "openrouter":
        rest = rest.split(":")[0]  # `:free`, `:nitro` choose a price, not a model
    if prefix.casefold() in ("azure", "azure_ai"):
        return Named(rest, "", obtained, provider, DEPLOYMENT if prefix.casefold() == "azure" else "")
    return replace(hub_model(rest), obtained=obtained, provider=provider)


def is_local(written: str) -> bool:
    """Whether a name is a path on some machine and so says nothing of which model lies there."""
    text = written.strip()
    if _HUB.match(text):
        return False
    return bool(_LOCAL.match(text)) or bool(_WEIGHT_FILE.search(text)) or "\\" in text


def is_template(written: str) -> bool:
    """Whether a name is filled in only when the file is used: `${MODEL}`, `{{ .Values.model }}`."""
    return bool(_TEMPLATE.search(written))


def why_not_a_name(written: str) -> str:
    """Why a text cannot be looked up as the name of a model; empty where it can."""
    text = written.strip()
    if not text:
        return "the model name is empty"
    if is_template(text):
        return f"the model name is filled in elsewhere: `{text[:80]}`"
    if is_local(text):
        return f"`{text[:80]}` is a path, which does not say which model lies there"
    if len(text) > 200 or any(character.isspace() or not character.isprintable() for character in text):
        return "what stands in the place of a model name is none"
    return ""
