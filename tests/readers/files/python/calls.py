import anthropic
from peft import PeftModel
from transformers import AutoModelForCausalLM, pipeline

base = AutoModelForCausalLM.from_pretrained("mistralai/Mistral-7B-v0.3")
tuned = PeftModel.from_pretrained(base, "harbour/sailor-lora")
guess = pipeline("sentiment-analysis")


def ask(options):
    return anthropic.Anthropic().messages.create(**options)
