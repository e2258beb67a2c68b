"""An editor without a screen: it talks with the language server for YAML as VS Code does, and shows what that says."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass, field
from itertools import count
from threading import Timer
from typing import TYPE_CHECKING, Any, Final, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_PATIENCE: Final = 600
"""Seconds after which a server is taken to hang, and ended: what waits for it then fails."""

Message = dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """A mistake as an editor marks it: the line from one, the marked text, and the message."""

    line: int
    marked: str
    message: str


@dataclass
class Editor:
    """A running server, and the folder in which files are."""

    folder: Path
    process: subprocess.Popen[bytes]
    timer: Timer
    settings: Message
    ids: Iterator[int] = field(default_factory=lambda: count(1))
    files: Iterator[int] = field(default_factory=lambda: count(1))

    @classmethod
    def start(cls, node: Path, server: Path, folder: Path, settings: Message | None = None) -> Self:
        """Start the server in a folder, with settings for `yaml`; nothing is fetched from a store of schemas."""
        process = subprocess.Popen([str(node), str(server), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        timer = Timer(_PATIENCE, process.kill)
        timer.start()
        usual = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
        editor = cls(folder, process, timer, usual | (settings or {}))
        formats = ["markdown", "plaintext"]
        document = {
            "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": formats}},
            "hover": {"contentFormat": formats},
        }
        capabilities = {"textDocument": document}
        here = {"uri": folder.as_uri(), "name": folder.name}
        editor._ask(
            "initialize", processId=None, rootUri=here["uri"], workspaceFolders=[here], capabilities=capabilities
        )
        editor._tell("initialized")
        editor._tell("workspace/didChangeConfiguration", settings=None)
        editor._until(lambda message: message.get("method") == "workspace/configuration")
        return editor

    def close(self) -> None:
        """End the server."""
        self.timer.cancel()
        self.process.kill()
        self.process.communicate()

    def open(self, text: str, name: str | None = None) -> tuple[str, list[Shown]]:
        """Open a file with a text, of a name of its own; give its address, and what is marked in it."""
        uri = (self.folder / (name or f"file-{next(self.files)}.yaml")).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", textDocument=document)
        told = self._until(lambda message: message.get("params", {}).get("uri") == uri)["params"]
        return uri, [_shown(each, text) for each in told["diagnostics"]]

    def proposals(self, text: str) -> dict[str, Message]:
        """Give what is proposed where the text has a `‸`, by label."""
        found = self._ask("textDocument/completion", **self._at(text))
        return {str(each["label"]): each for each in found["items"]}

    def hover(self, text: str) -> str:
        """Give what is shown over the place where the text has a `‸`."""
        shown = self._ask("textDocument/hover", **self._at(text))
        return str(shown["contents"]["value"])

    def _at(self, text: str) -> Message:
        before, _, after = text.partition("‸")
        uri, _ = self.open(before + after)
        position = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        return {"textDocument": {"uri": uri}, "position": position}

    def _ask(self, method: str, **parameters: Any) -> Any:
        number = next(self.ids)
        self._send(id=number, method=method, params=parameters)
        answer = self._until(lambda message: "method" not in message and message.get("id") == number)
        assert "error" not in answer, answer
        return answer["result"]

    def _tell(self, method: str, **parameters: Any) -> None:
        self._send(method=method, params=parameters)

    def _send(self, **message: Any) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.process.stdin.flush()

    def _until(self, wanted: Callable[[Message], bool]) -> Message:
        """Read messages until one is wanted; the server is told its settings when it asks for them."""
        while True:
            message = self._read()
            if "method" in message and "id" in message:
                asked = message["params"].get("items", []) if message["method"] == "workspace/configuration" else None
                answer = asked and [self.settings if each["section"] == "yaml" else None for each in asked]
                self._send(id=message["id"], result=answer)
            if wanted(message):
                return message

    def _read(self) -> Message:
        assert self.process.stdout is not None
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server has ended"
        read: Message = json.loads(self.process.stdout.read(length))
        return read


def _shown(diagnostic: Message, text: str) -> Shown:
    start, end = diagnostic["range"]["start"], diagnostic["range"]["end"]
    line = text.split("\n")[start["line"]]
    last = end["character"] if end["line"] == start["line"] else len(line)
    return Shown(start["line"] + 1, line[start["character"] : last], diagnostic["message"])
