"""One server for the clients of an agency: the host name chooses the door, and each door lets in what belongs to its workspace alone.

Everything behind a door is the application of one workspace, which knows nothing of the others.
"""
