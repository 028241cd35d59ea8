"""What is done: use cases, missions, transfer notices, the journal, the store, the live feed.

May import `regulation`, `fleet` and `geo`, and is the only room that persists (SQLAlchemy) or
publishes (Redis). Never speaks HTTP and never imports `web`.
"""
