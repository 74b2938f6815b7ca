"""JavaScript and TypeScript: which models a program names, whose service it calls, and what cannot be followed."""

from __future__ import annotations

import io

import pytest

from checker.domain.sighting import FileReading
from checker.readers.interface import Source
from checker.readers.javascript_calls import AI_SDK, METHODS, PACKAGES
from checker.readers.javascript_source import can_name_models
from checker.readers.registry import READERS

OPENAI = 'import OpenAI from "openai";\nconst client = new OpenAI();\n'


def read(text: str, name: str = "app.ts") -> FileReading:
    data = text.encode()
    source = Source(name, len(data), lambda: io.BytesIO(data))
    assert READERS["javascript"].recognizes(source)
    return READERS["javascript"].read(source)


def named(text: str, name: str = "app.ts") -> list[tuple[str, str, str]]:
    reading = read(text, name)
    assert reading.not_understood == ()
    return [(found.model, found.provider, found.obtained) for found in reading.sightings]


def reasons(text: str, name: str = "app.ts") -> list[str]:
    return [found.reason for found in read(text, name).not_understood]


class TestWhoseModelItIs:
    @pytest.mark.parametrize(
        ("program", "model", "provider", "obtained"),
        [
            (OPENAI + 'await client.chat.completions.create({ model: "gpt-4o", messages });', "gpt-4o", "OpenAI", "hosted-api"),
            (OPENAI + 'await client.responses.create({ "model": `gpt-5` });', "gpt-5", "OpenAI", "hosted-api"),
            (
                'const Anthropic = require("@anthropic-ai/sdk");\nnew Anthropic().messages.create({ model: "claude-sonnet-4-5" })',
                "claude-sonnet-4-5",
                "Anthropic",
                "hosted-api",
            ),
            ('import { openai } from "@ai-sdk/openai";\ngenerateText({ model: openai("gpt-4o") })', "gpt-4o", "OpenAI", "hosted-api"),
            (
                'import { google as g } from "@ai-sdk/google";\ng.embedding("gemini-embedding-001")',
                "gemini-embedding-001",
                "Google",
                "hosted-api",
            ),
            (
                'import { createAnthropic } from "@ai-sdk/anthropic";\nconst my = createAnthropic({});\nmy("claude-opus-4-1")',
                "claude-opus-4-1",
                "Anthropic",
                "hosted-api",
            ),
            (
                'import { ChatGroq } from "@langchain/groq";\nnew ChatGroq({ model: "qwen/qwen3-32b" })',
                "qwen/qwen3-32b",
                "Groq",
                "hosted-api",
            ),
            ('import { Ollama } from "llamaindex";\nnew Ollama({ model: "llama3.1" })', "llama3.1", "", "weights"),
            (
                'import { pipeline } from "@huggingface/transformers";\nawait pipeline("text-generation", "onnx/Qwen3");',
                "onnx/Qwen3",
                "",
                "weights",
            ),
            (
                'const { AutoModel } = await import("npm:@xenova/transformers@2");\nAutoModel.from_pretrained("Xenova/bge-m3")',
                "Xenova/bge-m3",
                "",
                "weights",
            ),
            (
                'import Replicate from "replicate";\nnew Replicate().run("owner/painter:abc", {})',
                "owner/painter",
                "Replicate",
                "hosted-api",
            ),
            (
                'import { ConverseCommand as C } from "@aws-sdk/client-bedrock-runtime";\nnew C({ modelId: "us.amazon.nova-pro-v1:0" })',
                "amazon.nova-pro-v1:0",
                "AWS",
                "hosted-api",
            ),
            (
                'import C from "@anthropic-ai/sdk";\nclass A { c = new C(); f() { this.c.messages.create({ model: "claude-3-haiku" }) } }',
                "claude-3-haiku",
                "Anthropic",
                "hosted-api",
            ),
        ],
    )
    def test_it_is_told(self, program: str, model: str, provider: str, obtained: str) -> None:
        assert named(program) == [(model, provider, obtained)]

    def test_a_client_that_is_led_to_another_server_says_nothing_of_the_service(self) -> None:
        program = 'import OpenAI from "openai";\nconst c = new OpenAI({ baseURL: "http://localhost:8000/v1" });\n'
        assert named(program + 'c.chat.completions.create({ model: "Qwen/Qwen3-8B" })') == [("Qwen/Qwen3-8B", "", "")]

    def test_a_deployment_on_azure_is_no_model(self) -> None:
        program = 'import { AzureOpenAI } from "openai";\nconst c = new AzureOpenAI({});\nc.chat.completions.create({ model: "ours" })'
        assert reasons(program) == ["`ours` is the name of a deployment, which need not be that of the model"]

    def test_of_two_services_none_is_guessed(self) -> None:
        program = 'import OpenAI from "openai";\nimport Groq from "groq-sdk";\nimport { c } from "./c";\n'
        assert named(program + 'c.chat.completions.create({ model: "openai/gpt-oss-20b" })') == [("openai/gpt-oss-20b", "", "hosted-api")]

    def test_markup_is_read(self) -> None:
        program = OPENAI + 'export const A = () => <b onClick={() => client.responses.create({ model: "gpt-4.1" })}>x</b>;'
        assert named(program, "app.tsx") == named(program, "app.jsx") == [("gpt-4.1", "OpenAI", "hosted-api")]


