"""Calls of Python libraries that load, serve or call a model, and where in the call its name stands. From the libraries' documentation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checker.readers.names import HOSTED, WEIGHTS


@dataclass(frozen=True, slots=True)
class Loader:
    """How one function or class takes the name of a model."""

    keywords: tuple[str, ...]
    position: int | None = 0
    """Number of the positional argument; None where it is only taken by keyword."""
    obtained: str = WEIGHTS
    provider: str = ""
    modules: tuple[str, ...] = ()
    """Packages it is imported from, for names that are too common to stand alone; empty where the name is telling enough."""
    prefixed: bool = False
    """Whether the name carries the service before a slash, as LiteLLM writes it."""
    required: bool = True
    """Whether a call without the argument leaves a model unnamed, rather than naming none."""
    default: bool = False
    """Whether a call without the argument takes a model that the library chooses."""
    deployment: tuple[str, ...] = ()
    """Arguments that name what the user deployed, under a name of the user's own."""


_HUB = Loader(("pretrained_model_name_or_path", "model_name_or_path", "model_id", "repo_id", "pretrained_model_or_path", "model_name"))
_CLASS = Loader(("model_name_or_path", "model_name", "model"), 0)

FUNCTIONS: Mapping[str, Loader] = {
    # weights: transformers, diffusers, PEFT, unsloth, huggingface_hub, sentence-transformers, vLLM and others
    "from_pretrained": _HUB,
    "from_single_file": Loader(("pretrained_model_link_or_path", "pretrained_model_link_or_path_or_dict")),
    "from_pretrained_hub": _HUB,
    "from_model_id": Loader(("model_id",)),
    "snapshot_download": Loader(("repo_id",)),
    "hf_hub_download": Loader(("repo_id",)),
    "HuggingFaceModel": Loader(("model_id",), 0, modules=("bentoml",)),
    "load_lora_weights": Loader(("pretrained_model_name_or_path_or_dict",)),
    "SentenceTransformer": _CLASS,
    "CrossEncoder": _CLASS,
    "SparseEncoder": _CLASS,
    "FlagModel": _CLASS,
    "BGEM3FlagModel": _CLASS,
    "TextEmbedding": Loader(("model_name",), 0, modules=("fastembed",)),
    "WhisperModel": Loader(("model_size_or_path",), 0, modules=("faster_whisper",)),
    "load_model": Loader(("name",), 0, modules=("whisper",)),
    "pipeline": Loader(("model",), 1, modules=("transformers", "optimum"), required=False, default=True),
    "LLM": Loader(("model",), 0, modules=("vllm", "tensorrt_llm")),
    "EngineArgs": Loader(("model",), 0, modules=("vllm",)),
    "AsyncEngineArgs": Loader(("model",), 0, modules=("vllm",)),
    "Engine": Loader(("model_path",), None, modules=("sglang",)),
    "Llama": Loader(("model_path",), 0, modules=("llama_cpp",)),
    "load": Loader(("path_or_hf_repo",), 0, modules=("mlx_lm", "mlx_vlm")),
    "HuggingFaceEmbeddings": Loader(("model_name", "model"), None, required=False),
    "HuggingFaceEmbedding": Loader(("model_name",), 0),
    "HuggingFaceLLM": Loader(("model_name",), None),
    "HuggingFaceBgeEmbeddings": Loader(("model_name",), None),
    "FastEmbedEmbeddings": Loader(("model_name",), None, required=False),
    "ChatOllama": Loader(("model",), None),
    "OllamaLLM": Loader(("model",), None),
    "OllamaEmbeddings": Loader(("model",), None),
    "ChatHuggingFace": Loader(("model_id",), None, required=False),
    # hosted: clients of services
    "InferenceClient": Loader(("model",), 0, HOSTED, "Hugging Face", required=False),
    "AsyncInferenceClient": Loader(("model",), 0, HOSTED, "Hugging Face", required=False),
    "chat_completion": Loader(("model",), None, HOSTED, "Hugging Face", required=False),
    "text_generation": Loader(("model",), None, HOSTED, "Hugging Face", required=False),
    "HuggingFaceEndpoint": Loader(("repo_id", "model"), None, HOSTED, "Hugging Face", required=False),
    "ChatOpenAI": Loader(("model", "model_name"), None, HOSTED, "OpenAI"),
    "OpenAIEmbeddings": Loader(("model",), None, HOSTED, "OpenAI"),
    "OpenAIEmbedding": Loader(("model",), None, HOSTED, "OpenAI"),
    "AzureChatOpenAI": Loader(
        ("model", "model_name", "azure_deployment", "deployment_name"),
        None,
        HOSTED,
        "Microsoft Azure",
        deployment=("azure_deployment", "deployment_name"),
    ),
    "AzureOpenAIEmbeddings": Loader(
        ("model", "azure_deployment", "deployment"), None, HOSTED, "Microsoft Azure", deployment=("azure_deployment", "deployment")
    ),
    "ChatAnthropic": Loader(("model", "model_name"), None, HOSTED, "Anthropic"),
    "ChatMistralAI": Loader(("model", "model_name"), None, HOSTED, "Mistral AI"),
    "MistralAIEmbeddings": Loader(("model",), None, HOSTED, "Mistral AI", required=False),
    "ChatGoogleGenerativeAI": Loader(("model",), None, HOSTED, "Google"),
    "GoogleGenerativeAIEmbeddings": Loader(("model",), None, HOSTED, "Google"),
    "ChatVertexAI": Loader(("model", "model_name"), None, HOSTED, "Google Cloud"),
    "GenerativeModel": Loader(("model_name",), 0, HOSTED, "Google"),
    "ChatBedrock": Loader(("model_id", "model"), None, HOSTED, "AWS"),
    "ChatBedrockConverse": Loader(("model_id", "model"), None, HOSTED, "AWS"),
    "BedrockLLM": Loader(("model_id", "model"), None, HOSTED, "AWS"),
    "BedrockEmbeddings": Loader(("model_id",), None, HOSTED, "AWS", required=False),
    "ChatCohere": Loader(("model",), None, HOSTED, "Cohere", required=False),
    "CohereEmbeddings": Loader(("model",), None, HOSTED, "Cohere"),
    "ChatGroq": Loader(("model", "model_name"), None, HOSTED, "Groq"),
    "ChatTogether": Loader(("model", "model_name"), None, HOSTED, "Together AI"),
    "ChatFireworks": Loader(("model", "model_name"), None, HOSTED, "Fireworks AI"),
    "ChatXAI": Loader(("model",), None, HOSTED, "xAI"),
    "ChatDeepSeek": Loader(("model", "model_name"), None, HOSTED, "DeepSeek"),
    "ChatLiteLLM": Loader(("model",), None, HOSTED, prefixed=True),
    "converse": Loader(("modelId",), None, HOSTED, "AWS"),
    "converse_stream": Loader(("modelId",), None, HOSTED, "AWS"),
    "invoke_model": Loader(("modelId",), None, HOSTED, "AWS"),
    "invoke_model_with_response_stream": Loader(("modelId",), None, HOSTED, "AWS"),
    "completion": Loader(("model",), 0, HOSTED, modules=("litellm",), prefixed=True),
    "acompletion": Loader(("model",), 0, HOSTED, modules=("litellm",), prefixed=True),
    "embedding": Loader(("model",), 0, HOSTED, modules=("litellm",), prefixed=True),
    "aembedding": Loader(("model",), 0, HOSTED, modules=("litellm",), prefixed=True),
    "Agent": Loader(("model",), 0, HOSTED, modules=("pydantic_ai",), prefixed=True, required=False),
    "create_model": Loader(("model_name",), 0, modules=("timm",)),
    "LM": Loader(("model",), 0, HOSTED, modules=("dspy",), prefixed=True),
    "init_chat_model": Loader(("model",), 0, HOSTED, prefixed=True),
}
"""Functions, methods and classes by their own name."""

