"""What may stand in source that another program wrote."""

from __future__ import annotations

import pytest

from typewright.targets.model_source import UnexpectedError, model_names

MODELS = '''\
"""Models."""
from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel


class Status(StrEnum):
    on = "on"


class Thing(BaseModel):
    """A thing."""

    model_config = ConfigDict(extra="forbid")
    a: Annotated[str | None, Field(alias="A", ge=-1, examples=["x", {"y": (1,)}])] = None
    """About a."""
    b: Literal["x"] = "x"
    s: Status = Status.on
    t: Thing = Field(default_factory=lambda: Thing.model_validate({"a": None}))


class Empty(BaseModel):
    pass


Things = list[Thing]
Thing.model_rebuild()
'''


def test_models_are_taken_over() -> None:
    assert model_names(MODELS) == ("Empty", "Status", "Thing", "Things")


@pytest.mark.parametrize(
    "statement",
    [
        "import os",
        "from os import system",
        "from .other import Thing",
        "from pydantic import *",
        "print('x')",
        "X = __import__('os')",
        "X = open('f')",
        "X = Thing.model_construct()",
        "X = Thing.__subclasses__",
        "X = (lambda: 0)()",
        "X = [y for y in []]",
        "X = f'{Thing}'",
        "X, Y = 1, 2",
        "Thing.x = 1",
        "def f(): pass",
        "if True: pass",
        "@Thing\nclass X: pass",
        "class X(BaseModel):\n    import os",
        "class X(BaseModel):\n    def f(self): pass",
        "class X(BaseModel):\n    a: int = eval('1')",
        "class X(BaseModel):\n    a: int = Thing['x'].y()",
        "class X(BaseModel, metaclass=type(print)): pass",
        "x = 1; CANARY_PWNED",
        "X = Thing if Thing else CANARY_PWNED",
        "y = (yield)",
        "broken(",
        "X = '\0'",
    ],
)
def test_everything_else_is_refused(statement: str) -> None:
    with pytest.raises(UnexpectedError):
        model_names(f"{MODELS}\n{statement}\n")
