"""Changes told to systems of others by webhooks.

events ── of_feeds, of_rights, of_words, of_review    what happened since an endpoint was told last
   └───── gathering ── sending ── rounds              messages of it, kept, and sent until they are taken
endpoints                                            who is told
"""
