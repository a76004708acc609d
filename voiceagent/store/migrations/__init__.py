"""The history of the tables. Each change is a module under ``versions``; none is ever edited.

``env`` is what Alembic loads to run them, on a connection that our own ``schema`` hands over.
"""
