"""The directories kept from the command line: professional callers, and where hospitals stand."""
