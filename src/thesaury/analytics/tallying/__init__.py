"""What was done, bought, asked for and decided, counted into the cubes of the graph.

activities, searches, briefs ... ─ gathering ─ facts (columns) ─ one module per cube ─ slices ─ statements
"""
