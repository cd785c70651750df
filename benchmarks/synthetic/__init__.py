"""What benchmarks measure with where there is not enough of the real thing."""
