"""Time-critical paths: which cases are ranked by the time to the treatment, and how long that is.

Data in `time_critical.yaml`, the rule in `time_critical.py`. Imports the protocols and the case;
never knows a hospital.
"""
