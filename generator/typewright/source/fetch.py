"""Documents of servers."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPMessage
from typing import IO, Final

from typewright.source.limits import MAX_BYTES

TIMEOUT: Final = 20
"""Seconds to wait for a server."""


def fetch(uri: str, refusal: Callable[[str], str | None]) -> bytes:
    """What a server answers, never more than ``MAX_BYTES`` and one.

    A redirection is not followed where ``refusal`` has a reason against its URI. Raises ``OSError``
    and ``ValueError`` when there is no answer.
    """
    opener = urllib.request.build_opener(_Redirections(refusal))
    try:
        with opener.open(uri, timeout=TIMEOUT) as response:
            data: bytes = response.read(MAX_BYTES + 1)
    except urllib.error.HTTPError as answer:
        answer.close()
        raise
    return data


class _Redirections(urllib.request.HTTPRedirectHandler):
    """Follows redirections to where nothing speaks against."""

    def __init__(self, refusal: Callable[[str], str | None]) -> None:
        self.refusal = refusal

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if reason := self.refusal(newurl):
            raise urllib.error.URLError(reason)
        return super().redirect_request(req, fp, code, msg, headers, newurl)
