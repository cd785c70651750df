"""Real systems that tests start on this machine: how each is made, started, asked and ended."""
