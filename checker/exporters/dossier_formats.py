"""Every format of `licheck export`; each is imported only when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.errors import UsageError
from checker.exporters.dossier_interface import DossierExporter


@dataclass(frozen=True, slots=True)
class Format:
    """One format, without its code."""

    name: str
    """What `--format` calls it."""
    suffix: str
    """What its files end in."""
    exporter: str
    """Module and class, as `checker.exporters.csv_rows:CsvExporter`."""
    binary: bool = False
    """Whether it is nothing to show on a terminal."""
    extra: str = ""
    """The extra of this package that brings its library along; empty where it needs none."""


FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        Format("csv", ".csv", "checker.exporters.csv_rows:CsvExporter"),
        Format("docx", ".docx", "checker.exporters.docx_memo:DocxExporter", binary=True, extra="review"),
        Format("pdf", ".pdf", "checker.exporters.pdf_memo:PdfExporter", binary=True, extra="review"),
        Format("xlsx", ".xlsx", "checker.exporters.xlsx_workbook:XlsxExporter", binary=True, extra="review"),
        Format("md", ".md", "checker.exporters.markdown_memo:MarkdownExporter"),
        Format("html", ".html", "checker.exporters.html_review:HtmlExporter", extra="review"),
        Format("cyclonedx-1.6", ".cdx16.json", "checker.exporters.cyclonedx_bill:CycloneDx16Exporter", extra="sbom"),
        Format("cyclonedx-1.7", ".cdx.json", "checker.exporters.cyclonedx_bill:CycloneDx17Exporter", extra="sbom"),
        Format("spdx-3.0", ".spdx3.json", "checker.exporters.spdx_bill:SpdxExporter", extra="sbom"),
        Format("json", ".json", "checker.exporters.json_dossier:JsonDossierExporter"),
    )
}
"""Format by the name that `--format` takes."""


def exporter_of(form: Format, fonts: Sequence[Path] = ()) -> DossierExporter:
    """The exporter of a format, with folders of further fonts where it embeds fonts.

    Raises UsageError where the library it needs is not installed, or where it takes no fonts.
    """
    if fonts and form.name != "pdf":
        raise UsageError(f"`--fonts` is for pdf; {form.name} is shown in the fonts of whoever reads it")
    module, _, name = form.exporter.partition(":")
    try:
        exporter = getattr(importlib.import_module(module), name)
    except ModuleNotFoundError as error:
        if not form.extra or (error.name or "").startswith("checker"):
            raise
        raise UsageError(f"`--format {form.name}` needs `pip install 'licheck[{form.extra}]'`; `{error.name}` is not installed") from None
    made = exporter(fonts) if fonts else exporter()
    if not isinstance(made, DossierExporter):
        raise TypeError(f"{form.exporter} is no DossierExporter")
    return made


def by_suffix(file_name: str) -> str:
    """The format that a file name asks for by its ending, the longest that fits; empty where none does."""
    fitting = [form for form in FORMATS.values() if file_name.lower().endswith(form.suffix)]
    return max(fitting, key=lambda form: len(form.suffix)).name if fitting else ""
