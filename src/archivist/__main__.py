"""``python -m archivist`` is the program ``archivist``."""

from archivist.cli import main

if __name__ == "__main__":
    main()
