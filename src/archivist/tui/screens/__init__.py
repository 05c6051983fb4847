"""The screens: the reading room and the help."""
