"""Files that cannot be read as what they are: templates, broken front matter, bills of materials in XML, files within files."""

from __future__ import annotations

import io

import pytest

from checker.domain.sighting import FileReading
from checker.errors import InputError
from checker.readers.interface import Source
from checker.readers.registry import READERS

NAMESPACE = "http://cyclonedx.org/schema/bom/1.6"
MODEL = '<component type="machine-learning-model"><name>a/b</name></component>'


def source(name: str, text: str | bytes) -> Source:
    data = text.encode() if isinstance(text, str) else text
    return Source(name, len(data), lambda: io.BytesIO(data))


def read(reader: str, name: str, text: str | bytes) -> FileReading:
    file = source(name, text)
    assert READERS[reader].recognizes(file)
    return READERS[reader].read(file)


class TestTemplates:
    @pytest.mark.parametrize(
        "text",
        [
            "{{- if .Values.on }}\nprovider: x\nmodel: {{ .Values.model }}\n{{- end }}\n",
            "{% if on %}\nprovider: openai\nmodel: gpt-4o\n{% endif %}\n",
        ],
    )
    def test_a_template_that_speaks_of_models_is_told_where_it_does(self, text: str) -> None:
        [unclear] = read("gateway-config", "a.yaml", text).not_understood
        assert (unclear.line, unclear.column) == (3, 1)
        assert "template" in unclear.reason

    def test_a_workflow_with_expressions_is_no_template(self) -> None:
        reading = read("gateway-config", "ci.yaml", "env:\n  key: ${{ secrets.KEY }}\nprovider: openai\nmodel: gpt-4o\n")
        assert [sighting.model for sighting in reading.sightings] == ["gpt-4o"]

    def test_broken_yaml_that_is_no_template_stays_an_error(self) -> None:
        with pytest.raises(InputError):
            read("gateway-config", "a.yaml", "provider: [\nmodel: x\n")

    @pytest.mark.parametrize(
        "line", ["- --model={{ .Values.model }}", "- vllm serve {{ .m }}", "storageUri: {{ .uri }}", "model_list: {{ .m }}"]
    )
    def test_a_chart_that_serves_models_is_told_whatever_its_image(self, line: str) -> None:
        text = f"apiVersion: v1\nkind: Pod\nimage: {{{{ .Values.image }}}}\n{line}\n"
        assert len(read("kubernetes", "pod.yaml", text).not_understood) == 1

    def test_a_chart_that_serves_none_is_left_alone(self) -> None:
        assert read("kubernetes", "pod.yaml", "apiVersion: v1\nkind: Pod\nimage: {{ .Values.image }}\n") == FileReading()


class TestFrontMatter:
    @pytest.mark.parametrize(("name", "line"), [("README.md", "license: mit"), ("model_card.md", "base_model: a/b")])
    def test_that_is_never_closed_is_told(self, name: str, line: str) -> None:
        [unclear] = read("model-card", name, f"---\n{line}\n\n# Title\n").not_understood
        assert "never closed" in unclear.reason

    def test_a_rule_at_the_top_is_none(self) -> None:
        assert read("model-card", "README.md", "---\n# Title\nWords on a license: none.\n") == FileReading()

    def test_that_is_broken_and_speaks_of_a_base_is_told_under_any_name(self) -> None:
        with pytest.raises(InputError):
            read("model-card", "card.md", "---\nbase_model: [a/b\n---\n")


class TestXml:
    @pytest.mark.parametrize("letters", ["utf-8", "utf-16"])
    def test_components_are_read_in_any_encoding(self, letters: str) -> None:
        text = f'<?xml version="1.0" encoding="{letters}"?><c:bom xmlns:c="{NAMESPACE}"><c:components>' + MODEL.replace("<", "<c:").replace(
            "<c:/", "</c:"
        )
        reading = read("cyclonedx", "bom.xml", (text + "</c:components></c:bom>").encode(letters))
        assert [sighting.model for sighting in reading.sightings] == ["a/b"]

    @pytest.mark.parametrize(
        ("inside", "told"),
        [
            ("<components>", "no XML that can be read"),
            ("<a>" * 300, "nested too deeply"),
        ],
    )
    def test_what_is_broken_is_refused(self, inside: str, told: str) -> None:
        with pytest.raises(InputError, match=told):
            read("cyclonedx", "bom.xml", f'<bom xmlns="{NAMESPACE}">{inside}</bom>')

    @pytest.mark.parametrize(
        "declared",
        ['<!DOCTYPE bom [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', '<!DOCTYPE bom SYSTEM "file:///etc/passwd">', "<!DOCTYPE bom>"],
    )
    def test_entities_are_refused_before_they_are_met(self, declared: str) -> None:
        with pytest.raises(InputError, match="document type"):
            read("cyclonedx", "bom.xml", f'{declared}<bom xmlns="{NAMESPACE}">{MODEL}</bom>')

    def test_a_model_without_a_name_is_told(self) -> None:
        text = f'<bom xmlns="{NAMESPACE}"><component type="machine-learning-model"/></bom>'
        assert len(read("cyclonedx", "bom.xml", text).not_understood) == 1

    def test_other_xml_is_not_read(self) -> None:
        assert not READERS["cyclonedx"].recognizes(source("pom.xml", "<project/>"))


