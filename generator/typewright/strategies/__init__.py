"""How random valid values are drawn: recipes, made from checks, and Hypothesis strategies."""
