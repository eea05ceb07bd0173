"""Which mentions of a document are one actor, decided by ordered sieves that each give their reason."""
