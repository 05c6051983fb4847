"""YAML as people write it in the files of an archive: every scalar a string, within bounds.

An archive may come from anywhere. A few aliases can stand for millions of values, and libyaml's reader overflows the
stack on thousands of brackets: both are refused before they hurt.
"""

from __future__ import annotations

import re
from typing import Any

MOST_VALUES = 10_000
MOST_NESTED = 1_000

_OPENINGS = ("[", "{", "- ", "? ")


class YamlError(ValueError):
    """Text that is no YAML, or too much of it; ``line`` counts from 1, None where nobody knows."""

    def __init__(self, line: int | None) -> None:
        super().__init__("not YAML")
        self.line = line


# A value as it is mostly written: neither quoted nor anything that YAML reads as more than its characters.
_VALUE = (
    r"(?:[^\W_]|[/.(«“_])(?:[^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff:#]|:(?=[^\s])|(?<=[^\s])#)*"
)
_QUOTED = r"'(?:[^'\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]|'')*'"
_PLAIN_LINE = re.compile(rf"(  )?([a-z_]+):(?: ({_VALUE}|{_QUOTED}))?|(- )({_VALUE}|{_QUOTED})")


def load_strings(text: str) -> Any:
    """Return what ``text`` holds: dictionaries and lists of strings; raise YamlError."""
    plain = _plain(text)
    if plain is not None:
        return plain
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        # Lines nest by their indentation too, which no file of a sane size can do often enough to hurt.
        if sum(map(text.count, _OPENINGS)) > MOST_NESTED and _is_deep(yaml.parse(text, Loader=loader)):
            raise YamlError(None)
        # Every scalar stays the string that is written: 2024-05-30 is no Python date, `no` is no Boolean.
        value = yaml.load(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise YamlError(mark.line + 1 if mark else None) from error
    except RecursionError:
        raise YamlError(None) from None
    if not _is_bounded(value):
        raise YamlError(None)
    return value


def _plain(text: str) -> dict[str, Any] | None:
    """Read lines of ``name: value`` with at most one list or mapping below a name; None for whatever else YAML allows.

    Most front matter is so, and a library of 20 ms need not be loaded to read it.
    """
    lines = text.removesuffix("\n").split("\n")
    if len(lines) > MOST_VALUES:
        return None
    fields: dict[str, Any] = {}
    name = ""
    is_open = False  # the last name has neither a value nor anything below it yet
    for line in lines:
        match = _PLAIN_LINE.fullmatch(line)
        if not match or line.endswith(" "):
            return None
        indented, key, written, dash, entry = match.groups()
        value = _unquoted(written or "")
        below = fields.get(name)
        if dash:
            if is_open:
                below = fields[name] = []
            if not isinstance(below, list):
                return None
            below.append(_unquoted(entry))
        elif indented:
            if is_open:
                below = fields[name] = {}
            if not isinstance(below, dict):
                return None
            below[key] = value
        else:
            name = key
            fields[name] = value
        is_open = not dash and not indented and written is None
    return fields or None


def _unquoted(value: str) -> str:
    return value[1:-1].replace("''", "'") if value[:1] == "'" else value


def _is_deep(events: Any) -> bool:
    import yaml

    depth = 0
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MOST_NESTED:
                return True
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return False


def _is_bounded(value: object) -> bool:
    """Tell whether a value is of a sane size, its aliases written out."""
    waiting, seen = [value], 0
    while waiting:
        node = waiting.pop()
        seen += 1
        if seen > MOST_VALUES:
            return False
        if isinstance(node, dict):
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)
    return True
