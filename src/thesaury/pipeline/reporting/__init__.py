"""Reports: made from the answers of named questions, and sent to whoever asked for them, once for each turn.

words ── advising ── sections ── making     what a report says, in English and German
                        └───── letters      the same as HTML and as text
schedules ── rounds                         who is told, and one round of sending
"""
