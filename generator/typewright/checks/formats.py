"""Formats that can be tested: a name of JSON Schema 2020-12 and the test of a string."""

from __future__ import annotations

from collections.abc import Callable, Mapping

FORMATS: Mapping[str, Callable[[str], bool]] = {}
