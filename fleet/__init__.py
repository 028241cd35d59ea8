"""Who can go and who can receive: units, their states and positions; hospitals, wards and beds.

The rules of the service about vehicles and wards, as data and pure functions: a function is given
the state, the command and the hour, and answers with an event or a refusal.

May import: the standard library and `geo`. Never: `regulation`, `dispatch`, `web`, a database, a
network library, the clock or chance; the hour and the ids come in as arguments. The only files
it reads are fleet plans.
"""
