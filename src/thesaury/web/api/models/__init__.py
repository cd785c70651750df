"""What goes over the wire: one module of models for each capability."""
