"""What a run was measured on: the machine and the versions, and nothing that names either."""

from __future__ import annotations

import datetime
import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = (
    "typewright",
    "datamodel-code-generator",
    "pydantic",
    "msgspec",
    "orjson",
    "fastjsonschema",
    "jsonschema-rs",
    "openapi-python-client",
)


def described() -> dict[str, str]:
    """The machine, the day, and how busy the machine was when the run began."""
    return {
        "day": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {_version(platform.release())}, {platform.machine()}",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "load": f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown",
    }


def versions() -> dict[str, str]:
    """The libraries that take part and are installed, with their versions."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _version(release: str) -> str:
    return ".".join(release.split(".")[:2])


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
