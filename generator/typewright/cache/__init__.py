"""What earlier runs have made, kept so that it need not be made again."""

from typewright.cache.pieces import Pieces
from typewright.cache.store import Store

__all__ = ["Pieces", "Store"]
