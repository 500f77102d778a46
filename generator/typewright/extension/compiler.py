"""Compiles the C files in the working directory; run as a process of its own by ``build``.

``setuptools`` knows the compiler of each platform. In a process of its own it changes no other,
and compiles files by their names alone: no path of the machine gets into what is made.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

FLAGS = ("-O2", "-g0") if os.name == "posix" and "CFLAGS" not in os.environ else ()
"""What the C compiler is told besides what Python itself was compiled with, if nobody else says."""


def main() -> None:
    """Makes the module whose name is the first argument of the files that are the others."""
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    class BuildFiles(build_ext):
        def build_extension(self, extension: Any) -> None:
            compile_files = self.compiler.compile

            def at_once(files: list[str], **options: Any) -> list[str]:
                with ThreadPoolExecutor(os.cpu_count()) as pool:
                    made = pool.map(lambda file: compile_files([file], **options), files)
                    return [one for some in made for one in some]

            self.compiler.compile = at_once
            super().build_extension(extension)

    name, *files = sys.argv[1:]
    extension = Extension(name, files, extra_compile_args=list(FLAGS))
    command = BuildFiles(Distribution({"name": name, "ext_modules": [extension]}))
    command.inplace = True
    command.ensure_finalized()
    command.run()


if __name__ == "__main__":
    main()
