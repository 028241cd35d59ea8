"""Scores and sorting of patients that someone has measured or looked at.

Pure functions over findings, one file each. May import the priority and nothing else of the
house; reads no clock, keeps nothing, decides nothing: it says what the findings give.
"""
