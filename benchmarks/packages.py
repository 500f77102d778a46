"""The same objects as two packages: what Typewright generates, and a peer's pydantic models."""

from __future__ import annotations

import json
from pathlib import Path

import typewright
from typewright import export

ROOT = Path(__file__).resolve().parent.parent
PAGES = tuple(sorted((ROOT / "spec" / "reference").glob("*.txt")))

OURS = "typewright_objects"
THEIRS = "pydantic_objects"


def write(folder: Path) -> None:
    """Writes both packages into ``folder``, which is to be put on the import path."""
    model = typewright.load(*map(str, PAGES))
    for path, text in typewright.generate(model, target="python", package=OURS).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    schema = export.to_json_schema(model)
    write_pydantic(schema, folder / f"{THEIRS}.py")


def write_pydantic(schema: object, output: Path) -> None:
    """Writes one module of pydantic models, made by datamodel-code-generator from a JSON Schema."""
    from datamodel_code_generator import DataModelType, InputFileType, generate

    generate(
        json.dumps(schema),
        input_file_type=InputFileType.JsonSchema,
        output=output,
        output_model_type=DataModelType.PydanticV2BaseModel,
        disable_timestamp=True,
    )
