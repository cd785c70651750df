"""A brief understood: its text to concepts, markets, channels, period, formats, audience and sections, each with the words it came from.

layout     text       -> lines, headings, items of lists, labelled fields
topics     headings   -> what each part speaks of: needs, what to leave out, for whom, markets ...
clauses    sentences  -> clauses, with what is denied, required or only wished in them
naming     clauses    -> concepts by the labels of the vocabulary, language by language
uses       parts      -> regions, channels, days, by the tables of rights
reading    all of it  -> a Brief
changing   what a person changes of it
"""

from thesaury.recommendation.briefing.reading import Reader

__all__ = ["Reader"]
