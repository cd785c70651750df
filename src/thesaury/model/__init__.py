"""Values and rules of the field: frozen, typed, standard library only."""
