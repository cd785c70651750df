"""Rights over a whole workspace: what is asked of assets, what people say of records, and policies in and out.

asking     may this be used so                          confirming  a person read it, and says what it states
named      assets and records by the names people give  listing     what waits for a person
family     what assets were made from                   policies    ODRL, Smint.io and XMP out, ODRL in
facets     what licences name, for search               what_if     a new contract text instead of the present one
held       every right of many assets at once           proposals   what a language model would read
told       answers as plain values                      lookup      many assets by name, in few questions
"""
