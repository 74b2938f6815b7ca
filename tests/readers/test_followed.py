"""What a program calls a function or a table by hides no model; what cannot be told is never left out."""

from __future__ import annotations

import io

import pytest

from checker.domain.sighting import FileReading
from checker.readers.interface import Source
from checker.readers.registry import READERS


def python(text: str) -> FileReading:
    data = text.encode()
    return READERS["python"].read(Source("a.py", len(data), lambda: io.BytesIO(data)))


@pytest.mark.parametrize(
    "program",
    [
        "from transformers import AutoModel as A\nf = A.from_pretrained\nf('a/b')",
        "import transformers as tf\nload = tf.AutoModel.from_pretrained\nagain = load\nagain('a/b')",
        "from functools import partial\nload = partial(AutoModel.from_pretrained, revision='1')\nload('a/b')",
        "import functools\nload = functools.partial(AutoModel.from_pretrained, 'a/b')\nload()",
        "from functools import partial\npartial(AutoModel.from_pretrained, revision='1')('a/b')",
        "getattr(AutoModel, 'from_pretrained')('a/b')",
        "from vllm import LLM as Server\nServer('a/b')",
        "import vllm as server\nserver.LLM(model='a/b')",
        "from vllm import *\nLLM('a/b')",
        "try:\n    from vllm import LLM\nexcept ImportError:\n    from fakes import LLM\nLLM('a/b')",
        "from sentence_transformers import SentenceTransformer as S\nS('a/b')",
        "class L:\n    def __init__(self):\n        self.load = AutoModel.from_pretrained\n    def f(self):\n        self.load('a/b')",
        "load = AutoModel.from_pretrained if gpu else AutoTokenizer.from_pretrained\nload('a/b')",
        "from openai import OpenAI\nchat = OpenAI().chat.completions\nchat.create(model='a/b')",
        "from openai import OpenAI\nask = OpenAI().chat.completions.create\nask(model='a/b')",
        "from torch.hub import load\nload('x/y', 'a/b')",
        "import ollama\nollama.Client(host='h').chat(model='a/b')",
        "from ollama import AsyncClient as C\nclient = C()\nclient.generate(model='a/b')",
        "from ollama import chat\nchat(model='a/b')",
        "import replicate\nreplicate.run('a/b', input={})",
        "from replicate.client import Client\nClient().run('a/b')",
        "from openai import OpenAI\nOpenAI().beta.assistants.create(name='n', model='a/b')",
        "from openai import OpenAI\nOpenAI().beta.assistants.update('id', model='a/b')",
        "import bentoml\nNAME = 'a/b'\nclass S:\n    path = bentoml.models.HuggingFaceModel(NAME)",
        "from bentoml.models import HuggingFaceModel\nHuggingFaceModel('a/b', exclude=['*.bin'])",
        "from smolagents import HfApiModel\nHfApiModel('a/b')",
        "from smolagents import LiteLLMModel\nLiteLLMModel(model_id='huggingface/a/b')",
        "from smolagents import InferenceClientModel as I\nI(model_id='a/b')",
        "from llama_index.llms.openai import OpenAI\nOpenAI(model='a/b')",
        "from crewai import LLM\nLLM(model='openrouter/a/b')",
        "import openai\nopenai.ChatCompletion.create(model='a/b')",
        "import openai\nopenai.Completion.create(engine='a/b')",
        "import google.generativeai as genai\ngenai.embed_content(model='a/b')",
        "import google.generativeai as genai\ngenai.GenerativeModel('a/b')",
        "CONFIG = {'chat': {'model': 'a/b'}}\nAutoModel.from_pretrained(CONFIG['chat']['model'])",
        "CONFIG = {'chat': {'model': 'a/b'}}\nAutoModel.from_pretrained(CONFIG.get('chat', {}).get('model'))",
        "CONFIG = {'chat': [{'model': 'a/b'}]}\nAutoModel.from_pretrained(CONFIG['chat'][0]['model'])",
        "USUAL = {'model': 'a/b'}\nCONFIG = {**USUAL, 'x': 1}\nAutoModel.from_pretrained(CONFIG['model'])",
        "CONFIG = dict(chat=dict(model='a/b'))\nAutoModel.from_pretrained(CONFIG['chat']['model'])",
        "CONFIG = {}\nCONFIG['model'] = 'a/b'\nAutoModel.from_pretrained(CONFIG['model'])",
    ],
)
def test_the_model_is_found_under_another_name(program: str) -> None:
    reading = python(program)
    assert [sighting.model for sighting in reading.sightings] == ["a/b"]
    assert reading.not_understood == ()


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("CONFIG = {'x': 'a/b'}\nAutoModel.from_pretrained(CONFIG['model'])", "no table"),
        ("name = 'a/b'\nname += '-chat'\nAutoModel.from_pretrained(name)", "computed"),
        ("from smolagents import HfApiModel\nHfApiModel()", "may take its default"),
        ("from openai import AzureOpenAI\nAzureOpenAI().chat.completions.create(model='gpt-4o')", "deployment"),
        ("from openai import AzureOpenAI as A\nclient = A()\nclient.chat.completions.create(model='gpt-4o')", "deployment"),
        ("import openai\nclient = openai.AzureOpenAI()\nask = client.chat.completions.create\nask(model='gpt-4o')", "deployment"),
        ("from openai import AzureOpenAI\ndef ask(client: AzureOpenAI):\n    client.chat.completions.create(model='gpt-4o')", "deployment"),
        ("from openai import OpenAI\nOpenAI(base_url='https://x.openai.azure.com/v1').responses.create(model='gpt-4o')", "deployment"),
        ("import openai\nopenai.api_type = 'azure'\nopenai.ChatCompletion.create(engine='gpt-4o')", "deployment"),
        ("import openai\nopenai.ChatCompletion.create(deployment_id='gpt-4o')", "deployment"),
        ("from langchain_openai import AzureChatOpenAI\nAzureChatOpenAI(azure_deployment='gpt-4o')", "deployment"),
        ("import litellm\nlitellm.completion(model='azure/gpt-4o')", "deployment"),
    ],
)
def test_what_cannot_be_told_is_never_left_out(program: str, why: str) -> None:
    assert any(why in unclear.reason for unclear in python(program).not_understood)


