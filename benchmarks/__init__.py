"""Side-by-side measurements against peers, as ratios from one run."""
