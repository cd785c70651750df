"""The parts of a score, each in 0 to 1 and each a function of its own."""
