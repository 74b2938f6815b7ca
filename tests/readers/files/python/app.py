import argparse
import os

import litellm
from anthropic import Anthropic
from huggingface_hub import hf_hub_download, snapshot_download
from openai import OpenAI
from sentence_transformers import SentenceTransformer
from transformers import AutoModelForCausalLM, AutoTokenizer, pipeline
from vllm import LLM

FAMILY = "meta-llama"
BASE = f"{FAMILY}/Llama-3.1-8B-Instruct"
SIZES = {"small": "Qwen/Qwen2.5-0.5B", "large": "Qwen/Qwen2.5-72B"}
MODEL = os.getenv("CHAT_MODEL", "mistralai/Mistral-7B-Instruct-v0.3")


class Settings:
    embedder = "BAAI/bge-m3"


def load(name: str = "microsoft/phi-4"):
    return AutoModelForCausalLM.from_pretrained(name, revision="main")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--judge-model", default="Qwen/Qwen3-8B")
    args = parser.parse_args()
    tokenizer = AutoTokenizer.from_pretrained(BASE)
    classify = pipeline("text-classification", model="distilbert/distilbert-base-uncased-finetuned-sst-2-english")
    generate = pipeline("text-generation", "HuggingFaceTB/SmolLM2-1.7B-Instruct")
    snapshot_download(repo_id="stabilityai/stable-diffusion-xl-base-1.0", revision="462165984030d82259a11f4367a4eed129e94a7b")
    hf_hub_download("harbour/words", "words.txt", repo_type="dataset")
    embed = SentenceTransformer(Settings.embedder)
    engine = LLM(model=SIZES["large"])
    judge = LLM(args.judge_model)
    chat = LLM(model=MODEL)
    load("google/gemma-2-2b-it")
    client = OpenAI()
    client.chat.completions.create(model="gpt-4o", messages=[])
    own = OpenAI(base_url="http://vllm:8000/v1")
    own.responses.create(model="deepseek-ai/DeepSeek-R1", input="")
    Anthropic().messages.create(model="claude-sonnet-4-5", max_tokens=10, messages=[])
    litellm.completion(model="groq/llama-3.3-70b-versatile", messages=[])
    for name in ("intfloat/e5-small", "intfloat/e5-base"):
        SentenceTransformer(name)
    AutoTokenizer.from_pretrained(input("model? "))
    AutoTokenizer.from_pretrained("./local/path")
    return tokenizer, classify, generate, embed, engine, judge, chat
