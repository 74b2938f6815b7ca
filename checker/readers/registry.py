"""Every reader there is."""

from __future__ import annotations

from checker.readers.boms import CycloneDxReader, SpdxReader
from checker.readers.charts import ChartValuesReader
from checker.readers.config_maps import ConfigMapReader
from checker.readers.containers import ComposeReader, KubernetesReader
from checker.readers.environment import EnvironmentReader
from checker.readers.gateways import BedrockTextReader, GatewayReader
from checker.readers.gguf import GgufReader
from checker.readers.hub_configs import AdapterConfigReader, ModelConfigReader
from checker.readers.interface import Reader
from checker.readers.javascript_source import JavascriptReader
from checker.readers.litellm import LitellmReader
from checker.readers.model_card import ModelCardReader
from checker.readers.modelfile import ModelfileReader
from checker.readers.notebook import NotebookReader
from checker.readers.python_source import PythonReader
from checker.readers.safetensors import SafetensorsReader
from checker.readers.shell import DockerfileReader, ShellReader
from checker.readers.toml_settings import TomlSettingsReader
from checker.readers.training import MergekitReader, MlmodelReader, TrainingReader

READERS: dict[str, Reader] = {
    reader.name: reader
    for reader in (
        ModelCardReader(),
        AdapterConfigReader(),
        ModelConfigReader(),
        GgufReader(),
        SafetensorsReader(),
        ModelfileReader(),
        ComposeReader(),
        KubernetesReader(),
        ConfigMapReader(lambda: READERS),
        ChartValuesReader(),
        DockerfileReader(),
        ShellReader(),
        LitellmReader(),
        GatewayReader(),
        BedrockTextReader(),
        EnvironmentReader(),
        TomlSettingsReader(),
        MlmodelReader(),
        MergekitReader(),
        TrainingReader(),
        CycloneDxReader(),
        SpdxReader(),
        PythonReader(),
        NotebookReader(),
        JavascriptReader(),
    )
}
"""Reader by name, in the order in which they are asked; more than one may recognize a file."""
