"""The protocol: what editors tell and ask, handed to the desks and features, and what these give, told to editors."""

from __future__ import annotations

import logging
import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from lsprotocol import types
from pygls import uris
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from communique import __version__, project
from communique.lsp.actions import KINDS, actions
from communique.lsp.completion import TRIGGERS, completion, resolved
from communique.lsp.contents import contents
from communique.lsp.desk import Desk, Document, Hands
from communique.lsp.findings import shown
from communique.lsp.hover import hover
from communique.lsp.references import definition, references
from communique.lsp.renaming import RefusedError, renameable, renamed
from communique.lsp.shelf import Shelf
from communique.lsp.view import Editor, View
from communique.source import Source

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

logger = logging.getLogger(__name__)

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_TURN: Final = 0.001
"""Seconds after which a thread gives way to others: one that goes over all files, to the one that someone waits for."""
_WATCHED: Final = ("**/*.yaml", "**/*.yml", "**/*.txt", "**/communique.toml")


class Server:
    """A server for one editor: its desks, a corpus each, and what is open at them."""

    def __init__(self) -> None:
        """Set up the features."""
        self.protocol: Final = LanguageServer(
            "communique", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full
        )
        self.ended = False
        self._editor = Editor()
        self._desks: Final[dict[Path, Desk]] = {}
        self._open: Final[dict[str, tuple[Desk, Document]]] = {}
        self._said: Final[set[str]] = set()
        self._hands: Final = Hands(ThreadPoolExecutor(1), ThreadPoolExecutor(3))
        self._register()

    def _register(self) -> None:
        self._on(types.INITIALIZE, self._initialize)
        self._on(types.SHUTDOWN, self._shutdown)
        self._on(types.TEXT_DOCUMENT_DID_OPEN, self._did_open)
        self._on(types.TEXT_DOCUMENT_DID_CHANGE, self._did_change)
        self._on(types.TEXT_DOCUMENT_DID_SAVE, self._look_again)
        self._on(types.TEXT_DOCUMENT_DID_CLOSE, self._did_close)
        self._on(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, self._did_change_files)
        offering = types.CompletionOptions(trigger_characters=list(TRIGGERS), resolve_provider=True)
        doing = types.CodeActionOptions(code_action_kinds=list(KINDS))
        self._answer(types.TEXT_DOCUMENT_COMPLETION, lambda view, about: completion(view, about.position), offering)
        self._answer(types.TEXT_DOCUMENT_HOVER, lambda view, about: hover(view, about.position))
        self._answer(types.TEXT_DOCUMENT_DEFINITION, lambda view, about: definition(view, about.position))
        self._answer(
            types.TEXT_DOCUMENT_REFERENCES,
            lambda view, about: references(view, about.position, declarations=about.context.include_declaration),
            far=True,
        )
        self._answer(
            types.TEXT_DOCUMENT_CODE_ACTION, lambda view, about: actions(view, about.range, about.context.only), doing
        )
        self._answer(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, lambda view, _: contents(view))
        self._answer(
            types.TEXT_DOCUMENT_RENAME,
            lambda view, about: renamed(view, about.position, about.new_name),
            types.RenameOptions(prepare_provider=True),
            far=True,
        )
        self._answer(types.TEXT_DOCUMENT_PREPARE_RENAME, lambda view, about: renameable(view, about.position), far=True)
        self.protocol.feature(types.COMPLETION_ITEM_RESOLVE)(self._resolver())

        async def initialized(_: types.InitializedParams) -> None:
            await self._watch()

        self.protocol.feature(types.INITIALIZED)(initialized)

    def _on(self, method: str, told: Callable[[Any], None]) -> None:
        """Take what the editor tells. A mistake of ours goes to the log, and not on the user's nerves."""

        def handler(params: Any) -> None:  # not `object`: pygls would take it for itself
            try:
                told(params)
            except Exception:
                logger.exception("%s failed", method)

        self.protocol.feature(method)(handler)

    def _answer(
        self, method: str, ask: Callable[[View, Any], object], options: object = None, *, far: bool = False
    ) -> None:
        """Answer what the editor asks of an open document; of another there is nothing to tell."""

        async def handler(params: Any) -> object:
            return await self._asked(method, params.text_document.uri, lambda view: ask(view, params), far=far)

        self.protocol.feature(method, options)(handler)

    async def _asked(self, method: str, uri: str, ask: Callable[[View], object], *, far: bool = False) -> object:
        found = self._open.get(uri)
        if found is None or found[1].file.name not in found[0].shelf.given:
            return None
        desk, document = found
        try:
            return await desk.ask(ask, self._view(desk, document), far=far)
        except RefusedError as error:
            raise JsonRpcException(str(error), types.LSPErrorCodes.RequestFailed) from None
        except Exception:
            logger.exception("%s failed", method)
            return None

    def _resolver(self) -> Callable[[types.CompletionItem], Awaitable[types.CompletionItem]]:
        async def handler(item: types.CompletionItem) -> types.CompletionItem:
            data = item.data if isinstance(item.data, dict) else {}
            uri, canonical = str(data.get("uri")), str(data.get("canonical"))
            await self._asked("resolving", uri, lambda view: resolved(view, item, canonical))
            return item

        return handler

    def serve(self, given: BinaryIO, told: BinaryIO) -> None:
        """Speak on two streams until the editor ends it."""
        try:
            self.protocol.start_io(given, told)
        finally:
            self._end()

    def _end(self) -> None:
        for desk in self._desks.values():
            desk.end()
        for hand in (self._hands.front, self._hands.back):
            hand.shutdown(wait=False, cancel_futures=True)

    def _initialize(self, params: types.InitializeParams) -> None:
        encoding = str(types.PositionEncodingKind(self.protocol.workspace.position_encoding).value)
        self._editor = Editor.of(params.capabilities, encoding)

    async def _watch(self) -> None:
        """Ask to be told what changes on the disk, where the editor can be asked for that."""
        workspace = self.protocol.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace else None
        if watching and watching.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions(
                [types.FileSystemWatcher(each) for each in _WATCHED]
            )
            registration = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            try:
                await self.protocol.client_register_capability_async(types.RegistrationParams([registration]))
            except JsonRpcException:
                logger.warning("the editor does not tell what changes on the disk")

    def _shutdown(self, _: None) -> None:
        self.ended = True
        self._end()

    def _did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Put a text on the desk of its corpus; texts that are in none are no concern of ours."""
        text = params.text_document
        path = uris.to_fs_path(text.uri)
        desk = self._desk_of(path) if path is not None and path.endswith((".yaml", ".yml")) else None
        if desk is not None and path is not None:
            file = project.file_at(Path(path), desk.shelf.corpus)
            self._write(desk, Document(text.uri, text.version, file), text.text)

    def _desk_of(self, path: str) -> Desk | None:
        for corpus, desk in self._desks.items():
            if Path(path).is_relative_to(corpus):
                return desk
        try:
            shelf = Shelf.around(path, {})
        except project.MisuseError as error:
            self._say(str(error))
            return None
        if shelf is None:
            return None
        return self._desks.setdefault(shelf.corpus.absolute(), Desk(shelf, self._hands, self._publish))

    def _say(self, message: str) -> None:
        """Show the user what cannot be done, once."""
        if message not in self._said:
            self._said.add(message)
            shown_message = types.ShowMessageParams(types.MessageType.Error, f"communique: {message}")
            self.protocol.window_show_message(shown_message)

    def _write(self, desk: Desk, document: Document, text: str) -> None:
        self._open[document.uri] = (desk, document)
        desk.write(document, Source(document.file.name, _SURROGATE.sub("\ufffd", text).encode()))

    def _did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        found = self._open.get(params.text_document.uri)
        if found is not None:
            desk, document = found
            document.version = params.text_document.version
            self._write(desk, document, self.protocol.workspace.get_text_document(document.uri).source)

    def _look_again(self, _: object) -> None:
        for desk in self._desks.values():
            desk.survey_soon()

    def _did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        found = self._open.pop(params.text_document.uri, None)
        if found is not None:
            desk, document = found
            desk.close(document.file.name)
            self._tell(document, [])
            if not desk.documents:
                desk.end()
                del self._desks[desk.shelf.corpus.absolute()]

    def _did_change_files(self, params: types.DidChangeWatchedFilesParams) -> None:
        """Clear what was found in a file that was removed, and look at everything again."""
        for change in params.changes:
            found = self._open.get(change.uri)
            if found is not None and change.type is types.FileChangeType.Deleted:
                desk, document = found
                desk.forget(document.file.name)
                self._tell(document, [])
        self._look_again(params)

    def _publish(self, desk: Desk, document: Document) -> None:
        try:
            view = self._view(desk, document)
            self._tell(document, [shown(each, view) for each in view.found])
        except Exception:
            logger.exception("telling what was found failed")

    def _tell(self, document: Document, found: list[types.Diagnostic]) -> None:
        self.protocol.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(document.uri, found, document.version)
        )

    def _view(self, desk: Desk, document: Document) -> View:
        addresses = {name: (each.uri, each.version) for name, each in desk.documents.items()}
        return View(desk.shelf, desk.survey, document.file.name, desk.known(document), addresses, self._editor)


def serve() -> bool:
    """Serve an editor on standard input and output; tell whether it ended as the protocol asks.

    What is printed meanwhile goes to the log, and the standard output stays open for what comes afterwards.
    """
    sys.setswitchinterval(_TURN)
    server = Server()
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as stream, redirect_stdout(sys.stderr):
        server.serve(sys.stdin.buffer, stream)
    return server.ended
