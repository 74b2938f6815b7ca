"""Command lines that start model servers or fetch models: which model they name.

Options and subcommands are those of the tools' own documentation: vLLM, Text Generation Inference, SGLang, llama.cpp, Ollama, LiteLLM, the
Hugging Face command line, mlx-lm, lmdeploy, TensorRT-LLM and text-embeddings-inference.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from checker.readers.names import WEIGHTS, Named, hub_model, service_model

_PYTHONS = ("python", "python3", "python3.10", "python3.11", "python3.12", "python3.13")
_MODEL_OPTIONS: Mapping[str, Sequence[str]] = {
    "vllm": ("--model", "--speculative-model", "--tokenizer-model"),
    "vllm.entrypoints.openai.api_server": ("--model", "--speculative-model"),
    "vllm.entrypoints.api_server": ("--model",),
    "text-generation-launcher": ("--model-id",),
    "text-embeddings-router": ("--model-id",),
    "sglang.launch_server": ("--model-path", "--model", "--speculative-draft-model-path"),
    "sglang": ("--model-path", "--model", "--speculative-draft-model-path"),
    "llama-server": ("-hf", "--hf-repo", "-hfr", "--model-url", "-mu", "-m", "--model"),
    "llama-cli": ("-hf", "--hf-repo", "-hfr", "-m", "--model"),
    "litellm": ("--model", "-m"),
    "mlx_lm.server": ("--model",),
    "mlx_lm.generate": ("--model",),
    "trtllm-serve": ("--model",),
    "llamafactory-cli": ("--model_name_or_path",),
}
"""Options that name a model, by program or Python module."""
_POSITIONAL: Mapping[tuple[str, ...], int] = {
    ("vllm", "serve"): 0,
    ("vllm", "bench"): 1,
    ("ollama", "run"): 0,
    ("ollama", "pull"): 0,
    ("huggingface-cli", "download"): 0,
    ("hf", "download"): 0,
    ("lmdeploy", "serve", "api_server"): 0,
    ("trtllm-serve",): 0,
    ("docker", "model", "run"): 0,
    ("docker", "model", "pull"): 0,
}
"""Subcommands that take a model as the argument with that number."""
_ANYWHERE = ("--model_name_or_path", "--pretrained_model_name_or_path", "--model_id", "--model-id", "--base_model", "--base-model")
"""Options that name a model whatever program they belong to, as those of training scripts do."""
_ON_THE_HUB = re.compile(
    r"(?:(?:https?|ssh)://(?:[^/@\s]+@)?|git@)(?:www\.)?(?:huggingface\.co|hf\.co)[/:](?P<path>[^\s?#]+)", re.IGNORECASE
)
_NO_MODELS = ("datasets/", "spaces/", "docs/", "papers/", "blog/")
_CONTAINERS = ("docker", "podman", "nerdctl")
_WITH_A_FILE = ("-hf", "-hfr", "--hf-repo")
_REVISIONS = ("--revision", "--model-revision", "--hf-revision")
_ADAPTERS = ("--lora-modules", "--lora-paths", "--lora-adapters")
_FLAGS = frozenset(["--trust-remote-code", "--enforce-eager", "--disable-log-requests", "--enable-prefix-caching", "--verbose", "--quiet"])
"""Options without a value that often stand before the model."""
_ENVIRONMENT = ("MODEL_ID", "MODEL_NAME", "VLLM_MODEL", "HF_MODEL_ID", "MODEL_PATH", "HF_MODEL", "MODEL")
"""Variables of the environment that the images of these servers read."""
SERVER_IMAGES = (
    "vllm/vllm",
    "text-generation-inference",
    "text-embeddings-inference",
    "sglang",
    "ollama/ollama",
    "llama.cpp",
    "litellm",
    "djl-serving",
)
_PREPARING = frozenset(["exec", "nohup", "sudo", "env", "time", "uv", "run", "poetry", "then", "do"])
"""Words before a program that do not change which one it is."""
_SEPARATORS = frozenset(["&&", "||", ";", "|", "&"])


@dataclass(frozen=True, slots=True)
class Mention:
    """A model that a command names."""

    written: str
    """As it stands there, to find its place by."""
    named: Named
    note: str = ""


def split(text: str) -> list[str] | None:
    """The words of a shell command; None where its quotes do not close."""
    try:
        lexer = shlex.shlex(text, posix=True, punctuation_chars=";&|")
        lexer.whitespace_split = True
        lexer.commenters = "#"
        return list(lexer)
    except ValueError:
        return None


def mentions(words: Sequence[str]) -> Iterator[Mention]:
    """Every model that one line of commands names."""
    command: list[str] = []
    for word in [*words, ";"]:
        if word in _SEPARATORS:
            yield from _of_command(command)
            command = []
        else:
            command.append(word)


def arguments_only(words: Sequence[str], image: str) -> Iterator[Mention]:
    """Models in the arguments of a container whose program is in its image."""
    if any(name in image for name in ("vllm/vllm", "sglang", "text-generation-inference", "text-embeddings-inference")):
        yield from _options(words, ("--model", "--model-id", "--model-path"))
        if words and not words[0].startswith("-") and "vllm" in image and words[0] not in ("serve", "vllm"):
            yield _mention(words[0], words)
    elif "llama.cpp" in image:
        yield from _options(words, _MODEL_OPTIONS["llama-server"])
    elif "litellm" in image:
        yield from _options(words, _MODEL_OPTIONS["litellm"], service=True)
    elif "ollama" in image and len(words) > 1 and words[0] in ("run", "pull"):
        yield _mention(words[1], words)
    elif words and words[0].startswith("-"):
        yield from _options(words, _ANYWHERE)


def of_environment(name: str, value: str) -> Mention | None:
    """The model that a variable of a server's environment names."""
    if name not in _ENVIRONMENT or not value:
        return None
    return Mention(value, replace(hub_model(value), obtained=WEIGHTS), f"from the variable {name}")


