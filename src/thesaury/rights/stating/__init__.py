"""What licences state, as plain data that people and programs write and read: statements, records and questions, both ways.

statement, record ── shape ──> plain data ── reading ──> statement     nothing is changed on the way in silence
statement ─────────── words ─> what a person reads, axis by axis
plain data ────────── asking ─> the use a question is about
"""
