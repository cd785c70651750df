"""Runs of clean-ups: started by people, done by workers chunk by chunk, and taken back the same way."""
