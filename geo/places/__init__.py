"""Imported lists of places: read from GeoNames, CSV and OpenStreetMap, checked, packed, merged.

Everything here is told what to read and when; nothing writes a file or looks at the clock.
"""
