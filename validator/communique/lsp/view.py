"""What a feature sees: one document at the moment it is asked about, with all that stands around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types

from communique.lsp.columns import Columns
from communique.lsp.mentions import Words, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from communique.diagnostic import Diagnostic, Edit
    from communique.documents import DocumentKind
    from communique.lsp.shelf import Shelf
    from communique.lsp.survey import Survey
    from communique.source import Source, Span


@dataclass(frozen=True, slots=True)
class Editor:
    """What the editor can do: how it counts columns, whether it shows other places, versions of texts, Markdown."""

    encoding: str = types.PositionEncodingKind.Utf16.value
    related: bool = False
    versioned: bool = False
    markdown: bool = False

    @classmethod
    def of(cls, capabilities: types.ClientCapabilities, encoding: str) -> Editor:
        """Read what a client says of itself."""
        texts, workspace = capabilities.text_document, capabilities.workspace
        published = texts.publish_diagnostics if texts else None
        edits = workspace.workspace_edit if workspace else None
        hover = texts.hover if texts else None
        return cls(
            encoding,
            related=bool(published and published.related_information),
            versioned=bool(edits and edits.document_changes),
            markdown=types.MarkupKind.Markdown in (hover.content_format or () if hover else ()),
        )


@dataclass(frozen=True, eq=False)
class View:
    """One document: the corpus, the last look at all of it, the name of the file, and what is known to be wrong there.

    `open` are the addresses and versions of all that is open, by the names of the files. Nothing of it changes, so that
    any thread can work with it.
    """

    shelf: Shelf
    survey: Survey | None
    name: str
    found: tuple[Diagnostic, ...]
    open: Mapping[str, tuple[str, int | None]]
    editor: Editor
    _columns: dict[str, Columns] = field(default_factory=dict)

    @cached_property
    def source(self) -> Source:
        """The text of the document."""
        return self.shelf.source(self.name)

    @property
    def kind(self) -> DocumentKind:
        """What the document is."""
        return self.shelf.files[self.name].kind

    @cached_property
    def words(self) -> Words:
        """The words of the document."""
        return words_of(self.shelf, self.name)

    def columns(self, name: str | None = None) -> Columns:
        """Give the lines of a file; of the document itself, if none is named."""
        name = name or self.name
        if name not in self._columns:
            self._columns[name] = Columns(self.shelf.source(name), self.editor.encoding)
        return self._columns[name]

    def address(self, name: str) -> str:
        """Give the address of a file: as the editor has it, where it is open."""
        if name in self.open:
            return self.open[name][0]
        file = self.shelf.files.get(name)
        return Path(file.path if file else name).absolute().as_uri()

    def location(self, name: str, span: Span) -> types.Location:
        """Give a place in a file."""
        return types.Location(self.address(name), self.columns(name).range(span))

    def edit(self, edits: Mapping[str, Iterable[Edit]]) -> types.WorkspaceEdit:
        """Give edits of files, by their names, as the editor takes them: of the versions that it has, if it can."""
        made = {
            name: [types.TextEdit(self.columns(name).range(edit.span), edit.text) for edit in several]
            for name, several in edits.items()
        }
        if not self.editor.versioned:
            return types.WorkspaceEdit(changes={self.address(name): several for name, several in made.items()})
        return types.WorkspaceEdit(
            document_changes=[
                types.TextDocumentEdit(
                    types.OptionalVersionedTextDocumentIdentifier(self.address(name), self._version(name)), several
                )
                for name, several in made.items()
            ]
        )

    def _version(self, name: str) -> int | None:
        return self.open[name][1] if name in self.open else None
