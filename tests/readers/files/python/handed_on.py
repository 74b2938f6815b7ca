from functools import partial

import transformers
from transformers import AutoModel

load = AutoModel.from_pretrained
model = load("microsoft/phi-4")
later = partial(AutoModel.from_pretrained, revision="main")
AutoModel.from_pretrained = load
options = {"model": "Qwen/Qwen3-8B"}
pipe = transformers.pipeline(**options)
