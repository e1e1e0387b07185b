"""The journal for others: a clinic's records, a spreadsheet."""
