"""The durable record: calls and what they taught us, and the built-in calendar's book.

SQLite by default, PostgreSQL by URL, one set of statements for both. ``database`` opens and guards
the connection, ``records`` are the tables, ``migrations`` makes and changes them, ``calls`` writes,
``reports`` reads, ``meetings`` keeps two callers from getting the same hour.
"""
