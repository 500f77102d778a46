"""What must be tested at run time: the check tree, how schemas become one, and what it means."""
