"""The words of reports in English. A pair is singular and plural."""

from thesaury.pipeline.reporting.words.phrases import Phrases

ENGLISH: Phrases = {
    "title": "{name}, {period}",
    "lead": "{covers}, {market}. Brought up to date on {day}.",
    "covers.all": "Everything so far",
    "covers.quarter": "Quarter {quarter}, {year}",
    "market.all": "all markets",
    "market.one": "market {market}",
    "lead.never": "{covers}, {market}. The graph was never brought up to date.",
    "footer": "{title} · made on {day}",
    "page": "Page {page} of {pages}",
    "missing": "These signs are in no font of this machine; they stand as a box, or as the letter without its marks: {signs}",
    "nothing": "Nothing was reported for this period and market.",
    "figure.uses": "Uses",
    "figure.before": "{count} in the period before",
    "figure.before.running": "so far; {count} in the whole period before",
    "figure.reuse": "Assets used at least twice",
    "figure.reuse.of": "{part} of {all} used assets",
    "figure.nothing": "Searches without a result",
    "figure.nothing.of": "{part} of {all} searches",
    "figure.blocked": "Searches blocked by rights",
    "figure.blocked.of": "{part} of {all} searches that asked about a use",
    "figure.per-use": "Cost of one use of a licence",
    "figure.per-use.of": "{part} for {all} uses within terms",
    "figure.idle": "Paid for, never used",
    "figure.idle.of": "of {all}",
    "figure.none": "–",
    "months": "Uses by month",
    "months.said": "{count} in {month}, the most of the {all} months shown.",
    "months.none": "No use has been reported yet.",
    "concepts": "Most used concepts",
    "concepts.said": "{concept} is used most: {count}, of {assets}. Each concept counts with everything narrower.",
    "left-out": "There is so much here that concepts of one market are told by year, not by quarter.",
    "concepts.none": "No use of an asset with a concept was reported for this period and market.",
    "gaps": "What is missing",
    "gaps.said": "{concept} is asked for most against what may be used: {demand}, against {usable}.",
    "gaps.none": "Nobody asked for a concept in this period and market.",
    "gaps.note": (
        "Gap: the share of all demand (searches, requests for recommendations, briefs) divided by the share of all usable assets, "
        "each smoothed by one."
    ),
    "spend": "What licences cost, by provider",
    "spend.said": "{cost} in all; {idle} of it for licences whose assets were never used in their term.",
    "spend.none": "No licence with a known price was bought in this period.",
    "spend.unconverted": (
        "{count} has no known price or rate and is left out.",
        "{count} have no known price or rate and are left out.",
    ),
    "endings": "Licences that end in live campaigns",
    "endings.said": "The licences of {assets} end within 90 days while a campaign that uses them goes on, the first after {day}.",
    "endings.none": "No licence ends within 90 days in a campaign that goes on.",
    "forecast": "Licences that end in the next quarters",
    "forecast.said": (
        "{count} until {day}. Renewed at the same price they cost {cost}; of {ended} that ended so far {renewed} were renewed, "
        "at which rate they cost {at_rate}."
    ),
    "forecast.said.no-rate": (
        "{count} until {day}. Renewed at the same price they cost {cost}. For a rate of renewal too few have ended so far: {ended}."
    ),
    "forecast.none": "No licence with a known end runs out within the next quarters.",
    "forecast.unpriced": (
        "{count} has no known cost and is counted without one.",
        "{count} have no known cost and are counted without one.",
    ),
    "trend": "Purchases to be expected",
    "trend.said": (
        "Each quarter as the same quarter of the year before (seasonal naive). The bounds are the smallest and "
        "the largest of the {count} "
        "errors that this would have made so far, with the estimate between them."
    ),
    "trend.bias.0": "",
    "trend.bias.1": "Every time it would have been too low: rather more is to be expected.",
    "trend.bias.-1": "Every time it would have been too high: rather less is to be expected.",
    "trend.so-far": "{quarter} is told as a whole; {cost} of it is bought already.",
    "trend.unpriced": (
        "{count} bought in the quarters before has no known cost and is left out.",
        "{count} bought in the quarters before have no known cost and are left out.",
    ),
    "trend.none": "There is no forecast of purchases: it needs {need} whole quarters, and {have} are known.",
    "advice": "What to do",
    "advice.said": (
        "{count} piece of advice, with its arithmetic.",
        "{count} pieces of advice, each with its arithmetic.",
    ),
    "advice.most": "Of each kind the {most} that are worth most; the others are under Analytics, Advice.",
    "advice.none": "Nothing is advised.",
    "head.month": "Month",
    "head.uses": "Uses",
    "head.concept": "Concept",
    "head.assets": "Assets",
    "head.demand": "Demand",
    "head.usable": "Usable",
    "head.gap": "Gap",
    "head.provider": "Provider",
    "head.cost": "Cost",
    "head.per-use": "Per use",
    "head.idle": "Never used",
    "head.asset": "Asset",
    "head.campaign": "Campaign",
    "head.until": "Last day",
    "head.owner": "Owner",
    "head.quarter": "Quarter",
    "head.licences": "Licences",
    "head.at-rate": "At the rate so far",
    "head.low": "At least",
    "head.high": "At most",
    "head.advice": "Advice",
    "head.arithmetic": "Arithmetic",
    "rest": "rest of {quarter}",
    "unit.uses": ("{n} use", "{n} uses"),
    "unit.times": ("once", "{n} times"),
    "unit.assets": ("{n} asset", "{n} assets"),
    "unit.usable": ("{n} usable asset", "{n} usable assets"),
    "unit.demand": ("{n} search, request or brief", "{n} searches, requests and briefs"),
    "unit.licences": ("{n} licence", "{n} licences"),
    "unit.purchases": ("{n} purchase", "{n} purchases"),
    "unit.days": ("{n} day", "{n} days"),
    "produce": (
        "Produce assets of “{label}”: of {demand} that name it, {unmet} lie above its share of "
        "what may be used ({usable})."
    ),
    "produce.formula": "{demand_n} × (1 − {supplyShare} ÷ {demandShare}) = {unmet}",
    "produce.formula.nothing": "nothing of it may be used: all {demand_n} are unmet",
    "clear": "Obtain rights for “{label}”: {usable_n} of {approved} may be used, and of {demand} that name it {unmet} go unmet.",
    "clear.formula": "{demand_n} × (1 − {supplyShare} ÷ {demandShare}) = {unmet}",
    "clear.formula.nothing": "nothing of it may be used: all {demand_n} are unmet",
    "renew-for-campaign": (
        "Renew for the campaign “{label}”, which goes on until {ends}: the licences of {assets} end before, "
        "the first after {first}."
    ),
    "renew-for-campaign.open": "Renew for the campaign “{label}”, which has no end: the licences of {assets} end, the first after {first}.",
    "renew-for-campaign.ended": (
        "Take down, or license anew, what the campaign “{label}” goes on to use: the licences of {assets} have ended, "
        "the first after {ended}."
    ),
    "renew-for-campaign.formula": "{assets}, used {times} in this campaign",
    "renew": (
        "Renew {label}, which ends on {ends}: a use of it cost less than a use of licences on the whole. At the "
        "same price it pays off from {again} on."
    ),
    "renew.formula": "{cost} ÷ {uses} = {perUse} ≤ {average}",
    "let-end": (
        "Let {label} end on {ends}: a use of it cost more than a use of licences on the whole. At the same price "
        "it would pay off from {again} on."
    ),
    "let-end.formula": "{cost} ÷ {uses} = {perUse} > {average}",
    "retire": "Use {label} or let it end on {ends}: what it covers ({assets}) was not used since its term began.",
    "retire.open": "Use or give up {label}, which has no known end: what it covers ({assets}) was not used since its term began.",
    "retire.formula": "{cost} for no use in {days}",
    "withdraw": (
        "Take “{label}” down, or license it anew: it was used {times} after its licence had ended on {ended}, "
        "the last time on {last}."
    ),
    "withdraw.formula": "{uses} on days that no term covers",
    "silence.produce.demand": (
        "Searches, requests and briefs in this period and market: {have}. Advice on what to produce begins with {need}."
    ),
    "silence.produce.gap": "No concept that is asked for at least five times is asked for more than it is there.",
    "silence.renew-for-campaign.ending": "No licence ends within 90 days in a campaign that goes on.",
    "silence.renew.ending": "No licence with a known end runs out within 90 days.",
    "silence.renew.uses": "Uses of licensed assets with a known price: {have}. A cost per use to compare with begins with {need}.",
    "silence.renew.uses-of-one": "No licence that ends within 90 days has a known price and at least {need} uses.",
    "silence.retire.idle": "No licence has run for {need} days without a use.",
    "silence.withdraw.late": "No use after the end of a licence is known.",
}