_OLD_CLIENT = Loader(("model", "engine", "deployment_id"), None, HOSTED, "OpenAI", deployment=("deployment_id",))
"""Before version 1 of the client of OpenAI. `engine` was the model, but on Azure a deployment."""

METHODS: Mapping[tuple[str, ...], Loader] = {
    ("completions", "create"): Loader(("model",), None, HOSTED),
    ("completions", "parse"): Loader(("model",), None, HOSTED),
    ("completions", "stream"): Loader(("model",), None, HOSTED),
    ("responses", "create"): Loader(("model",), None, HOSTED),
    ("responses", "parse"): Loader(("model",), None, HOSTED),
    ("responses", "stream"): Loader(("model",), None, HOSTED),
    ("embeddings", "create"): Loader(("model",), None, HOSTED),
    ("assistants", "create"): Loader(("model",), None, HOSTED),
    ("assistants", "update"): Loader(("model",), None, HOSTED, required=False),
    ("images", "generate"): Loader(("model",), None, HOSTED),
    ("images", "edit"): Loader(("model",), None, HOSTED),
    ("speech", "create"): Loader(("model",), None, HOSTED),
    ("transcriptions", "create"): Loader(("model",), None, HOSTED),
    ("moderations", "create"): Loader(("model",), None, HOSTED, required=False),
    ("messages", "create"): Loader(("model",), None, HOSTED, required=False),
    ("messages", "stream"): Loader(("model",), None, HOSTED, required=False),
    ("models", "generate_content"): Loader(("model",), None, HOSTED, "Google"),
    ("models", "generate_content_stream"): Loader(("model",), None, HOSTED, "Google"),
    ("models", "embed_content"): Loader(("model",), None, HOSTED, "Google"),
    ("chat", "complete"): Loader(("model",), None, HOSTED, "Mistral AI"),
    ("chat", "stream"): Loader(("model",), None, HOSTED, "Mistral AI"),
    ("hub", "load"): Loader(("model",), 1),
    ("ChatCompletion", "create"): _OLD_CLIENT,
    ("ChatCompletion", "acreate"): _OLD_CLIENT,
    ("Completion", "create"): _OLD_CLIENT,
    ("Completion", "acreate"): _OLD_CLIENT,
    ("Embedding", "create"): _OLD_CLIENT,
    ("Embedding", "acreate"): _OLD_CLIENT,
    ("ollama", "chat"): Loader(("model",), 0, WEIGHTS),
    ("ollama", "generate"): Loader(("model",), 0, WEIGHTS),
    ("ollama", "embed"): Loader(("model",), 0, WEIGHTS),
    ("ollama", "pull"): Loader(("model",), 0, WEIGHTS),
}
"""Methods by the last parts of the name they are called by: `client.chat.completions.create`."""

CLIENTS: Mapping[str, str] = {
    "OpenAI": "OpenAI",
    "AsyncOpenAI": "OpenAI",
    "AzureOpenAI": "Microsoft Azure",
    "AsyncAzureOpenAI": "Microsoft Azure",
    "Anthropic": "Anthropic",
    "AsyncAnthropic": "Anthropic",
    "AnthropicBedrock": "AWS",
    "AsyncAnthropicBedrock": "AWS",
    "AnthropicVertex": "Google Cloud",
    "Mistral": "Mistral AI",
    "Groq": "Groq",
    "AsyncGroq": "Groq",
    "Together": "Together AI",
    "Fireworks": "Fireworks AI",
    "InferenceClient": "Hugging Face",
    "AsyncInferenceClient": "Hugging Face",
}
"""Client classes, with whose service they call unless they are given another address."""
