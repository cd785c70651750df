"""What other tools ask in forms of their own: SPARQL, the read interface of Skosmos, and the concepts at their own addresses."""
