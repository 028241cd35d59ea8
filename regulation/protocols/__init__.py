"""The protocols room: decision trees for one complaint each, and the engine that reads them.

A protocol is a YAML file that clinicians can read and sign: questions with answers ordered from
least to most severe, and rules that fire together, the most urgent winning. The engine turns
answers into a priority, the means to propose, the hospital capabilities to look for and the
instructions to read aloud. The checks prove, before any protocol is used, that a worse answer
never lowers the urgency and that "unknown" is never read as "no".

May import: `regulation.priority`, `regulation.care_level`, pydantic, PyYAML, rapidfuzz, and
the standard library. Reads its own packaged files and nothing else.

Never: decides in place of the physician, sends a unit, reads the clock, stores anything, talks to
a network. No protocol shipped here is clinically validated: every one says `status: draft` until
two physicians have signed it.
"""
