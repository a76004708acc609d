"""One module per change of the tables, named ``vNNNN_subject``."""
