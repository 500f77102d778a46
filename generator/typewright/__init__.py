"""Typewright: typed dataclasses, exact validators and test fixtures from API descriptions."""
