"""The protocols on the command line: prove them, walk one, try cases, compare, draw on paper.

May import the protocol rules; never reads or writes the store.
"""
