"""The PoolParty connector: vocabulary source, annotator and proposals sink of one project, and a graph store sink beside it."""
