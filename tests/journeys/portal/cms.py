"""A CMS, spoken to over HTTP, to which a channel of the demo brand is published: something is live, late, refused, changed by an editor and
gone, and webhooks have messages in every state."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from tests.contract.targets.sandboxed import QUICK, Sandboxed
from tests.contract.targets.strapi_site import StrapiSite
from tests.journeys.portal.furnishing import Said
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.dispatch.publishing_now import publish_now
from thesaury.model.connection import Connection
from thesaury.model.publication import PublicationState
from thesaury.model.webhook import Delivery, DeliveryState, Endpoint, EndpointState, EventKind
from thesaury.pipeline.publishing import approve, refresh, revoke
from thesaury.pipeline.publishing.channels import put_channel
from thesaury.ports.feeds import WantedEntries
from thesaury.sandbox.strapi.server import TOKEN, create

CMS = "shop-strapi"
CHANNEL = "kiosk"
WEBHOOK = "0123456789ab"
_AT = "2026-11-28T10:00:00+00:00"
_ASSETS = 6


@contextmanager
def publishing_to_a_cms(workspace: EmbeddedWorkspace, said: Said = Said()) -> Iterator[StrapiSite]:
    """Publish some assets of the fullest channel of the demo, and let become of them all that can; the CMS answers until the end."""
    server = Sandboxed(create())
    site = StrapiSite(server.url, TOKEN, server)
    try:
        _publish(workspace, site, said)
        _tell(workspace, said)
        yield site
    finally:
        site.close()


def _publish(workspace: EmbeddedWorkspace, site: StrapiSite, said: Said) -> None:
    settings = {"base_url": site.url, "channel": CHANNEL, "types": "articles=cover,gallery,asset,blocks.*"}
    workspace.catalogue.records.put_connection(Connection(CMS, "strapi", tuple({**settings, **QUICK}.items())))
    workspace.catalogue.secrets.put(CMS, {"token": TOKEN})
    fullest = max(
        workspace.catalogue.channels.all(), key=lambda one: workspace.catalogue.feeds.counts(one.name).published
    )
    found = [one.asset for one in workspace.catalogue.feeds.newest(WantedEntries(fullest.name), 0, _ASSETS)]
    like = replace(fullest, name=CHANNEL, title=f"The kiosk & <shop> {said.campaign}"[:200], by_approval=True)
    put_channel(workspace, like)
    approve(workspace, CHANNEL, found)
    refresh(workspace, [CHANNEL])
    publish_now(workspace, [CMS])
    known = workspace.catalogue.publications.of(CMS, found)
    site.page(known[found[0]].external_id, said.campaign)
    site.page(known[found[1]].external_id, said.search, live=False)
    site.write_as_editor(known[found[2]].external_id, {"alt@en": said.sentence})
    publish_now(workspace, [CMS])
    revoke(workspace, CHANNEL, found[:1], note=said.sentence)
    publish_now(workspace, [CMS], whole=True)
    revoke(workspace, CHANNEL, found[1:2], note=said.sentence)
    refresh(workspace, [CHANNEL])
    refused = replace(known[found[3]], state=PublicationState.REFUSED, message=said.sentence, dropped=("usage", "file"))
    workspace.catalogue.publications.put([refused])


def _tell(workspace: EmbeddedWorkspace, said: Said) -> None:
    webhooks = workspace.catalogue.webhooks
    failing = replace(
        Endpoint(WEBHOOK, "https://shop.fennmoor.example/hooks/thesaury", made_at=_AT, by="mara@fennmoor.example"),
        kinds=(EventKind.ASSET_PUBLISHED, EventKind.ASSET_WITHDRAWN),
        channels=(CHANNEL,),
        state=EndpointState.FAILING,
        note=said.person,
        message=said.sentence,
    )
    webhooks.put(failing)
    webhooks.put(Endpoint("ba9876543210", "https://archive.fennmoor.example/in", made_at=_AT))
    body = f'{{"type": "asset.withdrawn", "timestamp": "{_AT}", "data": {{"asset": "studio/1", "note": "{said.person!r}"}}}}'
    made = [
        Delivery(
            f"msg-{number}",
            WEBHOOK,
            kind,
            body,
            f"2026-11-28T10:0{number}:00+00:00",
            state,
            3,
            _AT,
            _AT,
            status,
            message,
        )
        for number, (kind, state, status, message) in enumerate(
            (
                (EventKind.ASSET_PUBLISHED, DeliveryState.DELIVERED, 204, ""),
                (EventKind.ASSET_WITHDRAWN, DeliveryState.DEAD, 500, said.sentence),
                (EventKind.ASSET_WITHDRAWN, DeliveryState.WAITING, 0, said.sentence),
            )
        )
    ]
    webhooks.enqueue(WEBHOOK, "", "", made)
