"""Verification: which links of a second reader the text bears out, and what they and the rules' claims are worth."""
