"""What an exercise is: reads and checks ``resources/``. Knows nothing else of the program."""
