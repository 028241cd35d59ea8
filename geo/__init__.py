"""Where a call comes from and how far it is: positions, places, territories, travel times.

What people say of a place is read in ``saying``, the names of places are found in ``naming`` and
imported in ``places``; ``roads`` is a country's road graph, ``servers`` the routing servers one may
ask instead, and ``travel`` is what all routers promise.

It may import the standard library, numpy, scipy, shapely, geopy, osmium, openlocationcode and
rapidfuzz, and nothing of this project. It never opens a socket or a database, never reads the
clock, and holds no state: what it knows of a country comes from the files beside it, read once by
``load_country``, and from map files that are handed to it.

It never guesses in silence. What the caller said is kept beside every pin, an unknown place has
no position, and (0, 0) is refused because it is absence drawn as a place.
"""
