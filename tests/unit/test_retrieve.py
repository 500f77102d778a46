"""References lead to files near a source, and to nothing else unless it is allowed."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from typewright import Model, load
from typewright.config import Input, PackageConfig
from typewright.diagnostics import Diagnostic
from typewright.pipeline import load as run
from typewright.source import retrieve
from typewright.source.documents import parse
from typewright.source.read import read
from typewright.source.retrieve import MOST_ALIKE, RetrievalError, Retriever

TEXT = '{"type": "string"}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("project/spec/models/a.json", "project/common/b.json", "other/c.json"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT)
    (tmp_path / "project/common/.secret.json").write_text(TEXT)
    (tmp_path / "project/spec/link.json").symlink_to(tmp_path / "other/c.json")
    (tmp_path / "project/spec/api.json").write_text("{}")
    return tmp_path


def retriever(folder: Path, *origins: str) -> Retriever:
    return Retriever([read(folder / "project/spec/api.json")], origins)


@pytest.mark.parametrize("name", ["project/spec/models/a.json", "project/common/b.json"])
def test_files_in_and_beside_the_folder_of_a_source_are_read(folder: Path, name: str) -> None:
    find = retriever(folder)
    document = find((folder / name).as_uri())
    assert document is not None
    assert document.value == {"type": "string"}
    assert find((folder / name).as_uri()) is document


@pytest.mark.parametrize(
    "name", ["other/c.json", "project/common/.secret.json", "project/spec/link.json"]
)
def test_other_and_hidden_files_are_not_read_nor_links_followed(folder: Path, name: str) -> None:
    with pytest.raises(RetrievalError, match="--allow-origin"):
        retriever(folder)((folder / name).as_uri())


def test_a_source_in_the_home_folder_does_not_open_what_is_above(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for home in ("project/spec/user", "project/spec", "project"):
        monkeypatch.setenv("HOME", str(folder / home))
        find = retriever(folder)
        assert find((folder / "project/spec/models/a.json").as_uri()) is not None
        with pytest.raises(RetrievalError, match="outside"):
            find((folder / "project/common/b.json").as_uri())


def test_a_folder_may_be_allowed(folder: Path) -> None:
    find = retriever(folder, str(folder / "other"))
    assert find((folder / "other/c.json").as_uri()) is not None


def test_what_is_missing_or_broken_is_said(folder: Path) -> None:
    (folder / "project/spec/broken.json").write_text('{"type": ')
    find = retriever(folder)
    for _ in range(2):
        with pytest.raises(RetrievalError, match="no file"):
            find((folder / "project/spec/none.json").as_uri())
        with pytest.raises(RetrievalError, match=r"broken\.json:1:"):
            find((folder / "project/spec/broken.json").as_uri())


@pytest.fixture
def server(folder: Path) -> Iterator[str]:
    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(folder))  # type: ignore[arg-type]

        def do_GET(self) -> None:
            if self.path == "/away.json":
                self.send_response(302)
                self.send_header("Location", "http://elsewhere.invalid/a.json")
                self.end_headers()
            else:
                super().do_GET()

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def test_nothing_is_fetched_unless_its_origin_is_allowed(folder: Path, server: str) -> None:
    with pytest.raises(RetrievalError, match=f"--allow-origin {server}"):
        retriever(folder)(f"{server}/other/c.json")
    document = retriever(folder, server)(f"{server}/other/c.json")
    assert document is not None
    assert document.value == {"type": "string"}


def test_no_redirection_leads_to_another_server(folder: Path, server: str) -> None:
    with pytest.raises(RetrievalError, match="redirected"):
        retriever(folder, server)(f"{server}/away.json")
    with pytest.raises(RetrievalError, match="cannot be fetched"):
        retriever(folder, server)(f"{server}/none.json")


def package(folder: Path, api: object, **more: object) -> tuple[Model, tuple[Diagnostic, ...]]:
    path = folder / "project/spec/api.json"
    path.write_text(json.dumps(api))
    loaded, found = run(PackageConfig((Input(str(path), "api.json"),), **more))  # type: ignore[arg-type]
    return loaded.model, found


def test_objects_in_other_files_are_named_by_these(folder: Path) -> None:
    for name in ("spec/models/account.yaml", "common/error.yaml", "spec/x/error.yaml"):
        path = folder / "project" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("type: object\nproperties:\n  next: {$ref: 'models/account.yaml'}\n")
    (folder / "project/spec/models/account.yaml").write_text("type: object\n")
    responses = {
        str(status): {"content": {"application/json": {"schema": {"$ref": reference}}}}
        for status, reference in enumerate(
            ("models/account.yaml", "../common/error.yaml", "x/error.yaml"), 200
        )
    }
    model, found = package(
        folder, {"openapi": "3.0.0", "paths": {"/a": {"get": {"responses": responses}}}}
    )
    assert {one.code for one in found} == {"schema/dangling-reference"}
    assert list(model.definitions) == ["account", "common error", "x error"]


def test_a_document_that_is_given_as_a_resource_is_no_source(folder: Path) -> None:
    other = folder / "other/shop.json"
    other.write_text('{"$id": "https://example.com/shop.json", "type": "object"}')
    schema = {"$defs": {"A": {"type": "object", "properties": {"s": {"$ref": "shop.json"}}}}}
    api = {"$id": "https://example.com/api.json", **schema}
    model, found = package(folder, api, resources=(Input(str(other), "shop.json"),))
    assert found == ()
    assert list(model.definitions) == ["A", "shop"]


def test_load_takes_resources_and_choices(folder: Path) -> None:
    path = folder / "project/spec/api.json"
    schemas = {"A": {"$ref": "#/components/schemas/B"}, "B": {"type": "object"}, "C": {}}
    path.write_text(json.dumps({"openapi": "3.1.0", "components": {"schemas": schemas}}))
    assert list(load(path, include=["A"]).definitions) == ["A", "B"]
    assert list(load(path, exclude=["B", "C"]).definitions) == ["A", "B"]


def test_what_lies_beside_a_source_that_has_an_address_is_named_and_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relative reference beside a published ``$id`` is an address. The file that says it is what
    stands there is named with the option that reads it, which then does.
    """
    monkeypatch.chdir(folder / "project")
    address = "https://example.com/v1/spec"
    (folder / "project/spec/base line.json").write_text(
        json.dumps({"$id": f"{address}/base%20line.json#", "type": "string"})
    )
    (folder / "project/spec/other.json").write_text(
        json.dumps({"$id": "https://example.com/v2/other.json"})
    )
    references = ("base%20line.json", "models/a.json", "../common/b.json", "other.json", "no.json")
    properties = {one: {"$ref": one} for one in references}
    api = {"$id": f"{address}/api.json", "type": "object", "properties": properties}
    model, found = package(folder, api)
    assert list(model.definitions) == ["api"]
    help_of = dict(zip(references, (one.help for one in found), strict=True))
    assert help_of["base%20line.json"].endswith("add --resource 'spec/base line.json'")
    for name, path in (
        ("models/a.json", "spec/models/a.json"),
        ("../common/b.json", "common/b.json"),
    ):
        assert path in help_of[name]
        assert f"'$id' 'https://example.com/v1/{path}'" in help_of[name]
    for name in ("other.json", "no.json"):  # one says that it is something else
        assert "--resource" not in help_of[name]
    mapped = Input(str(folder / "project/spec/base line.json"), "spec/base line.json")
    _, found = package(folder, api, resources=(mapped,))
    assert [one.origin.pointer for one in found] == [
        f"/properties/{one.replace('/', '~1')}/$ref" for one in references[1:]
    ]


