"""The pull surface: marketing tools browse, search and take what is published in a channel, in our form or in one that they define.

door, tokens    who asks, and which channel he may see
told            an item as JSON
routes          the general form
knak            the form that Knak defines for asset systems of others
lasting         addresses that last, for tools that use a picture where it lies
"""
