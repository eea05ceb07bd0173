"""Letters and mail boxes."""
