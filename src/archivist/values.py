"""Frozen classes that cost nothing at start: what a query is made of.

``dataclasses`` writes and compiles the source of half a dozen methods for each class, about half a millisecond; the
trees of queries and of clauses have some thirty classes, which every search would wait for. Here the methods are
written once and read the fields when they are called.
"""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, eq_default=True)
def value(cls: type[_T]) -> type[_T]:
    """Make a class of annotated fields, with or without defaults, a frozen value as ``dataclass`` would."""
    names = tuple(cls.__annotations__) if "__annotations__" in cls.__dict__ else ()
    defaults = {name: cls.__dict__[name] for name in names if name in cls.__dict__}

    def __init__(self: Any, *given: Any, **named: Any) -> None:
        if len(given) > len(names):
            raise TypeError(f"{cls.__name__} takes {len(names)} values, not {len(given)}")
        values = dict(zip(names, given, strict=False))
        for name, one in named.items():
            if name not in names or name in values:
                raise TypeError(f"{cls.__name__} takes no {name!r}, or takes it once")
            values[name] = one
        for name in names:
            if name not in values:
                if name not in defaults:
                    raise TypeError(f"{cls.__name__} needs {name!r}")
                values[name] = defaults[name]
        self.__dict__.update((name, values[name]) for name in names)

    made: Any = cls
    made.__init__ = __init__
    type.__setattr__(cls, "__match_args__", names)
    made.__eq__ = _equal
    made.__hash__ = _hash
    made.__repr__ = _represent
    made.__setattr__ = made.__delattr__ = _refuse
    return cls


def replaced(one: _T, **changes: Any) -> _T:
    """Return a value like ``one`` with some of its fields changed."""
    return type(one)(**{**one.__dict__, **changes})


def _equal(self: Any, other: object) -> Any:
    return self.__dict__ == other.__dict__ if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash((self.__class__, *self.__dict__.values()))


def _represent(self: Any) -> str:
    fields = ", ".join(f"{name}={one!r}" for name, one in self.__dict__.items())
    return f"{self.__class__.__qualname__}({fields})"


def _refuse(self: Any, name: str, *_: object) -> NoReturn:
    raise AttributeError(f"{self.__class__.__qualname__}.{name} cannot be changed")
