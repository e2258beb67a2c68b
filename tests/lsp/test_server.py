"""The server itself: how it starts and ends, and what it bears."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from lsprotocol import types

from tests.support.corpora import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from pathlib import Path

    from tests.support.corpora import Corpus
    from tests.support.editor import Editor

COMMAND = [sys.executable, "-m", "communique", "lsp", "--stdio"]


def packed(*messages: dict[str, Any]) -> bytes:
    """Write messages as they go over the wire."""
    bodies = [json.dumps({"jsonrpc": "2.0", **message}).encode() for message in messages]
    return b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies)


INITIALIZE = {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}}
SHUTDOWN = {"id": 2, "method": "shutdown"}
EXIT = {"method": "exit"}


@pytest.mark.parametrize(
    ("messages", "status"),
    [((INITIALIZE, SHUTDOWN, EXIT), 0), ((INITIALIZE, EXIT), 1), ((INITIALIZE,), 1)],
)
def test_it_ends_with_the_editor(tmp_path: Path, messages: tuple[dict[str, Any], ...], status: int) -> None:
    """It ends when it is told to, with 0 if it was asked before; and when the editor is gone."""
    ran = subprocess.run(COMMAND, cwd=tmp_path, input=packed(*messages), capture_output=True, timeout=20, check=False)
    assert ran.returncode == status
    assert b"Traceback" not in ran.stderr
    answer = json.loads(ran.stdout.partition(b"\r\n\r\n")[2].split(b"Content-Length")[0])
    assert answer["result"]["serverInfo"]["name"] == "communique"
    assert answer["result"]["capabilities"]["textDocumentSync"]["change"] == types.TextDocumentSyncKind.Full


def test_what_it_cannot_read_is_borne(tmp_path: Path) -> None:
    """What is no message, or asks for what nobody knows, is answered with an error or not at all."""
    unknown = {"id": 3, "method": "textDocument/dance", "params": {}}
    wrong = {"id": 4, "method": "textDocument/hover", "params": {"position": "here"}}
    noise = b"Content-Length: 5\r\n\r\n{]{]{"
    given = packed(INITIALIZE) + noise + packed(unknown, wrong, {"method": "$/dance"}, SHUTDOWN, EXIT)
    ran = subprocess.run(COMMAND, cwd=tmp_path, input=given, capture_output=True, timeout=20, check=False)
    assert ran.returncode == 0


def test_without_the_extra_it_says_what_to_install(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pygls is not installed, the command says which extra brings it."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    ran = corpus.run("lsp")
    assert ran.status == 2
    assert ran.err == "communique: the language server needs pygls: pip install 'communique[lsp]'\n"


def test_files_that_are_not_open_have_nothing(editor: Editor, corpus: Corpus) -> None:
    """Requests for a file that was never opened, or is none, are answered with nothing."""
    client = editor.client
    position = types.Position(3, 2)
    for document in (editor.document(corpus.root / "nowhere.yaml"), types.TextDocumentIdentifier("untitled:1")):
        there = types.Range(position, position)
        context = types.ReferenceContext(include_declaration=True)
        asked: list[Coroutine[Any, Any, object]] = [
            client.text_document_completion_async(types.CompletionParams(document, position)),
            client.text_document_hover_async(types.HoverParams(document, position)),
            client.text_document_definition_async(types.DefinitionParams(document, position)),
            client.text_document_references_async(types.ReferenceParams(context, document, position)),
            client.text_document_code_action_async(
                types.CodeActionParams(document, there, types.CodeActionContext([]))
            ),
            client.text_document_document_symbol_async(types.DocumentSymbolParams(document)),
            client.text_document_prepare_rename_async(types.PrepareRenameParams(document, position)),
            client.text_document_rename_async(types.RenameParams(document, position, "a")),
        ]
        assert [editor.wait(each) for each in asked] == [None] * len(asked)


def test_places_outside_of_the_text_are_borne(editor: Editor, article: Path) -> None:
    """Positions beyond the line or the text are taken for its end."""
    editor.open(article)
    for position in (types.Position(0, 9_999), types.Position(99_999, 0), types.Position(40, 99_999)):
        document = editor.document(article)
        editor.wait(editor.client.text_document_completion_async(types.CompletionParams(document, position)))
        editor.wait(editor.client.text_document_hover_async(types.HoverParams(document, position)))
        editor.wait(editor.client.text_document_definition_async(types.DefinitionParams(document, position)))
    editor.write(article, ARTICLE)
    editor.codes(article)


def test_requests_can_be_cancelled(editor: Editor, article: Path) -> None:
    """A request that nobody waits for any more does no harm, whether it had begun or not."""
    editor.open(article)
    context = types.ReferenceContext(include_declaration=True)
    params = types.ReferenceParams(context, editor.document(article), types.Position(20, 18))

    async def cancelled() -> None:
        asked = [asyncio.ensure_future(editor.client.text_document_references_async(params)) for _ in range(5)]
        await asyncio.sleep(0)
        for number in [*editor.client.protocol._request_futures, "never"]:
            editor.client.protocol.notify("$/cancelRequest", types.CancelParams(number))
        await asyncio.gather(*asked, return_exceptions=True)

    editor.wait(cancelled())
    found = editor.wait(editor.client.text_document_references_async(params))
    assert found is not None
    assert len(found) == 3
