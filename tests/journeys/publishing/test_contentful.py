"""A channel published to the sandbox of Contentful."""

from tests.contract.targets.contentful_site import ContentfulSite
from tests.contract.targets.sandboxed import Sandboxed
from tests.journeys.publishing.planned import COUNTS, Channelled, as_planned
from thesaury.sandbox.contentful.server import create


def test_what_is_planned_stands_there_and_editors_keep_their_words():
    site = ContentfulSite(Sandboxed(create()))
    as_planned(Channelled(site, site.connection(page_size="100")), *COUNTS)
    site.close()
