"""The templates: where they live, and what they make of values."""

from typewright.render.templates import render

__all__ = ["render"]
