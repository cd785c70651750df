"""New clients: fields and values of a client mapped into the shared model."""
