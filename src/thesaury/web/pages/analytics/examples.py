"""Questions in SPARQL to begin with, over uses, purchases, searches and the tallies of them."""

_PREFIXES = """PREFIX thy: <https://thesaury.example/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
"""
EXAMPLES = {
    "places": f"""{_PREFIXES}# Where assets are used most
SELECT ?where (COUNT(?use) AS ?uses) WHERE {{
  ?use a thy:Use ; thy:where ?where .
}} GROUP BY ?where ORDER BY DESC(?uses) LIMIT 20""",
    "campaigns": f"""{_PREFIXES}# Campaigns by the assets they use
SELECT ?name (COUNT(DISTINCT ?asset) AS ?assets) WHERE {{
  ?use thy:campaign ?campaign ; prov:used ?asset .
  ?campaign schema:name ?name .
}} GROUP BY ?name ORDER BY DESC(?assets)""",
    "prices": f"""{_PREFIXES}# What was paid, by who sold it
SELECT ?seller ?currency (SUM(?price) AS ?paid) WHERE {{
  ?purchase a thy:LicencePurchase ; schema:seller ?seller ; schema:price ?price ; schema:priceCurrency ?currency .
}} GROUP BY ?seller ?currency ORDER BY DESC(?paid)""",
    "searches": f"""{_PREFIXES}# Searches by where they were asked, and how much they found
SELECT ?where (COUNT(?search) AS ?searches) (AVG(?results) AS ?found) WHERE {{
  ?search a thy:Search ; thy:where ?where ; thy:resultCount ?results .
}} GROUP BY ?where ORDER BY DESC(?searches)""",
    "tallies": """PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX thy: <https://thesaury.example/ontology#>
# The tallies that charts are made of
SELECT ?cube (COUNT(?observation) AS ?rows) WHERE {
  ?slice thy:cube ?cube ; qb:observation ?observation .
} GROUP BY ?cube ORDER BY ?cube""",
}
"""By name; each is a whole question."""