@pytest.mark.parametrize(
    "program",
    [
        "from langchain_openai import AzureChatOpenAI\nAzureChatOpenAI(azure_deployment='ours', model='gpt-4o')",
        "from llama_index.llms.azure_openai import AzureOpenAI\nAzureOpenAI(engine='ours', model='gpt-4o')",
        "from openai import OpenAI, AzureOpenAI\nclient = OpenAI()\nclient.chat.completions.create(model='gpt-4o')",
        "import openai\nopenai.api_type = 'open_ai'\nopenai.ChatCompletion.create(engine='gpt-4o')",
    ],
)
def test_a_deployment_with_its_model_stated_is_that_model(program: str) -> None:
    reading = python(program)
    assert ([sighting.model for sighting in reading.sightings], reading.not_understood) == (["gpt-4o"], ())


def test_a_version_of_replicate_is_a_revision() -> None:
    [found] = python("import replicate\nreplicate.run('meta/llama:abc12')").sightings
    assert (found.model, found.revision, found.provider) == ("meta/llama", "abc12", "Replicate")


@pytest.mark.parametrize(
    "program",
    [
        "from mine import OpenAI, run, LLM\nOpenAI(model='a/b')\nrun('a/b')\nLLM('a/b')  # from_pretrained",
        "import subprocess\nsubprocess.run('vllm')",
        "x = {'from_pretrained': 1}\ny = x['from_pretrained']",
    ],
)
def test_common_names_of_other_packages_name_no_model(program: str) -> None:
    assert python(program) == FileReading()


def test_tables_that_are_set_from_each_other_end() -> None:
    sets = "".join(f"        self.raw = self.other[{n!r}]['x']\n        self.other = self.raw.get({n!r})\n" for n in range(12))
    reading = python(f"class A:\n    def f(self):\n{sets}        AutoModel.from_pretrained(self.raw['a']['b'])\n")
    assert reading.sightings == ()
    assert reading.not_understood


def test_attributes_that_are_set_to_each_other_many_times_end() -> None:
    sets = "".join(f"        self.f = self.g.a{n}\n        self.g = self.f\n" for n in range(100))
    reading = python(f"class A:\n    def f(self):\n{sets}        self.f('a/b')\n        X.from_pretrained('c/d')\n")
    assert [sighting.model for sighting in reading.sightings] == ["c/d"]


def test_names_that_stand_for_each_other_end() -> None:
    reading = python("f = g\ng = f\nf('a/b')\nh = AutoModel.from_pretrained\nh = h\nh('a/b')")
    assert [sighting.model for sighting in reading.sightings] == ["a/b"]


@pytest.mark.parametrize("written", ["<your-model-arn>", "<<model-arn>>", "{model_id}"])
def test_what_is_to_be_filled_in_is_no_model(written: str) -> None:
    reading = python(f"AutoModel.from_pretrained('{written}')")
    assert reading.sightings == ()
    assert [unclear.reason for unclear in reading.not_understood] == [f"the model name is filled in elsewhere: `{written}`"]
