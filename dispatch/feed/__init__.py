"""The live feed: tells every process that a centre's journal has grown, and where units are.

Nothing that matters lives here. A lost wake-up costs a moment, because readers also look at the
journal by themselves; a lost position is replaced by the next one.
"""
