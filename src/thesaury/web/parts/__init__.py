"""What several pages show: cards, reasons, the use that is asked about, and rights in words."""
