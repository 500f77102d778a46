"""What a run is asked to do: ``[tool.typewright]`` and the command line as one frozen value."""

from typewright.config.config import (
    DEFAULT_OUTPUT,
    DEFAULT_TARGET,
    Config,
    Input,
    PackageConfig,
    TargetConfig,
    from_arguments,
)

__all__ = [
    "DEFAULT_OUTPUT",
    "DEFAULT_TARGET",
    "Config",
    "Input",
    "PackageConfig",
    "TargetConfig",
    "from_arguments",
]