class TestWhatIsFollowed:
    @pytest.mark.parametrize(
        ("before", "value", "models"),
        [
            ('const MODEL = "gpt-4o";', "MODEL", ["gpt-4o"]),
            ('const CONFIG = { chat: "gpt-4o", other: 3 } as const;', "CONFIG.chat", ["gpt-4o"]),
            ("", 'fast ? "gpt-4o-mini" : "gpt-4o"', ["gpt-4o", "gpt-4o-mini"]),
            ("", 'process.env.MODEL ?? "gpt-4o"', ["gpt-4o"]),
            ("", 'import.meta.env.VITE_MODEL || "gpt-4o"', ["gpt-4o"]),
            ('let model = "gpt-4o"; model = "gpt-4.1";', "model", ["gpt-4.1", "gpt-4o"]),
        ],
    )
    def test_a_name_that_the_program_writes_out(self, before: str, value: str, models: list[str]) -> None:
        assert sorted(model for model, _, _ in named(f"{OPENAI}{before}\nclient.chat.completions.create({{ model: {value} }})")) == models

    def test_a_default_is_told_as_one(self) -> None:
        (found,) = read(OPENAI + 'client.chat.completions.create({ model: process.env.MODEL ?? "gpt-4o" })').sightings
        assert found.note == "default of MODEL"

    def test_its_place_counts_characters(self) -> None:
        (found,) = read(OPENAI + '/* é */ client.chat.completions.create({ model: "gpt-4o" })').sightings
        assert (found.line, found.column) == (3, 49)

    @pytest.mark.parametrize(
        ("value", "reason"),
        [
            ("process.env.CHAT_MODEL!", "the model name comes from the environment (CHAT_MODEL)"),
            ('process.env["CHAT_MODEL"]', "the model name comes from the environment (CHAT_MODEL)"),
            ("settings.model", "`settings.model` comes from elsewhere"),
            ("choose(3)", "the model name is computed when the program runs"),
            ("new Model()", "the model name is computed when the program runs"),
            ("`gpt-${size}`", "the model name is put together when the program runs"),
            ('"gpt-" + size', "the model name is computed when the program runs"),
        ],
    )
    def test_what_cannot_be_followed_is_told(self, value: str, reason: str) -> None:
        assert reasons(f"{OPENAI}client.chat.completions.create({{ model: {value} }})") == [reason]

    def test_a_parameter_is_told_with_its_default(self) -> None:
        reading = read(OPENAI + 'function f(model = "gpt-4o") { return client.chat.completions.create({ model }) }')
        assert [found.model for found in reading.sightings] == ["gpt-4o"]
        assert [found.reason for found in reading.not_understood] == [
            "`model` is a parameter, and nothing in this file says what it is given"
        ]

    @pytest.mark.parametrize(
        "program",
        [
            'import { ChatOpenAI } from "@langchain/openai";\nnew ChatOpenAI({ ...options })',
            'import { ChatOpenAI } from "@langchain/openai";\nnew ChatOpenAI()',
            'import { pipeline } from "@xenova/transformers";\npipeline("sentiment-analysis")',
            OPENAI + "client.chat.completions.create({ ...request })",
        ],
    )
    def test_a_model_that_is_not_named_is_told(self, program: str) -> None:
        assert len(reasons(program)) == 1

    def test_a_broken_program_is_read_as_far_as_it_goes_and_told(self) -> None:
        reading = read(OPENAI + 'client.responses.create({ model: "gpt-4o" });\nfunction ( {{{\n')
        assert [found.model for found in reading.sightings] == ["gpt-4o"]
        assert [found.reason for found in reading.not_understood] == ["is no JavaScript or TypeScript that can be read to its end"]

    def test_names_that_stand_for_each_other_end(self) -> None:
        chain = "".join(f"a{n} = c ? a{n + 1} : a{(n + 7) % 30};\n" for n in range(30))
        assert reasons(f"{OPENAI}{chain}client.responses.create({{ model: a0 }})")


class TestWhatIsNoModel:
    @pytest.mark.parametrize(
        "program",
        [
            'import mongoose from "mongoose";\nmongoose.model("User", schema);\nnew Repository({ model: "User" })',
            'const car = { model: "T" };\nfetch("/models", { model: "x" })',
            'import { openai } from "@ai-sdk/openai";\nopenai.tools.webSearch({})',
            '// client.chat.completions.create({ model: "gpt-4o" })\nconst s = \'messages.create({ model: "x" })\';',
        ],
    )
    def test_it_is_passed_over(self, program: str) -> None:
        assert named(program) == []

    def test_a_minified_file_is_not_read(self) -> None:
        assert not READERS["javascript"].recognizes(Source("lib.min.js", 3, lambda: io.BytesIO(b"x()")))


class TestQuickLook:
    @pytest.mark.parametrize("package", [*PACKAGES, *(f"@ai-sdk/{name}" for name in AI_SDK), "@langchain/openai", "llamaindex"])
    def test_no_package_is_passed_over(self, package: str) -> None:
        assert can_name_models(f'import x from "{package}";'.encode())

    @pytest.mark.parametrize("names", sorted(METHODS))
    def test_no_method_is_passed_over(self, names: tuple[str, str]) -> None:
        assert can_name_models(f"client.{'.'.join(names)}({{ model }})".encode())

    def test_other_programs_are_not_parsed(self) -> None:
        assert not can_name_models(b'import React from "react";\nexport const Model = () => <p>openings</p>;\n')
