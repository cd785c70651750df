"""The door: who calls, what he may, and the headers every answer bears."""
