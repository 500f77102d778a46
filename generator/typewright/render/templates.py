"""The built-in templates: where they are, and what they make of values."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any, TypeAlias

Template: TypeAlias = Callable[[Mapping[str, object]], str]
"""What makes the text of a template of values for its names."""


def template_folder() -> Path:
    """Where the templates are: inside the installed package, else at the root of the checkout."""
    package = Path(__file__).parent.parent
    packaged = package / "templates"
    return packaged if packaged.is_dir() else package.parent.parent / "templates"


def lines(items: Iterable[str]) -> str:
    """Whole lines as text: each with its end."""
    return "\n".join([*items, ""])


def render(template: str, values: Mapping[str, object]) -> str:
    """The text that ``template``, a path below the template folder, makes of ``values``.

    Raises ``OSError`` when the template is missing, ``jinja2.TemplateError`` when it is malformed,
    and ``LookupError`` or ``AttributeError`` when it asks for a value that is not there.
    """
    return _template(template)(values)


@cache
def _template(name: str) -> Template:
    code = _Compiled(name, str(template_folder() / name)).get_code(name)
    assert code is not None  # noqa: S101  (that of a source never is)
    scope: dict[str, Any] = {"lines": lines}
    exec(code, scope)  # noqa: S102
    template: Template = scope["template"]
    return template


class _Compiled(SourceFileLoader):
    """A template as a module of Python, which keeps what it has compiled and sees when that is out
    of date: when the template has changed, or what compiles it.
    """

    @staticmethod
    def source_to_code(
        data: Any, path: Any = "", fullname: str | None = None, *, _optimize: int = -1
    ) -> CodeType:
        """As Jinja reads it. The name of the module comes from Python 3.15 on."""
        from typewright.render import compiler  # takes long to import, and few runs need it

        return compiler.compiled(str(data, "utf-8"), path)

    def path_stats(self, path: Any) -> Mapping[str, Any]:
        """What tells one state of all these files from another, as the time of the last change."""
        found = [os.stat(one) for one in (path, _COMPILER)]
        changed = sum(int(one.st_mtime) + one.st_size for one in found)
        return {"mtime": changed, "size": found[0].st_size}


_COMPILER = Path(__file__).with_name("compiler.py")
