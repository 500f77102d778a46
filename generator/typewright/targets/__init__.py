"""Output languages and libraries: each a pure function from model and options to files."""

from typewright.targets.target import Emission, Files, Group, Named, Sharing, Target

__all__ = ["Emission", "Files", "Group", "Named", "Sharing", "Target"]
