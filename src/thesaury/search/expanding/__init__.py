"""What a query means, as words and as a plain query, for systems that search by themselves."""
