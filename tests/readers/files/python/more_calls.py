import torch, boto3, ollama, timm
from openai import OpenAI
from pydantic_ai import Agent
from langchain.chat_models import init_chat_model
MODELS = {"small": "Qwen/Qwen3-8B", "large": {"id": "Qwen/Qwen3-32B"}}
from transformers import AutoModel as M
M.from_pretrained(MODELS["large"]["id"])
M.from_pretrained(MODELS["small"])
Agent("openai:gpt-4o")
init_chat_model("anthropic:claude-3-5-sonnet-latest")
ollama.chat(model="llama3.1:8b", messages=[])
timm.create_model("hf_hub:timm/vit_base")
torch.hub.load("facebookresearch/dinov2", "dinov2_vits14")
client = OpenAI(base_url="http://localhost:8000/v1")
client.chat.completions.create(model="Qwen/Qwen2.5-7B-Instruct", messages=[])
boto3.client("bedrock-runtime").invoke_model(modelId="arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-8b-instruct-v1:0")
