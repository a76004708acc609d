"""A company's own texts behind the port ``Knowledge``.

``markdown`` makes passages of a text, ``folder`` of all files beside a policy; ``vocabulary`` and
``index`` find them again by a caller's question, and ``texts`` keeps them up to date.
"""
