"""The waiting-room mode: the exercises on a touch screen, locked to this one program."""
