"""A protocol test server that answers like Bynder: assets, metaproperties, usage, analytics and webhooks of two portals, over loopback."""
