"""Where it is kept: the only importer of SQLAlchemy; SQLite or PostgreSQL.

Functions take the connection first and return frozen rows. Every write is made on a
viewer's behalf and names its action; every read of people's work goes through the
visibility table.
"""
