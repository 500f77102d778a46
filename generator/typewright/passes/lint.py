"""What is broken in the source, and what types cannot say."""

from __future__ import annotations

from typewright.passes.draft import Draft


def lint(draft: Draft) -> Draft:
    """Adds findings and changes nothing else."""
    return draft
