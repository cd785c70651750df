"""What the graph says of assets, and the questions it answers."""
