"""How strings of the formats of JSON Schema are drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy


def _date_times() -> SearchStrategy[str]:
    return st.datetimes().map(
        lambda moment: f"{_date(moment)}T{moment.time().isoformat()}Z"
    )


def _date(moment: Any) -> str:
    return f"{moment.year:04}-{moment.month:02}-{moment.day:02}"


def _uris() -> SearchStrategy[str]:
    path = st.from_regex(r"\A(?:/[a-z0-9._~-]{1,8}){0,3}\Z")
    return st.builds("https://{}{}".format, _hosts(), path)


def _hosts() -> SearchStrategy[str]:
    return st.from_regex(r"\A[a-z](?:[a-z0-9]{0,8}[a-z0-9])?(?:\.[a-z]{2,6}){1,2}\Z")


def _references() -> SearchStrategy[str]:
    return _uris() | st.from_regex(r"\A(?:/[a-z0-9]{1,8}){1,3}\Z")


def _emails() -> SearchStrategy[str]:
    return st.builds("{}@{}".format, st.from_regex(r"\A[a-z][a-z0-9]{0,9}\Z"), _hosts())


FORMATS: Mapping[str, Callable[[], SearchStrategy[str]]] = {
    "date-time": _date_times,
    "date": lambda: st.dates().map(_date),
    "time": lambda: st.times().map(lambda time: f"{time.isoformat()}Z"),
    "duration": lambda: st.from_regex(
        r"\AP(?:[1-9][0-9]?D|[1-9]W|T[1-9][0-9]?[HMS])\Z"
    ),
    "email": _emails,
    "idn-email": _emails,
    "hostname": _hosts,
    "idn-hostname": _hosts,
    "ipv4": lambda: st.ip_addresses(v=4).map(str),
    "ipv6": lambda: st.ip_addresses(v=6).map(str),
    "uri": _uris,
    "url": _uris,
    "iri": _uris,
    "uri-reference": _references,
    "iri-reference": _references,
    "uri-template": lambda: _uris().map("{}/{{id}}".format),
    "uuid": lambda: st.uuids().map(str),
    "json-pointer": lambda: st.from_regex(r"\A(?:/(?:[a-z0-9 ]|~[01]){0,6}){0,3}\Z"),
    "relative-json-pointer": lambda: st.from_regex(
        r"\A[0-9](?:#|(?:/[a-z]{0,6}){0,3})\Z"
    ),
    "regex": lambda: st.from_regex(r"\A\^?[a-z0-9]{0,6}(?:\[[a-z]{1,3}\]\+)?\$?\Z"),
}
"""By the name of a format, what draws strings of it."""
