"""The Jinja environment and where the templates live."""

from typewright.render.environment import render

__all__ = ["render"]
