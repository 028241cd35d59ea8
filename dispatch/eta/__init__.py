"""When the units under way will be there: reckoned again as they move, told to the boards.

Volatile like positions: an arrival is reckoned from the newest position and replaces the one
before; none is an event. Only a ward's notice is corrected in the journal, and only when the
ward would otherwise wait at the wrong time.
"""
