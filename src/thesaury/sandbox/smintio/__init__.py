"""A protocol test server that answers like Smint.io: sign-in, licensed content, portals, forms and push, over loopback."""
