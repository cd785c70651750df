"""Both layers of rights: the scopes of a token and the security roles of the user behind it."""

from collections.abc import Mapping

ASSET_READ, ASSET_WRITE = "asset:read", "asset:write"
USAGE_READ, USAGE_WRITE = "asset.usage:read", "asset.usage:write"
META_READ, META_WRITE = "meta.assetbank:read", "meta.assetbank:write"
COLLECTION_READ, COLLECTION_WRITE = "collection:read", "collection:write"
ANALYTICS_READ = "analytics.api:read"
WEBHOOKS_READ, WEBHOOKS_WRITE = "webhooks.config:read", "webhooks.config:write"
USER_READ, CAMPAIGN_READ = "current.user:read", "workflow.campaign:read"
OFFLINE = "offline"

EDIT, PUBLISH, REMOVE = "MEDIAEDIT", "MARKPUBLIC", "MEDIAREMOVE"
DOWNLOAD, ARCHIVE_DOWNLOAD = "MEDIAHIGHRES", "ARCHIVEDOWNLOAD"
WATERMARK_DOWNLOAD, LIMITED_DOWNLOAD = "DOWNLOADWATERMARK", "KEYVISUALSDOWNLOAD"
TRASH, STATISTICS = "trash.assets", "STATISTICS"
META_ROLES = ("METAPROPERTYMANAGEMENT", "METAMANAGEMENT")
WEBHOOK_MANAGE = "Manage Webhooks configurations"
WEBHOOK_VIEW = "View Webhooks configurations"

SCOPES: Mapping[str, tuple[str, ...]] = {
    ASSET_READ: (DOWNLOAD, ARCHIVE_DOWNLOAD, WATERMARK_DOWNLOAD, LIMITED_DOWNLOAD, TRASH),
    ASSET_WRITE: (EDIT, PUBLISH, REMOVE),
    USAGE_READ: (STATISTICS,),
    USAGE_WRITE: (STATISTICS,),
    META_READ: (),
    META_WRITE: META_ROLES,
    COLLECTION_READ: (),
    COLLECTION_WRITE: (),
    ANALYTICS_READ: (),
    WEBHOOKS_READ: (WEBHOOK_VIEW, WEBHOOK_MANAGE),
    WEBHOOKS_WRITE: (WEBHOOK_MANAGE,),
    USER_READ: (),
    CAMPAIGN_READ: (),
    OFFLINE: (),
}
"""Every scope with the security roles that some of its calls need."""

ROLES = tuple(dict.fromkeys(role for roles in SCOPES.values() for role in roles))
