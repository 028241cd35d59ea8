"""What a device says about the time: kept beside the server's, and believed within reason."""

from datetime import datetime, timedelta

from dispatch.refusal import Refused

AHEAD_S_MAX = 24 * 3600.0
"""A phone set to the wrong zone is up to fourteen hours ahead and its crew must still be heard;
beyond a day the date itself is wrong."""


def refuse_future(at_device: datetime | None, now: datetime) -> None:
    """Raise Refused `time_in_future` for a device time that cannot be a wrong zone any more."""
    if at_device is not None and at_device - now > timedelta(seconds=AHEAD_S_MAX):
        raise Refused("time_in_future", at=at_device.isoformat(timespec="minutes"))
