"""The parts of a screen: the search field, the list of hits, the reader, the line of keys."""
