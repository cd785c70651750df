"""A channel published to the sandbox of Drupal."""

from tests.contract.targets.drupal_site import DrupalSite
from tests.contract.targets.sandboxed import Sandboxed
from tests.journeys.publishing.planned import COUNTS, Channelled, as_planned
from thesaury.sandbox.drupal.server import create


def test_what_is_planned_stands_there_and_editors_keep_their_words():
    site = DrupalSite(Sandboxed(create()))
    as_planned(Channelled(site, site.connection(page_size="50")), *COUNTS)
    site.close()
