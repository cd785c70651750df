"""Packages of the panel for creative tools: one for each customer's server, so that a host lets it reach that server alone."""
