"""The rehearsal: one call for help played from the first ring to the closed record.

Four people act over the public HTTP and websocket interfaces only, against any running server or
a private one; every step is timed, checked and printed. What it makes is marked as a rehearsal
and brought to an end, also when a step fails.

May import what `web` may; uses the signed-in client and the live line of `web.demo`.
"""
