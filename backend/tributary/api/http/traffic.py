"""How many answers there were, and how long they took: numbers of one event loop.

The library's own counters take a lock at each step, which costs every request more than all that
is counted; on one loop nobody can come between.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from math import isinf
from typing import Final

from prometheus_client import Histogram, Metric
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector, CollectorRegistry

BOUNDS: Final = tuple(float(each) for each in Histogram.DEFAULT_BUCKETS)
"""In seconds; the last one is infinite."""


class Traffic(Collector):
    """What /metrics shows of the answers of one process."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._answers: Counter[tuple[str, int]] = Counter()
        self._within = [0] * len(BOUNDS)
        self._seconds = 0.0
        registry.register(self)

    def answered(self, method: str, status: int, seconds: float | None = None) -> None:
        """Count one answer, and note the time to its end if that is to be told."""
        self._answers[method, status] += 1
        if seconds is not None:
            self._within[bisect_left(BOUNDS, seconds)] += 1
            self._seconds += seconds

    def collect(self) -> Iterable[Metric]:
        """Return what is shown, as the registry asks for it."""
        labels = ["method", "status"]
        answers = CounterMetricFamily(
            "tributary_http_requests", "Answers by status.", labels=labels
        )
        for (method, status), times in self._answers.items():
            answers.add_metric([method, str(status)], times)
        yield answers
        seen = 0
        buckets: list[tuple[str, float]] = []
        for bound, times in zip(BOUNDS, self._within, strict=True):
            seen += times
            buckets.append(("+Inf" if isinf(bound) else str(bound), seen))
        seconds = HistogramMetricFamily("tributary_http_seconds", "Time to the end of the answer.")
        seconds.add_metric([], buckets, self._seconds)
        yield seconds
