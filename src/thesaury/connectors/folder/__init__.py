"""Pictures in a folder: embedded metadata and sidecars in, sidecars out."""
