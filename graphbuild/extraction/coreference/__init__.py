"""Coreference resolution within a document by ordered sieves, each with a reason."""
