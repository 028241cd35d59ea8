"""Road routers that run as servers: what to ask OSRM and Valhalla, and how to read the answer.

Pure: whoever uses them hands in how a question travels (`dispatch/routing/` has the real one).
"""
