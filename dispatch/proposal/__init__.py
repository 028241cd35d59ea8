"""What is gathered and weighed for a proposal: units in `units.py`, wards in `wards.py`.

The rankings themselves are `dispatch/recommend.py` and `dispatch/orient.py`; `dispatch/propose.py`
puts both together.
"""
