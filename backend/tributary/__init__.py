"""Tributary: the settlement house of a brand and its distributors."""
