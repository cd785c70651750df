"""The room of governance: compliance, proposals, checks, profiles and clean-ups."""
