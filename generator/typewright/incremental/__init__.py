"""Runs that make only those groups of an API description anew that an edit can have changed.

Most edits concern a few schemas of a description that an earlier run has made whole. Its trace
(``trace.py``) tells what it has made of each group, and which lead to which. So the model is made
of those groups alone that have changed, of those that lead to them, and of all that these lead to;
the files of all others are kept.

What groups have in common besides is what they are called: names are given so that no two are the
same. A model of fewer groups could give others, and what has changed could take one away from a
group that it does not lead to. So the part is compared with the trace: each of its groups has to
have the same names in it as before, and all but those that lead to what has changed the same
findings and files. Where that is not so, and wherever the trace does not say enough, the run is
made from the start. A trace is a hint like all that is kept: what a run writes and says does not
depend on it.
"""

from typewright.incremental.run import render

__all__ = ["render"]
