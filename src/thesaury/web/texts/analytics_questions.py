"""What the named questions are called, and what they answer."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "analytics.ask.most-reused-concepts": "Most reused concepts",
    "analytics.ask.most-reused-concepts.says": (
        "Which concepts are used most, each with everything narrower, and how many of their assets are used again."
    ),
    "analytics.ask.licensed-dependence": "Dependence on licensed content",
    "analytics.ask.licensed-dependence.says": "How much of what each campaign uses are assets that were bought.",
    "analytics.ask.ending-in-live-campaigns": "Licences that end in live campaigns",
    "analytics.ask.ending-in-live-campaigns.says": (
        "Which assets may no longer be used from a day on while a campaign that uses them goes on."
    ),
    "analytics.ask.used-after-expiry": "Used after expiry",
    "analytics.ask.used-after-expiry.says": ("Which uses happened on a day that no term of the asset covers any more."),
    "analytics.ask.content-gaps": "Content gaps",
    "analytics.ask.content-gaps.says": (
        "Which concepts are asked for more than there are usable assets, each with everything narrower."
    ),
    "analytics.ask.found-nothing": "Searches that found nothing",
    "analytics.ask.found-nothing.says": "Which concepts were recognised in searches without a result, by language.",
    "analytics.ask.blocked-by-rights": "Demand that rights block",
    "analytics.ask.blocked-by-rights.says": (
        "Which concepts were found but not one of the assets may be used as planned, by what denies it."
    ),
    "analytics.ask.spend-per-use": "Spend per use",
    "analytics.ask.spend-per-use.says": (
        "What licences cost, what was done with them within their terms, and which were paid for and never used."
    ),
    "analytics.ask.coverage-matrix": "Coverage of markets and channels",
    "analytics.ask.coverage-matrix.says": "How many assets may be used today, by concept and market or channel.",
    "analytics.ask.tag-quality": "Quality of tag sources",
    "analytics.ask.tag-quality.says": (
        "How often people accept the concepts that were suggested, by where they came from."
    ),
    "analytics.ask.time-to-find": "Time to find",
    "analytics.ask.time-to-find.says": (
        "How long it takes from the first query of a session to its first download or placing, by team."
    ),
    "analytics.ask.impact-of-withdrawal": "Impact of withdrawing an asset",
    "analytics.ask.impact-of-withdrawal.says": (
        "What was made from an asset, and every use and campaign of it and of those."
    ),
    "analytics.ask.assets-of-concept": "Approved assets of a concept",
    "analytics.ask.assets-of-concept.says": (
        "The approved assets of a concept or something narrower, usable or not: at most 500 of them, and how often "
        "each was used."
    ),
    "analytics.ask.blocked-axes": "What blocks searches",
    "analytics.ask.blocked-axes.says": (
        "By which side of the planned use rights block searches in a period; what several deny counts for each."
    ),
    "analytics.ask.briefs-of-concept": "Briefs that want a concept",
    "analytics.ask.briefs-of-concept.says": (
        "The newest briefs that want a concept or something narrower, at most 500 of them."
    ),
    "analytics.ask.ended-in-live-campaigns": "Licences that have ended in live campaigns",
    "analytics.ask.ended-in-live-campaigns.says": (
        "Which assets of a campaign that goes on may no longer be used, as their permission ended before a day."
    ),
    "analytics.ask.late-uses-by-asset": "Assets used after expiry",
    "analytics.ask.late-uses-by-asset.says": (
        "Which assets were used on a day that no term of them covers any more, and how often."
    ),
    "analytics.ask.overview": "Overview",
    "analytics.ask.overview.says": (
        "The totals of a period and a market: what was used, what was sought, and what licences cost in every market."
    ),
    "analytics.ask.purchases-behind": "Purchases behind a figure",
    "analytics.ask.purchases-behind.says": (
        "The newest licence purchases of a provider, of assets a campaign used in their terms, or of at most 2,000 "
        "assets of a concept: at most 500, with what each gives to the figure."
    ),
    "analytics.ask.searches-by-month": "Searches by month",
    "analytics.ask.searches-by-month.says": (
        "How many searches there were month by month, how many found nothing, and how many were blocked by rights."
    ),
    "analytics.ask.searches-of-concept": "Searches for a concept",
    "analytics.ask.searches-of-concept.says": (
        "Searches for a concept or something narrower by what came of them: at most 500, of the newest 1,000. "
        "Their words are not kept."
    ),
    "analytics.ask.spend-by-month": "Spend by month",
    "analytics.ask.spend-by-month.says": (
        "What licences cost by the month of purchase, and what of it was never used."
    ),
    "analytics.ask.time-to-find-by-month": "Time to find by month",
    "analytics.ask.time-to-find-by-month.says": (
        "How the time to find changes from month to month, for one team or all together."
    ),
    "analytics.ask.uses-by-channel": "Uses by channel",
    "analytics.ask.uses-by-channel.says": "How many uses there were in a period by channel.",
    "analytics.ask.uses-by-market": "Uses by market",
    "analytics.ask.uses-by-market.says": (
        "How many uses there were in a period by market; a use in two markets is one in each."
    ),
    "analytics.ask.uses-by-month": "Uses by month",
    "analytics.ask.uses-by-month.says": "How many uses there were month by month in a market or channel.",
    "analytics.ask.uses-of-asset": "Uses of an asset",
    "analytics.ask.uses-of-asset.says": "The newest uses of an asset, at most 500 of them.",
    "analytics.ask.uses-of-campaign": "Uses of a campaign",
    "analytics.ask.uses-of-campaign.says": (
        "The newest uses of a campaign, at most 500 of them, each with a purchase that covers the asset."
    ),
    "analytics.ask.idle-licences": "Licences that lie idle",
    "analytics.ask.idle-licences.says": (
        "Which licences run on a day though none of their assets was ever used in their term."
    ),
    "analytics.ask.licences-ending": "Licences that end",
    "analytics.ask.licences-ending.says": (
        "Which licence purchases end within some days, what they cost and how often their assets were used within "
        "the term."
    ),
    "analytics.ask.uses-of-concept": "Uses of a concept",
    "analytics.ask.uses-of-concept.says": (
        "Uses of assets that carry a concept or something narrower: at most 500, of at most 500 of its assets."
    ),
}

GERMAN: Phrases = {
    "analytics.ask.most-reused-concepts": "Am meisten genutzte Begriffe",
    "analytics.ask.most-reused-concepts.says": (
        "Welche Begriffe am meisten genutzt werden, jeder mit allem Engeren, und wie viele ihrer Assets "
        "wiederverwendet werden."
    ),
    "analytics.ask.licensed-dependence": "Abhängigkeit von lizenzierten Inhalten",
    "analytics.ask.licensed-dependence.says": "Wie viel von dem, was jede Kampagne nutzt, gekaufte Assets sind.",
    "analytics.ask.ending-in-live-campaigns": "Lizenzen, die in laufenden Kampagnen enden",
    "analytics.ask.ending-in-live-campaigns.says": (
        "Welche Assets von einem Tag an nicht mehr genutzt werden dürfen, während eine Kampagne mit ihnen weiterläuft."
    ),
    "analytics.ask.used-after-expiry": "Nach Ablauf genutzt",
    "analytics.ask.used-after-expiry.says": (
        "Welche Nutzungen an einem Tag geschahen, den keine Laufzeit des Assets mehr deckt."
    ),
    "analytics.ask.content-gaps": "Inhaltslücken",
    "analytics.ask.content-gaps.says": (
        "Welche Begriffe stärker gefragt werden, als es nutzbare Assets gibt, jeder mit allem Engeren."
    ),
    "analytics.ask.found-nothing": "Suchen ohne Ergebnis",
    "analytics.ask.found-nothing.says": "Welche Begriffe in Suchen ohne Ergebnis erkannt wurden, nach Sprache.",
    "analytics.ask.blocked-by-rights": "Nachfrage, die Rechte versperren",
    "analytics.ask.blocked-by-rights.says": (
        "Welche Begriffe gefunden wurden, ohne dass eines der Assets wie geplant genutzt werden darf, nach dem, "
        "was es verwehrt."
    ),
    "analytics.ask.spend-per-use": "Ausgaben je Nutzung",
    "analytics.ask.spend-per-use.says": (
        "Was Lizenzen kosteten, was in ihrer Laufzeit mit ihnen geschah, und welche bezahlt und nie genutzt wurden."
    ),
    "analytics.ask.coverage-matrix": "Abdeckung von Märkten und Kanälen",
    "analytics.ask.coverage-matrix.says": (
        "Wie viele Assets heute genutzt werden dürfen, nach Begriff und Markt oder Kanal."
    ),
    "analytics.ask.tag-quality": "Güte der Quellen von Schlagwörtern",
    "analytics.ask.tag-quality.says": "Wie oft Menschen vorgeschlagene Begriffe annehmen, nach deren Herkunft.",
    "analytics.ask.time-to-find": "Zeit bis zum Fund",
    "analytics.ask.time-to-find.says": (
        "Wie lange es von der ersten Suche einer Sitzung bis zum ersten Download oder Platzieren dauert, nach Team."
    ),
    "analytics.ask.impact-of-withdrawal": "Folgen einer Rücknahme",
    "analytics.ask.impact-of-withdrawal.says": "Was aus einem Asset entstand, und jede Nutzung und Kampagne davon.",
    "analytics.ask.assets-of-concept": "Freigegebene Assets eines Begriffs",
    "analytics.ask.assets-of-concept.says": (
        "Die freigegebenen Assets eines Begriffs oder von etwas Engerem, nutzbar oder nicht: höchstens 500, und wie oft "
        "jedes genutzt wurde."
    ),
    "analytics.ask.blocked-axes": "Was Suchen versperrt",
    "analytics.ask.blocked-axes.says": (
        "Durch welche Seite der geplanten Nutzung Rechte in einem Zeitraum Suchen versperren; was mehrere "
        "verwehren, zählt bei jeder."
    ),
    "analytics.ask.briefs-of-concept": "Briefings, die einen Begriff wünschen",
    "analytics.ask.briefs-of-concept.says": (
        "Die neuesten Briefings, die einen Begriff oder etwas Engeres wünschen, höchstens 500."
    ),
    "analytics.ask.ended-in-live-campaigns": "In laufenden Kampagnen abgelaufene Lizenzen",
    "analytics.ask.ended-in-live-campaigns.says": (
        "Welche Assets einer laufenden Kampagne nicht mehr genutzt werden dürfen, weil ihre Erlaubnis vor einem Tag endete."
    ),
    "analytics.ask.late-uses-by-asset": "Nach Ablauf genutzte Assets",
    "analytics.ask.late-uses-by-asset.says": (
        "Welche Assets an einem Tag genutzt wurden, den keine ihrer Laufzeiten mehr deckt, und wie oft."
    ),
    "analytics.ask.overview": "Überblick",
    "analytics.ask.overview.says": (
        "Die Summen eines Zeitraums und Markts: was genutzt, was gesucht wurde und was Lizenzen in allen Märkten "
        "kosteten."
    ),
    "analytics.ask.purchases-behind": "Käufe hinter einer Zahl",
    "analytics.ask.purchases-behind.says": (
        "Die neuesten Lizenzkäufe bei einem Anbieter, für Assets, die eine Kampagne in der Laufzeit nutzte, oder für "
        "höchstens 2.000 Assets eines Begriffs: höchstens 500, mit dem, was jeder zur Zahl beiträgt."
    ),
    "analytics.ask.searches-by-month": "Suchen nach Monaten",
    "analytics.ask.searches-by-month.says": (
        "Wie viele Suchen es Monat für Monat gab, wie viele nichts fanden und wie viele durch Rechte versperrt waren."
    ),
    "analytics.ask.searches-of-concept": "Suchen nach einem Begriff",
    "analytics.ask.searches-of-concept.says": (
        "Suchen nach einem Begriff oder etwas Engerem nach ihrem Ausgang: höchstens 500, von den neuesten 1.000. "
        "Ihre Wörter werden nicht aufbewahrt."
    ),
    "analytics.ask.spend-by-month": "Ausgaben nach Monaten",
    "analytics.ask.spend-by-month.says": (
        "Was Lizenzen nach dem Monat des Kaufs kosteten, und was davon nie genutzt wurde."
    ),
    "analytics.ask.time-to-find-by-month": "Zeit bis zum Fund nach Monaten",
    "analytics.ask.time-to-find-by-month.says": (
        "Wie sich die Zeit bis zum Fund von Monat zu Monat ändert, für ein Team oder alle zusammen."
    ),
    "analytics.ask.uses-by-channel": "Nutzungen nach Kanal",
    "analytics.ask.uses-by-channel.says": "Wie viele Nutzungen es in einem Zeitraum gab, nach Kanal.",
    "analytics.ask.uses-by-market": "Nutzungen nach Markt",
    "analytics.ask.uses-by-market.says": (
        "Wie viele Nutzungen es in einem Zeitraum gab, nach Markt; eine Nutzung in zwei Märkten zählt in jedem."
    ),
    "analytics.ask.uses-by-month": "Nutzungen nach Monaten",
    "analytics.ask.uses-by-month.says": "Wie viele Nutzungen es Monat für Monat in einem Markt oder Kanal gab.",
    "analytics.ask.uses-of-asset": "Nutzungen eines Assets",
    "analytics.ask.uses-of-asset.says": "Die neuesten Nutzungen eines Assets, höchstens 500.",
    "analytics.ask.uses-of-campaign": "Nutzungen einer Kampagne",
    "analytics.ask.uses-of-campaign.says": (
        "Die neuesten Nutzungen einer Kampagne, höchstens 500, jede mit einem Kauf, der das Asset deckt."
    ),
    "analytics.ask.idle-licences": "Ungenutzte Lizenzen",
    "analytics.ask.idle-licences.says": (
        "Welche Lizenzen an einem Tag laufen, obwohl keines ihrer Assets in der Laufzeit je genutzt wurde."
    ),
    "analytics.ask.licences-ending": "Lizenzen, die enden",
    "analytics.ask.licences-ending.says": (
        "Welche Lizenzkäufe in den nächsten Tagen enden, was sie kosteten und wie oft ihre Assets in der Laufzeit "
        "genutzt wurden."
    ),
    "analytics.ask.uses-of-concept": "Nutzungen eines Begriffs",
    "analytics.ask.uses-of-concept.says": (
        "Nutzungen von Assets, die einen Begriff oder etwas Engeres tragen: höchstens 500, von höchstens 500 "
        "dieser Assets."
    ),
}
