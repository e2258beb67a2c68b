"""What is open of one corpus, and what was found in it: judged while it is typed, and over all files a little later."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from communique.documents import ANNOTATION
from communique.lsp.findings import judge, moved, selected
from communique.lsp.shelf import Shelf
from communique.lsp.survey import Survey, Surveyor
from communique.project import MisuseError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from communique.diagnostic import Diagnostic
    from communique.project import File
    from communique.source import Source

logger = logging.getLogger(__name__)

T = TypeVar("T")

_PAUSE: Final = 0.25
"""Seconds without a change after which the whole corpus is looked at."""


@dataclass
class Document:
    """A text that is open in the editor: its address and version there, and the file that it is a state of.

    `found` is what was found in it by itself, and `judged` the text that this was found in.
    """

    uri: str
    version: int | None
    file: File
    judged: Source | None = None
    found: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Hands:
    """Who does the work: `front`, one thread, what someone waits for; `back` what goes over all files."""

    front: Executor
    back: Executor


class Desk:
    """The open texts of one corpus. All of its methods are called on the thread of the event loop."""

    def __init__(self, shelf: Shelf, hands: Hands, publish: Callable[[Desk, Document], None]) -> None:
        """Take the corpus, who works, and whom to tell that something new is known of a document."""
        self.shelf = shelf
        self.survey: Survey | None = None
        self.documents: Final[dict[str, Document]] = {}
        self._hands: Final = hands
        self._publish: Final = publish
        self._surveyor: Final = Surveyor()
        self._waiting: Final[dict[str, None]] = {}
        self._judging: asyncio.Task[None] | None = None
        self._surveying: asyncio.Task[None] | None = None
        self._again: asyncio.TimerHandle | None = None

    def write(self, document: Document, source: Source) -> None:
        """Take a text that was opened or changed."""
        self.documents[document.file.name] = document
        self.shelf = self.shelf.having(document.file, source)
        self._changed(document.file)

    def close(self, name: str) -> None:
        """Let go of a text: from now on the file is what is on the disk."""
        document = self.documents.pop(name)
        self.shelf = self.shelf.without(document.file)
        self._changed(document.file)

    def forget(self, name: str) -> None:
        """Let go of a text whose file was removed: nothing is told of it until it is changed."""
        document = self.documents[name]
        document.judged, document.found = None, ()
        self.shelf = self.shelf.without(document.file)
        self._changed(document.file)

    def _changed(self, file: File) -> None:
        """Judge a file, and where it is no annotation all that is open, for it is what annotations are judged by."""
        self._judge_soon(*([file.name] if file.kind is ANNOTATION else [file.name, *self.documents]))
        self.survey_soon()

    def _judge_soon(self, *names: str) -> None:
        self._waiting.update(dict.fromkeys(names))
        if self._judging is None or self._judging.done():
            self._judging = asyncio.create_task(self._judge())

    async def _judge(self) -> None:
        """Judge what waits for it, the last change first told; what changes meanwhile waits again."""
        while self._waiting:
            name = next(iter(self._waiting))
            del self._waiting[name]
            document, shelf = self.documents.get(name), self.shelf
            if document is None or name not in shelf.given:
                continue
            try:
                found = await self.ask(judge, shelf, name)
            except Exception:
                logger.exception("judging failed")
                continue
            if self.documents.get(name) is document and name not in self._waiting:
                document.judged, document.found = shelf.source(name), found
                self._publish(self, document)

    async def ask(self, function: Callable[..., T], *arguments: object, far: bool = False) -> T:
        """Have something done that someone waits for; `far` says that it goes over all files."""
        hand = self._hands.back if far else self._hands.front
        return await asyncio.get_running_loop().run_in_executor(hand, function, *arguments)

    def survey_soon(self) -> None:
        """Look at the whole corpus, when nothing has changed for a while."""
        self._surveyor.halt.set()
        if self._again is not None:
            self._again.cancel()
        self._again = asyncio.get_running_loop().call_later(_PAUSE, self._begin_survey)

    def _begin_survey(self) -> None:
        self._again = None
        if self._surveying is None or self._surveying.done():
            self._surveying = asyncio.create_task(self._look())
        else:
            self._surveying.add_done_callback(lambda _: self.survey_soon())

    async def _look(self) -> None:
        """Look at the corpus, and tell of every open text what is known now."""
        loop = asyncio.get_running_loop()
        if self._judging is not None:
            await self._judging
        self._surveyor.halt.clear()
        before = self.shelf
        try:
            shelf = await loop.run_in_executor(self._hands.back, reopened, before)
            if self.shelf is not before:
                self.survey_soon()
                return
            self._adopt(shelf)
            survey = await loop.run_in_executor(self._hands.back, self._surveyor.look, shelf)
        except Exception:
            logger.exception("the look at the whole corpus failed")
            return
        if survey is not None:
            self.survey = survey
            for document in self.documents.values():
                if document.judged is not None:
                    self._publish(self, document)

    def _adopt(self, shelf: Shelf) -> None:
        """Take the corpus as it was found on the disk; where what all is judged by has changed, judge again."""
        before, self.shelf = self.shelf, shelf
        if shelf.examiner is not before.examiner:
            self._judge_soon(*self.documents)

    def known(self, document: Document) -> tuple[Diagnostic, ...]:
        """Give all that is known of a document as it is now, in order."""
        name = document.file.name
        source = self.shelf.source(name)
        found = moved(document.found, document.judged, source) if document.judged is not None else ()
        if self.survey is not None:
            over_all = selected(self.survey.found.get(name, ()), self.shelf)
            found = (*found, *moved(over_all, self.survey.shelf.source(name), source))
        return tuple(sorted(found, key=lambda each: each.order))

    def end(self) -> None:
        """Stop what is under way."""
        self._surveyor.halt.set()
        if self._again is not None:
            self._again.cancel()


def reopened(shelf: Shelf) -> Shelf:
    """Give a corpus as it is on the disk by now, with the same texts open; as it was, if that cannot be told."""
    given = {name: (shelf.files[name], source) for name, source in shelf.given.items()}
    try:
        found = Shelf.around(str(shelf.corpus), given)
    except MisuseError as error:
        logger.warning("%s", error)
        return shelf
    return shelf if found is None else found.keeping(shelf)
