"""The directory of professional callers, as the command line and its files write it."""
