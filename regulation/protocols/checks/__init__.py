"""The checks of a library, one thought to a file; `regulation.protocols.check` runs them all.

Each check takes a `Case` (a protocol with its library and today's date) and yields findings. May
import the protocol model and engine; never reads a file or the clock.
"""
