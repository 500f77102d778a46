"""The model as documents for other tools: JSON Schema, OpenAPI, and the model itself as JSON."""

from typewright.export.json_schema import to_json_schema
from typewright.export.model import to_model
from typewright.export.model_schema import model_schema
from typewright.export.openapi import to_openapi

__all__ = ["model_schema", "to_json_schema", "to_model", "to_openapi"]
