"""Rights over a whole workspace: what is asked of assets, what people say of records, and policies in and out.

asking     may this be used so; what a person confirms          listing    what waits for a person
named      assets and records by the names people give          policies   ODRL, Smint.io and XMP out, ODRL in
family     what assets were made from                           what_if    a new contract text instead of the present one
facets     what licences name, for search                       proposals  what a language model would read
"""
