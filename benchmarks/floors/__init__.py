"""The least programs that Reader is measured against."""
