"""Side-by-side measurements against peers, as medians and ratios from one run.

A *part* is one kind of work, such as reading data at run time. Its tables have a row for each piece
of work and a column for each *contestant*: Typewright and its peers. A *bar* is how a row has to
compare. ``docs/performance.md`` tells how to run it, and shows the latest results.
"""
