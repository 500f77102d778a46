"""How each library reads, writes and checks objects: the calls that its users make."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import ModuleType
from typing import Any

from benchmarks.packages import OURS as PACKAGE
from benchmarks.packages import (
    OURS_COMPILED,
    OURS_DROPPING,
    OURS_ORJSON,
    Packages,
    installed,
)
from benchmarks.results import OURS

Convert = Callable[[Any], Any]
Judge = Callable[[Any], bool]


class UnableError(Exception):
    """A library that cannot do some work; the text says why."""


class Library:
    """What a library does with the object of a name, or, with ``many``, with a list of it.

    Each method gives the function that does the work, ready to be called; it raises
    ``UnableError``, or whatever the library raises, when there is none.
    """

    name: str

    def __init__(self, packages: Packages) -> None:
        self.packages = packages

    def reader(self, name: str, *, many: bool = False) -> Convert:
        """From JSON data to an object."""
        raise UnableError("reads none")

    def text_reader(self, name: str, *, many: bool = False) -> Convert:
        """From a JSON text to an object."""
        raise UnableError("reads none")

    def writer(self, name: str, *, many: bool = False) -> Convert:
        """From an object to JSON data."""
        raise UnableError("writes none")

    def text_writer(self, name: str, *, many: bool = False) -> Convert:
        """From an object to a JSON text."""
        raise UnableError("writes none")

    def judge(self, name: str) -> Judge:
        """Whether JSON data is valid."""
        raise UnableError("judges none")

    def complaints(self, name: str) -> Convert:
        """Everything that is wrong with JSON data that is invalid."""
        raise UnableError("tells none")

    def module(self, name: str) -> ModuleType:
        """What was generated for this library."""
        found = self.packages.load(name)
        if isinstance(found, str):
            raise UnableError(found)
        return found


class Typewright(Library):
    """Ours, with the ``json`` of the standard library."""

    name = OURS
    package = PACKAGE

    def reader(self, name: str, *, many: bool = False) -> Convert:
        read = self._class(name).from_dict
        return _each(read) if many else read

    def text_reader(self, name: str, *, many: bool = False) -> Convert:
        kind = self._class(name)
        if many:
            read = kind.from_dict
            return lambda text: [read(item) for item in json.loads(text)]
        convert: Convert = kind.from_json
        return convert

    def writer(self, name: str, *, many: bool = False) -> Convert:
        write = self._class(name).to_dict
        return _each(write) if many else write

    def text_writer(self, name: str, *, many: bool = False) -> Convert:
        convert: Convert = self._class(name).to_json
        if many:
            return lambda objects: f"[{', '.join(map(convert, objects))}]"
        return convert

    def judge(self, name: str) -> Judge:
        judge: Judge = self._class(name).is_valid
        return judge

    def complaints(self, name: str) -> Convert:
        read, error = self._class(name).from_dict, self.module(self.package).ValidationError

        def complain(value: Any) -> Any:
            try:
                return read(value)
            except error as found:
                return found.issues

        return complain

    def _class(self, name: str) -> Any:
        return getattr(self.module(self.package), name)


class TypewrightDropping(Typewright):
    """Ours, without the members that the description does not name."""

    name = "Typewright, unknown members dropped"
    package = OURS_DROPPING


class TypewrightOrjson(Typewright):
    """Ours, with the JSON texts of orjson."""

    package = OURS_ORJSON

    def text_reader(self, name: str, *, many: bool = False) -> Convert:
        read, loads = self._class(name).from_dict, _library("orjson").loads
        if many:
            return lambda text: [read(item) for item in loads(text)]
        return super().text_reader(name)

    def text_writer(self, name: str, *, many: bool = False) -> Convert:
        write, dumps = self._class(name).to_dict, _library("orjson").dumps
        if many:
            return lambda objects: dumps([write(one) for one in objects])
        return super().text_writer(name)


class TypewrightCompiled(Typewright):
    """Ours, compiled."""

    name = "Typewright, compiled"
    package = OURS_COMPILED


class Pydantic(Library):
    """pydantic, writing what it has read and no more."""

    name = "pydantic"
    strict = False

    def reader(self, name: str, *, many: bool = False) -> Convert:
        convert: Convert = self._class(name).model_validate
        if many:
            convert = self._list(name).validate_python
        return convert

    def text_reader(self, name: str, *, many: bool = False) -> Convert:
        convert: Convert = self._class(name).model_validate_json
        if many:
            convert = self._list(name).validate_json
        return convert

    def writer(self, name: str, *, many: bool = False) -> Convert:
        if many:
            write = self._list(name).dump_python
            return lambda value: write(value, by_alias=True, exclude_unset=True)
        write = self._class(name).model_dump
        return lambda value: write(value, by_alias=True, exclude_unset=True)

    def text_writer(self, name: str, *, many: bool = False) -> Convert:
        if many:
            write = self._list(name).dump_json
            return lambda value: write(value, by_alias=True, exclude_unset=True)
        write = self._class(name).model_dump_json
        return lambda value: write(value, by_alias=True, exclude_unset=True)

    def judge(self, name: str) -> Judge:
        read, error = self._class(name).model_validate, _library("pydantic").ValidationError
        strict = self.strict

        def judge(value: Any) -> bool:
            try:
                read(value, strict=strict)
            except error:
                return False
            return True

        return judge

    def complaints(self, name: str) -> Convert:
        read, error = self._class(name).model_validate, _library("pydantic").ValidationError

        def complain(value: Any) -> Any:
            try:
                return read(value)
            except error as found:
                return found.errors()

        return complain

    def _class(self, name: str) -> Any:
        return getattr(self.module("pydantic_literals"), name)

    def _list(self, name: str) -> Any:
        kind: Any = list[self._class(name)]  # type: ignore[misc]
        return _library("pydantic").TypeAdapter(kind)


class PydanticStrict(Pydantic):
    """pydantic, told not to convert."""

    name = "pydantic, strict"
    strict = True


class PydanticNulls(Pydantic):
    """pydantic, writing members that were absent as null, which is faster and not the same."""

    name = "pydantic, absent as null"

    def writer(self, name: str, *, many: bool = False) -> Convert:
        convert: Convert = self._class(name).model_dump
        if many:
            convert = self._list(name).dump_python
        return convert

    def text_writer(self, name: str, *, many: bool = False) -> Convert:
        convert: Convert = self._class(name).model_dump_json
        if many:
            convert = self._list(name).dump_json
        return convert


class Msgspec(Library):
    """msgspec, for the objects whose unions it can read."""

    name = "msgspec"

    def reader(self, name: str, *, many: bool = False) -> Convert:
        kind, convert = self._type(name, many), _library("msgspec").convert
        return lambda value: convert(value, kind)

    def text_reader(self, name: str, *, many: bool = False) -> Convert:
        convert: Convert = _library("msgspec").json.Decoder(self._type(name, many)).decode
        return convert

    def writer(self, name: str, *, many: bool = False) -> Convert:
        self._type(name, many)
        convert: Convert = _library("msgspec").to_builtins
        return convert

    def text_writer(self, name: str, *, many: bool = False) -> Convert:
        self._type(name, many)
        convert: Convert = _library("msgspec").json.Encoder().encode
        return convert

    def judge(self, name: str) -> Judge:
        read, error = self.reader(name), _library("msgspec").ValidationError

        def judge(value: Any) -> bool:
            try:
                read(value)
            except error:
                return False
            return True

        return judge

    def _type(self, name: str, many: bool) -> Any:
        kind: Any = getattr(self.module("msgspec_literals"), name)
        return list[kind] if many else kind


class FastJsonSchema(Library):
    """fastjsonschema, which compiles a schema to Python."""

    name = "fastjsonschema"

    def judge(self, name: str) -> Judge:
        library = _library("fastjsonschema")
        check = library.compile(self.packages.schema(name), use_default=False)
        error = library.JsonSchemaValueException

        def judge(value: Any) -> bool:
            try:
                check(value)
            except error:
                return False
            return True

        return judge


class JsonSchemaRs(Library):
    """jsonschema-rs, a validator in Rust, whose verdicts are taken for right."""

    name = "jsonschema-rs"

    def judge(self, name: str) -> Judge:
        judge: Judge = self._validator(name).is_valid
        return judge

    def complaints(self, name: str) -> Convert:
        errors = self._validator(name).iter_errors
        return lambda value: list(errors(value))

    def _validator(self, name: str) -> Any:
        return _library("jsonschema_rs").validator_for(self.packages.schema(name))


def _each(work: Convert) -> Convert:
    return lambda values: [work(value) for value in values]


def _library(name: str) -> Any:
    found = installed(name)
    if not found:
        raise UnableError("not installed")
    return found
