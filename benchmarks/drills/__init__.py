"""Long drills, too long for the tests; each has a short form there."""
