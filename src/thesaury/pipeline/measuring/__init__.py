"""The graph of analysis brought up to date: what was done, bought, searched and asked for, and the tallies of all that.

    running    what is behind, in which order; the marks that say how far it is
    uses       usage events, in the order in which they came or changed
    parts      searches, briefs, steps and campaigns, by what is another than before
    counting   facts -> purchases and tallies

Questions to it are answered in `answering`.
"""
