"""WordPress: media with their concepts, by the plugin that comes with this connector."""
