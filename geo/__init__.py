"""Where a call comes from and how far it is: positions, places, territories, travel times.

It may import the standard library, shapely, geopy, openlocationcode and rapidfuzz, and nothing
of this project. It never opens a socket or a database, never reads the clock, and holds no state:
what it knows of a country comes from the files beside it, read once by ``load_country``.

It never guesses in silence. What the caller said is kept beside every pin, an unknown place has
no position, and (0, 0) is refused because it is absence drawn as a place.
"""
