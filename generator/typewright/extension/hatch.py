"""The build hook for hatchling: it compiles what ``[tool.typewright]`` wants compiled.

In a project's pyproject.toml::

    [build-system]
    requires = ["hatchling", "typewright[compile]"]
    build-backend = "hatchling.build"

    [tool.hatch.build.hooks.typewright]
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.plugin import hookimpl

from typewright.diagnostics import InputError
from typewright.extension.build import build
from typewright.extension.configured import wanted


class TypewrightBuildHook(BuildHookInterface[BuilderConfig]):
    """Compiles packages into their own folders, and takes what was compiled into the wheel.

    With ``optional = true``, where nothing can be compiled, the wheel is built without.
    """

    PLUGIN_NAME = "typewright"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects the files of a wheel."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        try:
            made = [build(folder).path for folder in wanted(root)]
        except InputError as error:
            if self.config.get("optional") is not True:
                raise
            self.app.display_warning(f"typewright: nothing is compiled: {error}")
            return
        places = [path.resolve().relative_to(root.resolve()).as_posix() for path in made]
        build_data["artifacts"] += [f"/{place}" for place in places]
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


@hookimpl
def hatch_register_build_hook() -> type[TypewrightBuildHook]:
    """Called by hatchling to find the hook."""
    return TypewrightBuildHook
