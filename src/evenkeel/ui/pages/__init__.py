"""The pages: each is given what it shows and emits what the person wants."""
