"""What is wrong: calls, protocols and triage, the case record, the physician's decision.

May import the standard library, pydantic and PyYAML (for protocol files), rapidfuzz,
phonenumbers and `geo`. Never reads the clock, never makes an id, never touches a database, a
network or `fleet`: time, persons and ids come in as arguments, events or a refusal come out.
"""
