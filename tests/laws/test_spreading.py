"""The law of spreading work: whoever does it, in whatever portions, and whoever dies of it, it comes to the same."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.crew import Lost, spread

pytestmark = pytest.mark.usefixtures("no_threads")


@given(
    items=st.lists(st.integers(), max_size=60),
    deadly=st.sets(st.integers(0, 59), max_size=4),
    jobs=st.integers(2, 4),
    chunk=st.integers(1, 20),
)
@settings(max_examples=60)
def test_the_same_as_here(items: list[int], deadly: set[int], jobs: int, chunk: int) -> None:
    """What comes back is what a plain map would give, but for the items that are deadly; and all are told of once."""
    here = os.getpid()

    def work(numbered: tuple[int, int]) -> tuple[int, str]:
        number, item = numbered
        if number in deadly and os.getpid() != here:
            os._exit(1)
        return number, str(item)

    told: list[int] = []
    done = [*spread(work, [*enumerate(items)], jobs=jobs, chunk=chunk, progress=told.append)]
    died = deadly if len(items) > 1 else set()
    lost = Lost("the process that worked on it ended with status 1")
    assert done == [lost if number in died else (number, str(item)) for number, item in enumerate(items)]
    assert sum(told) == len(items)
