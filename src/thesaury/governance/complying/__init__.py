"""The compliance report: measured asset by asset, then added up."""
