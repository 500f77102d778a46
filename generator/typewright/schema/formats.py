"""The names of formats that are known wherever descriptions are read."""

from __future__ import annotations

from typing import Final

FORMAT_NAMES: Final = frozenset(
    (
        *("date", "time", "date-time", "duration", "email", "idn-email", "hostname"),
        *("idn-hostname", "ipv4", "ipv6", "uri", "uri-reference", "iri", "iri-reference"),
        *("uri-template", "uuid", "json-pointer", "relative-json-pointer", "regex"),
        *("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"),
        *("float", "double", "double-int", "decimal", "decimal128"),
        *("byte", "binary", "base64url", "char", "password", "commonmark", "html", "media-range"),
        *("date-time-local", "time-local", "http-date", "unixtime"),
        *("sf-binary", "sf-boolean", "sf-decimal", "sf-integer", "sf-string", "sf-token"),
    )
)
"""What JSON Schema defines (Validation 2020-12, section 7.3) and OpenAPI's registry of formats."""
