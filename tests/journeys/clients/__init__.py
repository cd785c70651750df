"""The clients of an agency, by command: made, suspended, handed over, deleted, worked for."""
