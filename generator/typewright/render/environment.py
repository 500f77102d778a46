"""One sandboxed Jinja environment for all built-in templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment


def template_folder() -> Path:
    """Where the templates are: inside the installed package, else at the root of the checkout."""
    package = Path(__file__).parent.parent
    packaged = package / "templates"
    return packaged if packaged.is_dir() else package.parent.parent / "templates"


class _Environment(SandboxedEnvironment):
    """The sandbox, which is asked about everything but the fields of view models: these are data,
    and are read for every line of what is generated.
    """

    def getattr(self, obj: Any, attribute: str) -> Any:
        """As the sandbox has it."""
        if attribute in getattr(type(obj), "__dataclass_fields__", ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


@cache
def environment() -> SandboxedEnvironment:
    """The environment that renders every template.

    Nothing is escaped automatically, since the output is no HTML: what a view model holds has gone
    through the target's own escaping functions where it was written.
    """
    made = _Environment(
        loader=FileSystemLoader(template_folder()),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters["lines"] = lines
    made.globals.clear()  # templates need nothing but their values
    return made


def lines(items: Iterable[str]) -> str:
    """Whole lines as text: each with its end."""
    return "\n".join([*items, ""])


def render(template: str, values: Mapping[str, object]) -> str:
    """The text that ``template``, a path below the template folder, makes of ``values``.

    Raises ``jinja2.TemplateError`` when the template is missing, malformed or asks for a value
    that is not there.
    """
    return _template(template).render(values)


@cache
def _template(name: str) -> Template:
    found = environment().get_template(name)
    found.globals = {}  # the chain of empty ones is gone through for each rendering
    return found
