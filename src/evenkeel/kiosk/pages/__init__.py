"""The pages behind the glass: each is given what it shows and emits what the visitor wants."""
