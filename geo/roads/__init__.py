"""A country's roads as a graph: built once from a map extract, then asked for every drive.

Pure: arrays in, times out. Reading map files is `samu geo import`; which process holds the graph
is decided in `dispatch/routing/`.
"""
