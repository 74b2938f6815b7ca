#!/bin/bash
docker run --gpus all -p 8000:8000 vllm/vllm-openai:latest --model mistralai/Mistral-7B-v0.1
docker run ghcr.io/huggingface/text-generation-inference:3.0 --model-id "$MODEL"
wget https://huggingface.co/bartowski/Qwen2.5-7B-Instruct-GGUF/resolve/main/q.gguf
python -m vllm.entrypoints.openai.api_server \
  --model=microsoft/phi-4
sglang serve --model-path Qwen/Qwen3-8B
accelerate launch train.py --model_name_or_path google/gemma-2-2b
