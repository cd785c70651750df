"""Pages for people: one room for each of them, with its routes and the values its templates show."""
