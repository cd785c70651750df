"""What Thesaury asks of the outside, as protocols; adapters live in the walls and are named only by bootstrap."""
