"""Which router answers: the best that stands, in time and in reason, and the next one if not."""
