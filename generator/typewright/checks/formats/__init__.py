"""The formats that can be tested (JSON Schema Validation 2020-12, section 7.3).

What the modules of this folder define goes into generated packages as it stands here,
so it needs nothing but the standard library and is laid out for lines of 88 characters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from typewright.checks.formats.dates import is_date, is_date_time, is_duration, is_time
from typewright.checks.formats.hosts import (
    is_hostname,
    is_idn_hostname,
    is_ipv4,
    is_ipv6,
)
from typewright.checks.formats.identifiers import (
    is_json_pointer,
    is_relative_json_pointer,
    is_uuid,
)
from typewright.checks.formats.mail import is_email, is_idn_email
from typewright.checks.formats.regexes import is_regex
from typewright.checks.formats.uris import (
    is_iri,
    is_iri_reference,
    is_uri,
    is_uri_reference,
    is_uri_template,
)

FORMATS: Final[Mapping[str, Callable[[str], bool]]] = {
    "date": is_date,
    "time": is_time,
    "date-time": is_date_time,
    "duration": is_duration,
    "email": is_email,
    "idn-email": is_idn_email,
    "hostname": is_hostname,
    "idn-hostname": is_idn_hostname,
    "ipv4": is_ipv4,
    "ipv6": is_ipv6,
    "uri": is_uri,
    "uri-reference": is_uri_reference,
    "iri": is_iri,
    "iri-reference": is_iri_reference,
    "uri-template": is_uri_template,
    "uuid": is_uuid,
    "json-pointer": is_json_pointer,
    "relative-json-pointer": is_relative_json_pointer,
    "regex": is_regex,
}
"""By the name of a format, whether a string has it."""
