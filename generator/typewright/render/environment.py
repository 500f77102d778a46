"""One sandboxed Jinja environment for all built-in templates."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2.compiler
from jinja2 import StrictUndefined, Template, TemplateNotFound
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
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
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
    try:
        code = _Compiled(name, str(template_folder() / name)).get_code(name)
    except FileNotFoundError as error:
        raise TemplateNotFound(name) from error
    assert code is not None  # noqa: S101  (that of a source never is)
    # Without names that all of them know: what holds these is gone through for each rendering.
    return Template.from_code(environment(), code, {})


class _Compiled(SourceFileLoader):
    """A template as a module of Python, which keeps what it has compiled and sees when that is out
    of date: when the template has changed, or what has compiled it.
    """

    @staticmethod
    def source_to_code(data: Any, path: Any = "", *, _optimize: int = -1) -> CodeType:
        """As Jinja compiles it."""
        return environment().compile(str(data, "utf-8"), filename=path)

    def path_stats(self, path: Any) -> Mapping[str, Any]:
        """What tells one state of all these files from another, as the time of the last change."""
        found = [os.stat(one) for one in (path, __file__, jinja2.compiler.__file__)]
        changed = sum(int(one.st_mtime) + one.st_size for one in found)
        return {"mtime": changed, "size": found[0].st_size}
