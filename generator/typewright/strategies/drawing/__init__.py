"""How random JSON values are drawn; becomes part of generated packages too."""
