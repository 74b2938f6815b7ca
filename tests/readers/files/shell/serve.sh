#!/usr/bin/env bash
set -euo pipefail
MODEL="Qwen/Qwen3-8B"
ADAPTER=${ADAPTER:-harbour/qwen3-lora}
export HF_HOME=/cache
vllm serve "$MODEL" \
    --enable-lora \
    --lora-modules pirate=$ADAPTER
python -m vllm.entrypoints.openai.api_server --model=meta-llama/Llama-3.1-8B-Instruct --revision main
ollama pull gemma2:2b && ollama run gemma2:2b
text-generation-launcher --model-id $1
llama-server -hf ggml-org/gemma-3-1b-it-GGUF:Q4_K_M
