"""What all tests have in common.

Hypothesis gives the same examples in every run, and many more where `thorough` is asked for. The cache is not the
user's.
"""

from __future__ import annotations

import os
import tempfile
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from communique import crew
from communique.cache import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

settings.register_profile(
    "default",
    derandomize=True,
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", settings.get_profile("default"), derandomize=False, max_examples=5_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_configure(config: pytest.Config) -> None:
    """Let caches lie in a folder of the tests, for the processes that they start too."""
    folder = tempfile.TemporaryDirectory(prefix="communique-tests-cache-")
    config.add_cleanup(folder.cleanup)
    os.environ[FOLDER] = folder.name


@pytest.fixture(scope="module")
def no_threads() -> Iterator[None]:
    """Let work be spread although libraries of other tests have left threads: they are idle, and hold no lock."""
    with pytest.MonkeyPatch.context() as patch:
        idle = threading.active_count() - 1
        patch.setattr(crew, "_threads", lambda: threading.active_count() - idle)
        yield
