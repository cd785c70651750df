"""Channels as other tools browse and search them: folders of concepts, and lists of what is published there.

folders ── listing     the tree, and which of its folders hold something
"""
