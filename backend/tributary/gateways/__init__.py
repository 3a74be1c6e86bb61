"""The outside world, one folder per vendor, each with its fake beside it.

A gateway speaks the vendor's language on one side and ours on the other: amounts are `Money`,
a refusal of the vendor is a typed `Refusal`, a failure of the world is an `Outage`. It holds no
business rule and no state of ours; which package uses it is decided in `app.py`.
"""