def test_a_long_address_is_looked_for_by_its_end_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder / "project")
    looked: list[Path] = []
    allowed = Retriever._allowed
    monkeypatch.setattr(
        Retriever, "_allowed", lambda self, path: (looked.append(path), allowed(self, path))[1]
    )
    with pytest.raises(RetrievalError) as failed:
        retriever(folder)(f"https://example.com/{'a/' * 1500}models/a.json")
    assert "spec/models/a.json" in failed.value.advice
    assert all(path.parts.count("a") < MOST_ALIKE for path in looked)


def test_a_file_near_a_source_is_parsed_once_for_all_addresses_that_end_in_its_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many documents it may be; and the advice is that of one that is asked for alone."""
    parsed: list[str] = []
    monkeypatch.setattr(
        retrieve, "parse", lambda source: (parsed.append(source.name), parse(source))[1]
    )
    (folder / "project/spec/broken.json").write_text("{")
    names = ("models/a.json", "broken.json", "none.json")
    uris = [f"https://example.com/v{number}/{name}" for number in range(20) for name in names]

    def advice(find: Retriever, uri: str) -> str:
        with pytest.raises(RetrievalError) as failed:
            find(uri)
        return failed.value.advice

    together = retriever(folder)
    said = [advice(together, uri) for uri in uris]
    assert len(parsed) == len(set(parsed)) == 2
    assert said == [advice(retriever(folder), uri) for uri in uris]
    assert any(said)
