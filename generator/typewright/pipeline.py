"""The whole run as one visible list of steps."""
