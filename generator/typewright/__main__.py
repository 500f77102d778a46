"""``python -m typewright``."""

from typewright.cli import main

main()
