"""An editor for tests: a real language client, with the server as a process of its own on the other side."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import unquote, urlparse

from lsprotocol import types
from pygls.io_ import StdoutWriter, run_async
from pygls.lsp.client import LanguageClient

from communique.lsp.server import Server

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator, Sequence

T = TypeVar("T")

_PATIENCE: Final = 20
"""Seconds after which what was waited for will not come any more."""

CURSOR: Final = "‸"
"""In a text of a test: where the cursor is."""


def capabilities(**general: Any) -> types.ClientCapabilities:
    """Say what the editor can do: all that the server asks about."""
    return types.ClientCapabilities(
        general=types.GeneralClientCapabilities(**general),
        text_document=types.TextDocumentClientCapabilities(
            publish_diagnostics=types.PublishDiagnosticsClientCapabilities(related_information=True),
            hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown]),
        ),
        workspace=types.WorkspaceClientCapabilities(
            workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True),
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
        ),
    )


class _Client(LanguageClient):
    """A client that keeps what it is told."""

    def __init__(self) -> None:
        super().__init__("tests", "1")
        self.told = threading.Condition()
        self.found: dict[str, types.PublishDiagnosticsParams] = {}
        self.times: Counter[tuple[str, int | None]] = Counter()
        self.messages: list[str] = []
        self.registered: list[types.Registration] = []
        self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(partial(_Client._publish, self))
        self.feature(types.WINDOW_SHOW_MESSAGE)(partial(_Client._message, self))
        self.feature(types.CLIENT_REGISTER_CAPABILITY)(partial(_Client._register, self))

    def _publish(self, params: types.PublishDiagnosticsParams) -> None:
        with self.told:
            self.found[params.uri] = params
            self.times[params.uri, params.version] += 1
            self.told.notify_all()

    def _message(self, params: types.ShowMessageParams) -> None:
        with self.told:
            self.messages.append(params.message)
            self.told.notify_all()

    def _register(self, params: types.RegistrationParams) -> None:
        with self.told:
            self.registered.extend(params.registrations)
            self.told.notify_all()


@dataclass
class Editor:
    """A language client, used from a test's own thread. Texts are known by their paths."""

    client: _Client
    loop: asyncio.AbstractEventLoop
    initialized: types.InitializeResult
    versions: dict[Path, int] = field(default_factory=dict)
    texts: dict[Path, str] = field(default_factory=dict)

    def wait(self, coming: Coroutine[Any, Any, T]) -> T:
        """Wait for an answer."""
        return asyncio.run_coroutine_threadsafe(coming, self.loop).result(_PATIENCE)

    def _notify(self, tell: Callable[[Any], object], params: object) -> None:
        self.loop.call_soon_threadsafe(tell, params)

    def open(self, path: Path, text: str | None = None) -> None:
        """Open a file, with its text on the disk or with another; a cursor in it is taken out."""
        shown = path.read_text("utf-8") if text is None else text.replace(CURSOR, "")
        self.versions[path], self.texts[path] = 1, shown
        item = types.TextDocumentItem(path.as_uri(), "yaml", 1, shown)
        self._notify(self.client.text_document_did_open, types.DidOpenTextDocumentParams(item))

    def write(self, path: Path, text: str) -> None:
        """Write another text into an open file, without saving it."""
        self.versions[path] += 1
        self.texts[path] = text.replace(CURSOR, "")
        document = types.VersionedTextDocumentIdentifier(self.versions[path], path.as_uri())
        change = types.TextDocumentContentChangeWholeDocument(self.texts[path])
        self._notify(
            self.client.text_document_did_change, types.DidChangeTextDocumentParams(document, content_changes=[change])
        )

    def save(self, path: Path) -> None:
        """Save a file."""
        path.write_text(self.texts[path], "utf-8")
        self._notify(self.client.text_document_did_save, types.DidSaveTextDocumentParams(self.document(path)))

    def close(self, path: Path) -> None:
        """Close a file."""
        self._notify(self.client.text_document_did_close, types.DidCloseTextDocumentParams(self.document(path)))

    def changed(self, path: Path, kind: types.FileChangeType) -> None:
        """Tell that a file has changed on the disk."""
        params = types.DidChangeWatchedFilesParams([types.FileEvent(path.as_uri(), kind)])
        self._notify(self.client.workspace_did_change_watched_files, params)

    def place(self, path: Path, marked: str) -> types.TextDocumentPositionParams:
        """Write a text with a cursor in it, and give the place of the cursor, in units of UTF-16."""
        if path in self.versions:
            self.write(path, marked)
        else:
            self.open(path, marked)
        before = marked[: marked.index(CURSOR)]
        column = before[before.rfind("\n") + 1 :]
        position = types.Position(before.count("\n"), len(column.encode("utf-16-le")) // 2)
        return types.TextDocumentPositionParams(self.document(path), position)

    def offered(self, path: Path, marked: str) -> dict[str, types.CompletionItem]:
        """Ask what can stand at the cursor; give the items by their labels, in the order in which they are shown."""
        place = self.place(path, marked)
        params = types.CompletionParams(place.text_document, place.position)
        found = self.wait(self.client.text_document_completion_async(params))
        items = [] if found is None else list(found.items if isinstance(found, types.CompletionList) else found)
        return {item.label: item for item in sorted(items, key=lambda item: item.sort_text or item.label)}

    def taken(self, path: Path, item: types.CompletionItem) -> str:
        """Give the text of a file with an item put into it."""
        assert isinstance(item.text_edit, types.TextEdit)
        return edited(self.texts[path], [item.text_edit])

    def actions(self, path: Path, marked: str, *only: str) -> dict[str, types.CodeAction]:
        """Ask what can be done at the cursor; give the actions by their titles."""
        place = self.place(path, marked)
        context = types.CodeActionContext([], only=list(only) or None)
        params = types.CodeActionParams(place.text_document, types.Range(place.position, place.position), context)
        found = self.wait(self.client.text_document_code_action_async(params))
        return {each.title: each for each in found or () if isinstance(each, types.CodeAction)}

    def renamed(self, path: Path, marked: str, new: str) -> dict[str, str]:
        """Rename what is at the cursor; give the texts of all files that this changes, by their names."""
        place = self.place(path, marked)
        params = types.RenameParams(place.text_document, place.position, new)
        return self.applied(self.wait(self.client.text_document_rename_async(params)))

    def applied(self, edit: types.WorkspaceEdit | None) -> dict[str, str]:
        """Give the texts of all files that an edit changes, by their names; it is for the versions that are open."""
        assert edit is not None
        texts = {}
        for each in edit.document_changes or ():
            assert isinstance(each, types.TextDocumentEdit)
            path = Path(unquote(urlparse(each.text_document.uri).path))
            assert each.text_document.version == self.versions.get(path)
            texts[path.name] = edited(self.texts.get(path) or path.read_bytes().decode(), each.edits)
        return texts

    @staticmethod
    def document(path: Path) -> types.TextDocumentIdentifier:
        """Name a file as the protocol does."""
        return types.TextDocumentIdentifier(path.as_uri())

    def found(self, path: Path, until: Callable[[list[types.Diagnostic]], bool]) -> list[types.Diagnostic]:
        """Wait until what is shown in a file is as expected, of its last version; give it."""

        def as_expected() -> bool:
            params = self.client.found.get(path.as_uri())
            return params is not None and params.version == self.versions[path] and until(list(params.diagnostics))

        with self.client.told:
            there = self.client.told.wait_for(as_expected, _PATIENCE)
            params = self.client.found.get(path.as_uri())
        assert there, f"not as expected: {params}"
        assert params is not None
        return list(params.diagnostics)

    def codes(self, path: Path, *expected: str) -> list[types.Diagnostic]:
        """Wait until exactly these codes are shown in a file, in their order; give the findings."""
        return self.found(path, lambda found: [each.code for each in found] == list(expected))

    def survey(self, path: Path) -> None:
        """Wait until the whole corpus was looked at: until what is shown in a file was told twice."""
        with self.client.told:
            seen = self.client.told.wait_for(
                lambda: self.client.times[path.as_uri(), self.versions[path]] > 1, _PATIENCE
            )
        assert seen

    def message(self) -> str:
        """Wait for a message to the user."""
        with self.client.told:
            assert self.client.told.wait_for(lambda: self.client.messages, _PATIENCE)
            return self.client.messages.pop(0)


def edited(text: str, edits: Sequence[types.TextEdit | types.AnnotatedTextEdit | types.SnippetTextEdit]) -> str:
    """Apply edits to a text as an editor does, in units of UTF-16."""
    lines = text.split("\n")

    def offset(position: types.Position) -> int:
        before = lines[position.line].encode("utf-16-le")[: position.character * 2].decode("utf-16-le")
        return sum(len(line) + 1 for line in lines[: position.line]) + len(before)

    for edit in sorted(edits, key=lambda each: offset(each.range.start), reverse=True):
        assert isinstance(edit, types.TextEdit)
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


@contextmanager
def editing(folder: Path, can: types.ClientCapabilities | None = None) -> Iterator[Editor]:
    """Start a server in a folder, and give an editor that is connected to it; see that it ends well.

    The server is a process of its own, on its standard input and output; only where it is measured what tests reach,
    it is a thread on two pipes.
    """
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    client = _Client()

    def wait(coming: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(coming, loop).result(_PATIENCE)

    try:
        with _inside(client, wait) if "coverage" in sys.modules else _outside(client, wait, folder):
            params = types.InitializeParams(can or capabilities(), root_uri=folder.as_uri())
            initialized = wait(client.initialize_async(params))
            loop.call_soon_threadsafe(client.initialized, types.InitializedParams())
            yield Editor(client, loop, initialized)
            wait(client.shutdown_async(None))
            loop.call_soon_threadsafe(client.exit, None)
    finally:
        wait(client.stop())  # type: ignore[no-untyped-call]
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@contextmanager
def _outside(client: _Client, wait: Callable[[Coroutine[Any, Any, Any]], Any], folder: Path) -> Iterator[None]:
    """Let a client speak with a server in a process of its own, that ends with 0."""
    wait(client.start_io(sys.executable, "-m", "communique", "lsp", cwd=folder, env={**os.environ}))
    server = client._server
    assert server is not None
    try:
        yield
        assert wait(server.wait()) == 0
    finally:
        if server.returncode is None:
            client.protocol.writer = None
            server.kill()


@contextmanager
def _inside(client: _Client, wait: Callable[[Coroutine[Any, Any, Any]], Any]) -> Iterator[None]:
    """Let a client speak with a server in a thread of this process."""
    (from_client, to_server), (from_server, to_client) = os.pipe(), os.pipe()
    server = Server()

    def serve() -> None:
        with os.fdopen(from_client, "rb") as given, os.fdopen(to_client, "wb") as told:
            server.serve(given, told)

    async def connect() -> None:
        reader = asyncio.StreamReader()
        protocol = asyncio.StreamReaderProtocol(reader)
        await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, os.fdopen(from_server, "rb"))
        client.protocol.set_writer(StdoutWriter(os.fdopen(to_server, "wb")))
        client._async_tasks.append(asyncio.create_task(run_async(client._stop_event, reader, client.protocol)))

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        wait(connect())
        yield
    finally:
        thread.join(_PATIENCE)
    assert server.ended
