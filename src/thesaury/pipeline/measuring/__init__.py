"""The graph of analysis brought up to date: what was done, bought, searched and asked for, and the tallies of all that."""
