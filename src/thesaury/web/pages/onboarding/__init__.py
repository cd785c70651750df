"""`/onboarding`: a client is brought in: what its fields, values and concepts are, decided one by one or as lists, and its first flow."""
