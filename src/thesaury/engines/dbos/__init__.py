"""Durable jobs on DBOS, in one SQLite file or a PostgreSQL database."""

from thesaury.engines.dbos.jobs import DbosJobs, open_jobs

__all__ = ["DbosJobs", "open_jobs"]
