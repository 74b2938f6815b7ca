"""Packages of JavaScript that load, serve or call a model, and where in a call its name stands. From the packages' documentation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checker.readers.names import HOSTED, WEIGHTS

AZURE = "Microsoft Azure"


@dataclass(frozen=True, slots=True)
class Service:
    """Whose service a package calls, and how a model is obtained through it."""

    provider: str
    obtained: str = HOSTED


PACKAGES: Mapping[str, Service] = {
    "@anthropic-ai/bedrock-sdk": Service("AWS"),
    "@anthropic-ai/sdk": Service("Anthropic"),
    "@aws-sdk/client-bedrock-runtime": Service("AWS"),
    "@azure/openai": Service(AZURE),
    "@google-cloud/vertexai": Service("Google Cloud"),
    "@google/genai": Service("Google"),
    "@google/generative-ai": Service("Google"),
    "@huggingface/inference": Service("Hugging Face"),
    "@huggingface/transformers": Service("", WEIGHTS),
    "@mistralai/mistralai": Service("Mistral AI"),
    "@mlc-ai/web-llm": Service("", WEIGHTS),
    "@openai/agents": Service("OpenAI"),
    "@openrouter/ai-sdk-provider": Service("OpenRouter"),
    "@xenova/transformers": Service("", WEIGHTS),
    "cohere-ai": Service("Cohere"),
    "groq-sdk": Service("Groq"),
    "node-llama-cpp": Service("", WEIGHTS),
    "ollama": Service("", WEIGHTS),
    "ollama-ai-provider": Service("", WEIGHTS),
    "openai": Service("OpenAI"),
    "replicate": Service("Replicate"),
    "together-ai": Service("Together AI"),
}
"""Packages by name. What they are called with is a model of that service."""

AI_SDK: Mapping[str, Service] = {
    "amazon-bedrock": Service("AWS"),
    "anthropic": Service("Anthropic"),
    "azure": Service(AZURE),
    "cerebras": Service("Cerebras"),
    "cohere": Service("Cohere"),
    "deepinfra": Service("DeepInfra"),
    "deepseek": Service("DeepSeek"),
    "fireworks": Service("Fireworks AI"),
    "google": Service("Google"),
    "google-vertex": Service("Google Cloud"),
    "groq": Service("Groq"),
    "huggingface": Service("Hugging Face"),
    "mistral": Service("Mistral AI"),
    "openai": Service("OpenAI"),
    "openai-compatible": Service(""),
    "perplexity": Service("Perplexity"),
    "replicate": Service("Replicate"),
    "togetherai": Service("Together AI"),
    "xai": Service("xAI"),
}
"""The packages `@ai-sdk/…`, whose functions are called with the name of a model: `openai("gpt-4o")`."""

CLASSES: Mapping[str, Service] = {
    "AzureChatOpenAI": Service(AZURE),
    "AzureOpenAIEmbeddings": Service(AZURE),
    "Anthropic": Service("Anthropic"),
    "BedrockChat": Service("AWS"),
    "BedrockEmbeddings": Service("AWS"),
    "ChatAnthropic": Service("Anthropic"),
    "ChatBedrockConverse": Service("AWS"),
    "ChatCohere": Service("Cohere"),
    "ChatDeepSeek": Service("DeepSeek"),
    "ChatFireworks": Service("Fireworks AI"),
    "ChatGoogleGenerativeAI": Service("Google"),
    "ChatGroq": Service("Groq"),
    "ChatMistralAI": Service("Mistral AI"),
    "ChatOllama": Service("", WEIGHTS),
    "ChatOpenAI": Service("OpenAI"),
    "ChatTogetherAI": Service("Together AI"),
    "ChatVertexAI": Service("Google Cloud"),
    "ChatXAI": Service("xAI"),
    "CohereEmbeddings": Service("Cohere"),
    "ConverseCommand": Service("AWS"),
    "ConverseStreamCommand": Service("AWS"),
    "Gemini": Service("Google"),
    "GoogleGenerativeAIEmbeddings": Service("Google"),
    "Groq": Service("Groq"),
    "HuggingFaceEmbedding": Service("", WEIGHTS),
    "HuggingFaceInference": Service("Hugging Face"),
    "HuggingFaceInferenceEmbeddings": Service("Hugging Face"),
    "HuggingFaceTransformersEmbeddings": Service("", WEIGHTS),
    "InvokeModelCommand": Service("AWS"),
    "InvokeModelWithResponseStreamCommand": Service("AWS"),
    "MistralAI": Service("Mistral AI"),
    "MistralAIEmbeddings": Service("Mistral AI"),
    "Ollama": Service("", WEIGHTS),
    "OllamaEmbeddings": Service("", WEIGHTS),
    "OpenAI": Service("OpenAI"),
    "OpenAIEmbedding": Service("OpenAI"),
    "OpenAIEmbeddings": Service("OpenAI"),
}
"""Classes of LangChain, LlamaIndex and the AWS SDK that take the name of a model among their options."""
OPTIONAL = frozenset(["Anthropic", "Groq", "Ollama", "OpenAI"])
"""Of these the clients of the services bear the name too, which are made without a model."""

METHODS = frozenset(
    {
        ("assistants", "create"), ("assistants", "update"),
        ("chat", "complete"), ("chat", "stream"), ("completions", "create"), ("completions", "parse"), ("completions", "stream"),
        ("embeddings", "create"), ("images", "edit"), ("images", "generate"), ("messages", "create"), ("messages", "stream"),
        ("models", "embedContent"), ("models", "generateContent"), ("models", "generateContentStream"), ("models", "generateImages"),
        ("responses", "create"), ("responses", "parse"), ("responses", "stream"), ("speech", "create"), ("transcriptions", "create"),
    }
)  # fmt: skip
"""The last two names of methods that take the name of a model among their options, whoever's client it is."""

KEYS = ("model", "modelName", "modelId", "model_id")
DEPLOYMENTS = ("azureOpenAIApiDeploymentName", "azureOpenAIApiEmbeddingsDeploymentName", "deployment", "deploymentName")
"""Options that name what the user deployed, under a name of the user's own."""
ADDRESSES = ("baseURL", "baseUrl", "basePath", "configuration", "endpoint")
"""Options that lead a client to another server than the service's own."""
POSITIONS: Mapping[str, int] = {"from_pretrained": 0, "pipeline": 1, "run": 0, "CreateMLCEngine": 0, "CreateWebWorkerMLCEngine": 1}
"""Functions of packages above that take the name of a model by its place."""
