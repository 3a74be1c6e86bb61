"""The demo: a believable brand, its story from orders to payouts, and a site that serves it.

Everything is built by the public operations of the packages; what is here is the people, the
goods, the files and the order of events. Each step looks at what exists, so a run that was killed
is continued by the next one.
"""
