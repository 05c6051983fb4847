"""The version of the program: one place for the package, the command line and the user agent."""

from __future__ import annotations

__version__ = "0.1.0"
