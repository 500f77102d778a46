"""The dialect of Kong's spec-renderer, which developer portals use."""

from __future__ import annotations

import re
from typing import Final

from typewright.loaders.reference_page.dialect import Dialect, Literal
from typewright.loaders.reference_page.kong import grammar
from typewright.loaders.reference_page.kong.page import read

_TYPE: Final = "|".join(grammar.TYPES)
_OPENING: Final = re.compile(
    rf"(?:{_TYPE})(?: \| (?:{_TYPE}))*"
    rf"|[^\s\"'<>\\`*(][^\s\"'<>\\`]*?(?:{_TYPE})(?: \| (?:{_TYPE}))*(?:\[[^\]]*\])?(?:\([^()]*\))?"
    r"(?:required)?(?:read-only)?(?:unique-items)?(?:DEPRECATED)?"
    r"|.*(?:One Of|Any Of)"
)
_OPERATION: Final = re.compile("|".join([*grammar.SECTIONS, *sorted(grammar.METHODS)]))
_FOREIGN: Final = re.compile(
    r"#{1,6} [^/].*|<!--.*|\[\]\(#.*|.*Copy link to .*|.*\w\\_\w.*|Possible (?:enum )?values.*"
    r"|.*(?:Required|Optional)|.*[a-z](?:Required|Optional)[A-Z`].*|▶.*|Show \d+ .*|```.*|`[^`]+`"
    r"|\| .* \||Allowed values: .*|[Ss]how (?:child )?(?:properties|attributes|parameters).*|- .*"
    r"|Enum: .*|Default: .*|Example:|Format:.*|Defaults to .*|[a-z ]*<[a-z-]+>"
)

KONG: Final = Dialect(
    name="kong",
    title="Kong spec-renderer",
    literals=(
        Literal(re.compile(r"(?:Show|Hide) Child Parameters"), 2.0),
        Literal(re.compile(r"\* Additional properties are (?:NOT )?allowed\."), 2.0),
        Literal(re.compile(r"Allowed values:[^\s`].*"), 1.0),
        Literal(re.compile(r"Match pattern:\S.*"), 1.0),
        Literal(_OPENING, 1.0),
        Literal(re.compile(r"Example"), 0.5),
        Literal(re.compile(r"(?:Default|Example):\S.*"), 0.25),
        Literal(_OPERATION, 0.5),
        Literal(_FOREIGN, -1.5),
    ),
    openings=_OPENING,
    survivors=re.compile(
        r"(?:Show|Hide) Child Parameters|Allowed values:.*|Match pattern:.*|Default:.*"
    ),
    opens=grammar.OPENS,
    read=read,
)