def is_server_image(image: str) -> bool:
    """Whether a container image runs one of the servers known here."""
    return any(name in image.casefold() for name in SERVER_IMAGES)


def _of_command(words: list[str]) -> Iterator[Mention]:
    words = _program_first(words)
    if not words:
        return
    program = words[0].rsplit("/", 1)[-1]
    rest = words[1:]
    for known, position in _POSITIONAL.items():
        if (program, *rest[: len(known) - 1]) == known:
            found = _positional(rest[len(known) - 1 :], position)
            if found:
                yield _mention(found, rest)
    yield from _addresses(rest)
    if program in _CONTAINERS and rest[:1] in (["run"], ["create"]):
        for index, word in enumerate(rest):
            if is_server_image(word) and not word.startswith("-"):
                yield from arguments_only(rest[index + 1 :], word)
                return
    if program not in _MODEL_OPTIONS and not any(word in _MODEL_OPTIONS for word in rest[:2]):
        yield from _options(rest, _ANYWHERE)
    if program in _MODEL_OPTIONS:
        yield from _options(rest, _MODEL_OPTIONS[program], service=program == "litellm")
    elif program in _PYTHONS and len(rest) > 1 and rest[0] == "-m":
        module = rest[1]
        if module in _MODEL_OPTIONS:
            yield from _options(rest[2:], _MODEL_OPTIONS[module])


def _addresses(words: Sequence[str]) -> Iterator[Mention]:
    """Models that are fetched from their address on the Hub, by git, curl or wget."""
    for word in words:
        found = _ON_THE_HUB.search(word)
        path = found["path"].strip("/") if found is not None else ""
        if path.count("/") >= 1 and not path.startswith(_NO_MODELS):
            named = hub_model(f"https://huggingface.co/{path.removesuffix('.git')}")
            written = "/".join(path.split("/")[:2]) if "@" in word else word  # a token may stand in the address, and is not told
            yield Mention(written, replace(named, obtained=WEIGHTS))


def _program_first(words: list[str]) -> list[str]:
    """The command without what only prepares it: variables, `exec`, `nohup`, `sudo`, `env`."""
    while words and ("=" in words[0].split("/")[0] or words[0] in _PREPARING):
        words = words[1:]
    return words


def _positional(words: Sequence[str], position: int) -> str:
    """The argument with that number, options passed over. An option is taken to have a value unless it is known to have none."""
    found: list[str] = []
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word.startswith("-"):
            skip = "=" not in word and word not in _FLAGS
        else:
            found.append(word)
    return found[position] if len(found) > position else ""


def _options(words: Sequence[str], options: Sequence[str], *, service: bool = False) -> Iterator[Mention]:
    for index, word in enumerate(words):
        name, equals, value = word.partition("=")
        if name in options:
            written = value if equals else (words[index + 1] if index + 1 < len(words) else "")
            if written and not written.startswith("-"):
                mention = _mention(written, words, service=service)
                if name in _WITH_A_FILE:  # `owner/name:Q4_K_M` names a file of the repository
                    mention = replace(mention, named=replace(mention.named, model=mention.named.model.partition(":")[0]))
                yield mention
        elif name in _ADAPTERS:
            yield from _adapters(words[index + 1 :] if not equals else [value])


def _adapters(words: Sequence[str]) -> Iterator[Mention]:
    for word in words:
        if word.startswith("-"):
            return
        written = word.partition("=")[2] or word
        yield Mention(written, replace(hub_model(written), obtained=WEIGHTS), "an adapter")


def _mention(written: str, words: Sequence[str], *, service: bool = False) -> Mention:
    named = service_model(written) if service else replace(hub_model(written), obtained=WEIGHTS)
    revision = named.revision or _value_of(words, _REVISIONS)
    return Mention(written, replace(named, revision=revision))


def _value_of(words: Sequence[str], options: Sequence[str]) -> str:
    for index, word in enumerate(words):
        name, equals, value = word.partition("=")
        if name in options:
            return value if equals else (words[index + 1] if index + 1 < len(words) else "")
    return ""
