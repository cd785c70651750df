"""Two clients of one agency, and what neither may see of the other."""