class TestFilesInConfigMaps:
    HEAD = "apiVersion: v1\nkind: ConfigMap\ndata:\n"

    @pytest.mark.parametrize("name", ["model.yaml", "Modelfile", "run.sh", "app.py"])
    def test_each_is_read_as_its_own_kind_at_its_place(self, name: str) -> None:
        content = {
            "model.yaml": "model_list:\n- litellm_params:\n    model: a/b",
            "Modelfile": "FROM a/b",
            "run.sh": "vllm serve a/b",
            "app.py": "AutoModel.from_pretrained('a/b')",
        }[name]
        indented = "".join(f"    {line}\n" for line in content.splitlines())
        [found] = read("config-map", "m.yaml", f"{self.HEAD}  {name}: |\n{indented}").sightings
        assert (found.path, found.model, found.line) == ("m.yaml", "a/b", 4 + len(content.splitlines()))
        assert indented.splitlines()[-1][found.column - 1 :].lstrip("'").startswith("a/b")

    def test_a_text_in_quotes_has_the_place_of_its_beginning(self) -> None:
        [found] = read("config-map", "m.yaml", self.HEAD + '  Modelfile: "FROM a/b"\n').sightings
        assert (found.line, found.column) == (4, 14)

    def test_one_that_is_broken_is_told(self) -> None:
        [unclear] = read("config-map", "m.yaml", self.HEAD + '  a.yaml: "model_list: ["\n').not_understood
        assert "`a.yaml` in it is broken" in unclear.reason

    def test_a_map_that_holds_maps_ends(self) -> None:
        inner = self.HEAD + "  b.yaml: x\n"
        text = self.HEAD + "  a.yaml: |\n" + "".join(f"    {line}\n" for line in inner.splitlines())
        assert read("config-map", "m.yaml", text) == FileReading()


@pytest.mark.parametrize("line", ['vllm serve "$((((a"', "vllm serve $((((", 'vllm serve "$(((x', "vllm serve `x`", "vllm serve ${M"])
def test_a_command_that_cannot_be_followed_is_told(line: str) -> None:
    reading = read("shell", "a.sh", f"{line}\n")
    assert (reading.sightings, len(reading.not_understood)) == ((), 1)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("meta.llama3-1-8b-instruct-v1:0", "meta.llama3-1-8b-instruct-v1:0"),
        ("us.anthropic.claude-opus-4-7", "anthropic.claude-opus-4-7"),
        ("in.moonshotai.kimi-k3", "moonshotai.kimi-k3"),
        ("deepseek.v3.2", "deepseek.v3.2"),
        ("arn:aws:bedrock:us-east-1::foundation-model/qwen.qwen3-32b-v1:0", "qwen.qwen3-32b-v1:0"),
        ("google.cloud.aiplatform", None),
        ("amazon.com", None),
    ],
)
def test_ids_of_bedrock_are_known_with_and_without_a_version(written: str, found: str | None) -> None:
    models = [found] if found else []
    settings = read("bedrock", "a.tf", f'# bedrock\nmodel_id = "{written}"\n')
    config = read("gateway-config", "a.yaml", f"bedrock:\n  id: {written}\n")
    assert [sighting.model for sighting in settings.sightings] == [sighting.model for sighting in config.sightings] == models


class TestSettingsOfContainers:
    POD = "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: desk:1\n      env:\n"

    @pytest.mark.parametrize(
        ("value", "model"), [("gpt-4o", "gpt-4o"), ("us.meta.llama3-1-8b-instruct-v1:0", "meta.llama3-1-8b-instruct-v1:0")]
    )
    def test_a_variable_that_holds_a_model_is_read_for_any_program(self, value: str, model: str) -> None:
        pod = read("kubernetes", "pod.yaml", f"{self.POD}        - {{name: CHAT_MODEL, value: '{value}'}}\n")
        project = read(
            "compose", "compose.yaml", f"services:\n  desk:\n    image: desk:1\n    environment:\n      CHAT_MODEL_ID: {value}\n"
        )
        assert [sighting.model for sighting in (*pod.sightings, *project.sightings)] == [model, model]

    def test_one_that_is_filled_in_elsewhere_is_told(self) -> None:
        text = self.POD + "        - {name: CHAT_MODEL, valueFrom: {configMapKeyRef: {name: a, key: b}}}\n"
        reading = read("kubernetes", "pod.yaml", text)
        assert (reading.sightings, len(reading.not_understood)) == ((), 1)
        assert len(read("compose", "compose.yaml", "services:\n  a:\n    environment: ['CHAT_MODEL=${M}']\n").not_understood) == 1

    def test_other_variables_name_none(self) -> None:
        assert read("kubernetes", "pod.yaml", self.POD + "        - {name: MODELS_DIR, value: /data}\n") == FileReading()


class TestTomlSettings:
    @pytest.mark.parametrize(
        ("text", "models"),
        [
            ('models = ["a/b", "c/d"]\n', ["a/b", "c/d"]),
            ('[[servers]]\nmodel_id = "a/b"\n[[servers]]\nmodel_id = "c/d"\n', ["a/b", "c/d"]),
            ("[build]\nargs = { chat-model = 'a/b', size = 3 }\n", ["a/b"]),
            ('model = """a/b"""\n', ["a/b"]),
            ('[tool.poetry.dependencies]\nsome-model = "1.2"\n', []),
            ('[project]\ndescription = "a model"\nkeywords = ["model"]\n', []),
        ],
    )
    def test_a_setting_of_any_form_is_read(self, text: str, models: list[str]) -> None:
        reading = read("toml-settings", "settings.toml", text)
        assert ([found.model for found in reading.sightings], reading.not_understood) == (models, ())

    def test_the_same_name_is_told_at_each_of_its_places(self) -> None:
        reading = read("toml-settings", "settings.toml", '[a]\nmodel = "x/y"\n[b]\nmodel = "x/y"\n')
        assert [(found.line, found.column) for found in reading.sightings] == [(2, 10), (4, 10)]

    def test_a_broken_file_that_speaks_of_models_is_told(self) -> None:
        (unclear,) = read("toml-settings", "settings.toml", 'model = "a/b\n').not_understood
        assert (unclear.line, unclear.reason) == (1, "speaks of models and is no TOML that can be read")
