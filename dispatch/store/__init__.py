"""The store: rows, journal, answers already given, accounts, last positions; SQLite or PostgreSQL.

The same code runs on both. A write transaction takes the counters of the centres it concerns
first, so that everything within one centre happens one after the other and its journal numbers
are gapless in commit order.
"""
