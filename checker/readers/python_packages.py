"""Functions and classes with names so common that only the package they are imported from says what they call."""

from __future__ import annotations

from collections.abc import Mapping

from checker.readers.names import HOSTED, WEIGHTS
from checker.readers.python_calls import Loader

_LLAMA_INDEX: Mapping[str, Loader] = {
    "OpenAI": Loader(("model",), 0, HOSTED, "OpenAI"),
    "OpenAIResponses": Loader(("model",), 0, HOSTED, "OpenAI"),
    "OpenAILike": Loader(("model",), 0, HOSTED),
    "AzureOpenAI": Loader(("model", "engine", "deployment_name"), 0, HOSTED, "Microsoft Azure", deployment=("engine", "deployment_name")),
    "Anthropic": Loader(("model",), 0, HOSTED, "Anthropic"),
    "MistralAI": Loader(("model",), 0, HOSTED, "Mistral AI"),
    "Groq": Loader(("model",), 0, HOSTED, "Groq"),
    "Gemini": Loader(("model",), 1, HOSTED, "Google"),
    "GoogleGenAI": Loader(("model",), 0, HOSTED, "Google"),
    "Bedrock": Loader(("model",), 0, HOSTED, "AWS"),
    "BedrockConverse": Loader(("model",), 0, HOSTED, "AWS"),
    "Cohere": Loader(("model",), 0, HOSTED, "Cohere"),
    "DeepSeek": Loader(("model",), 0, HOSTED, "DeepSeek"),
    "OpenRouter": Loader(("model",), None, HOSTED, "OpenRouter"),
    "TogetherLLM": Loader(("model",), 0, HOSTED, "Together AI"),
    "Fireworks": Loader(("model",), 0, HOSTED, "Fireworks AI"),
    "Replicate": Loader(("model",), 0, HOSTED, "Replicate"),
    "LiteLLM": Loader(("model",), 0, HOSTED, prefixed=True),
    "Ollama": Loader(("model",), 0, WEIGHTS),
    "OllamaEmbedding": Loader(("model_name",), 0, WEIGHTS),
    "Vllm": Loader(("model",), 0, WEIGHTS),
    "HuggingFaceInferenceAPI": Loader(("model_name", "model"), None, HOSTED, "Hugging Face"),
}
_LANGCHAIN: Mapping[str, Loader] = {
    "OpenAI": Loader(("model", "model_name"), None, HOSTED, "OpenAI"),
    "AzureOpenAI": Loader(
        ("model", "model_name", "azure_deployment", "deployment_name"),
        None,
        HOSTED,
        "Microsoft Azure",
        deployment=("azure_deployment", "deployment_name"),
    ),
    "Ollama": Loader(("model",), None, WEIGHTS),
    "VLLM": Loader(("model",), None, WEIGHTS),
    "Replicate": Loader(("model",), None, HOSTED, "Replicate"),
    "Bedrock": Loader(("model_id",), None, HOSTED, "AWS"),
    "HuggingFaceHub": Loader(("repo_id",), None, HOSTED, "Hugging Face"),
}
_SMOLAGENTS: Mapping[str, Loader] = {
    "HfApiModel": Loader(("model_id",), 0, HOSTED, "Hugging Face", default=True),
    "InferenceClientModel": Loader(("model_id",), 0, HOSTED, "Hugging Face", default=True),
    "TransformersModel": Loader(("model_id",), 0, WEIGHTS, default=True),
    "VLLMModel": Loader(("model_id",), 0, WEIGHTS),
    "MLXModel": Loader(("model_id",), 0, WEIGHTS),
    "LiteLLMModel": Loader(("model_id",), 0, HOSTED, prefixed=True, default=True),
    "OpenAIModel": Loader(("model_id",), 0, HOSTED, "OpenAI"),
    "OpenAIServerModel": Loader(("model_id",), 0, HOSTED, "OpenAI"),
    "AzureOpenAIModel": Loader(("model_id",), 0, HOSTED, "Microsoft Azure", deployment=("model_id",)),
    "AzureOpenAIServerModel": Loader(("model_id",), 0, HOSTED, "Microsoft Azure", deployment=("model_id",)),
    "AmazonBedrockModel": Loader(("model_id",), 0, HOSTED, "AWS"),
    "AmazonBedrockServerModel": Loader(("model_id",), 0, HOSTED, "AWS"),
}
_REPLICATE: Mapping[str, Loader] = {
    name: Loader(("ref", "model"), 0, HOSTED, "Replicate") for name in ("run", "async_run", "stream", "async_stream")
}
_GOOGLE: Mapping[str, Loader] = {
    "embed_content": Loader(("model",), 0, HOSTED, "Google"),
    "generate_text": Loader(("model",), None, HOSTED, "Google"),
    "generate_embeddings": Loader(("model",), 0, HOSTED, "Google"),
}
PACKAGES: Mapping[str, Mapping[str, Loader]] = {
    "crewai": {"LLM": Loader(("model",), 0, HOSTED, prefixed=True)},
    "google": _GOOGLE,
    "langchain": _LANGCHAIN,
    "langchain_community": _LANGCHAIN,
    "langchain_ollama": _LANGCHAIN,
    "langchain_openai": _LANGCHAIN,
    "llama_index": _LLAMA_INDEX,
    "replicate": _REPLICATE,
    "smolagents": _SMOLAGENTS,
}
"""By the first part of the package they come from, then by their own name."""
