"""What an archive is set to, in a file that people can read and mend: ``archivist.toml`` beside ``corpus/``.

    engine = "tantivy"

It is written when something is chosen; an archive without it has what every archive has. It is no part of ``index/``,
which can be deleted at any moment.
"""

from __future__ import annotations

import re
from pathlib import Path

from archivist.errors import CorpusError
from archivist.files import write_whole
from archivist.texts import _

FILE_NAME = "archivist.toml"
ENGINES = ("whoosh", "tantivy")
"""The engines there are; the first is that of archives that choose none."""

_ENGINE = re.compile(r"^engine[ \t]*=.*$", re.MULTILINE)

# As the program writes it: no search need wait for the library then.
_PLAIN = re.compile(rf'engine = "({"|".join(ENGINES)})"\n')


class Settings:
    """The settings of one archive. Reads the file when asked, so that an edit by hand counts at once."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def engine(self) -> str:
        """Return the name of the engine; raise CorpusError, naming the file, where it says no such thing."""
        text = self._text()
        if not text:
            return ENGINES[0]
        plain = _PLAIN.fullmatch(text)
        if plain:
            return plain[1]
        import tomllib

        try:
            name = tomllib.loads(text).get("engine", ENGINES[0])
        except tomllib.TOMLDecodeError as error:
            raise CorpusError(
                _("{path} cannot be understood ({reason}); mend it or remove it.").format(path=self.path, reason=error)
            ) from error
        if name not in ENGINES:
            raise CorpusError(
                _("{path} names the engine {name}, which there is not; write one of: {names}.").format(
                    path=self.path, name=name, names=", ".join(ENGINES)
                )
            )
        return str(name)

    def choose_engine(self, name: str) -> None:
        """Write down the engine called ``name``; raise CorpusError where that is impossible."""
        line = f'engine = "{name}"'
        text = self._text()
        # What else people have written there is theirs.
        changed = _ENGINE.sub(line, text, count=1) if _ENGINE.search(text) else f"{line}\n{text}"
        if changed == text:
            return
        try:
            write_whole(self.path, changed.encode())
        except OSError as error:
            raise CorpusError(
                _("{path} cannot be written ({reason}).").format(path=self.path, reason=error.strerror or error)
            ) from error

    def _text(self) -> str:
        try:
            return self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            raise CorpusError(
                _("{path} cannot be read ({reason}); it holds the settings of the archive.").format(
                    path=self.path, reason=error
                )
            ) from error
