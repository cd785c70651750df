"""The suite of publishing targets over a real WordPress with the plugin, asked as an editor is."""

from collections.abc import Iterator

import pytest

from tests.contract.publishing_target_suite import PublishingTargetSuite
from tests.contract.targets.wordpress_site import WordPressSite
from tests.hosts.between import Between, between
from tests.hosts.wordpress import Site as Running
from tests.hosts.wordpress import wordpress


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[Running, Between]]:
    with wordpress() as site, between(site.address) as way:
        yield site, way


@pytest.fixture
def site(running: tuple[Running, Between]) -> WordPressSite:
    return WordPressSite(*running)


class TestWordPress(PublishingTargetSuite):
    pass
