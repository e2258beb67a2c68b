"""What is wrong, shown while it is typed: the findings of the command line, at the places that editors count."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from tests.support.corpora import ARTICLE, TEXT
from tests.support.editor import Editor, capabilities, editing

if TYPE_CHECKING:
    from tests.support.corpora import Corpus

OTHER = ARTICLE.replace("id: an-article", "id: other-article")


def test_typing_is_judged_unsaved(editor: Editor, article: Path) -> None:
    """A sound file shows nothing, a mistake is shown before it is saved, and its cure takes it away."""
    editor.open(article)
    editor.codes(article)
    editor.write(article, ARTICLE.replace("actor: xi-jinping", "actor: xi-jinpin"))
    (found,) = editor.codes(article, "NAM001")
    assert found.message == "no actor is registered as `xi-jinpin`\nhelp: did you mean `xi-jinping`?"
    assert found.severity == types.DiagnosticSeverity.Error
    assert found.source == "communique"
    assert found.range == types.Range(types.Position(21, 16), types.Position(21, 25))
    editor.write(article, ARTICLE)
    editor.codes(article)
    assert article.read_text("utf-8") == ARTICLE


def test_passages_are_looked_for_in_the_text(editor: Editor, corpus: Corpus, article: Path) -> None:
    """With the article's text at hand, a passage that is not in it is found; the text may change on the disk."""
    editor.open(article)
    editor.codes(article)
    editor.write(article, ARTICLE.replace("The two leaders met", "The two leaders spoke"))
    editor.codes(article, "EVI001")
    text = corpus.write("/texts/an-article.txt", TEXT.replace("leaders met", "leaders spoke"))
    editor.changed(text, types.FileChangeType.Changed)
    editor.codes(article)


HANGUL = '      - {office: "대통령 🤝 李", actor: xi-jinpin, role: guest}'


def columns_agree(editor: Editor, article: Path, codec: str, bytes_a_unit: int) -> None:
    """Korean and emoji in front of a finding: its columns are those of the encoded line."""

    def units(until: str) -> int:
        return len(HANGUL[: HANGUL.index(until)].encode(codec)) // bytes_a_unit

    editor.open(article, ARTICLE.replace("      - {actor: xi-jinping, role: guest}", HANGUL))
    office, actor = editor.codes(article, "SHP005", "NAM001")
    assert (office.range.start.character, office.range.end.character) == (units('"대'), units(", actor"))
    assert (actor.range.start.character, actor.range.end.character) == (units("xi-"), units(", role"))


def test_columns_are_those_of_utf_16(editor: Editor, article: Path) -> None:
    """Where nothing else was agreed on, columns count units of UTF-16."""
    assert editor.initialized.capabilities.position_encoding == "utf-16"
    columns_agree(editor, article, "utf-16-le", 2)


def test_columns_are_bytes_where_that_was_agreed(plain: Editor, article: Path) -> None:
    """An editor that counts bytes of UTF-8 is told in bytes."""
    assert plain.initialized.capabilities.position_encoding == "utf-8"
    columns_agree(plain, article, "utf-8", 1)


def test_columns_are_characters_where_that_was_agreed(tmp_path: Path, article: Path) -> None:
    """An editor that counts code points is told in code points."""
    with editing(tmp_path, capabilities(position_encodings=[types.PositionEncodingKind.Utf32])) as editor:
        assert editor.initialized.capabilities.position_encoding == "utf-32"
        columns_agree(editor, article, "utf-32-le", 4)


def test_the_corpus_is_judged_as_it_is_typed(editor: Editor, corpus: Corpus, article: Path) -> None:
    """Rules over the corpus see the unsaved texts of all open files, and say where else something stands."""
    other = corpus.write("2025/11/other-article.yaml", OTHER)
    editor.open(article)
    editor.open(other)
    (alike,) = editor.codes(other, "CAN003")
    (related,) = alike.related_information or ()
    assert related.location.uri == article.as_uri()
    assert related.location.range.start == types.Position(29, 8)
    assert "Lee asked Xi for help." in related.message
    editor.write(article, "# A line more\n" + ARTICLE.replace("type: summit", "type: ceremony"))
    contradiction, alike = editor.found(other, lambda found: "CAN001" in [each.code for each in found])
    (related,) = alike.related_information or ()
    assert related.location.range.start == types.Position(30, 8)
    assert "`summit` here, and `ceremony` elsewhere" in contradiction.message
    editor.close(article)
    editor.codes(other, "CAN003")


def test_findings_over_the_corpus_move_with_the_text(editor: Editor, corpus: Corpus, article: Path) -> None:
    """Until the corpus is looked at again, its findings keep their place in the text, and go where it is changed."""
    other = corpus.write("2025/11/other-article.yaml", OTHER)
    editor.open(other)
    editor.codes(other, "CAN003")
    editor.write(other, "# 한 줄 더\n" + OTHER)
    (alike,) = editor.found(other, lambda found: len(found) == 1)
    assert alike.range.start == types.Position(30, 8)
    assert article.exists()


def test_a_registry_judges_what_is_open(editor: Editor, corpus: Corpus, article: Path) -> None:
    """An entry that is renamed in the editor, unsaved, is missed in the annotations that are open."""
    actors = corpus.root / "annotations" / "names" / "actors.yaml"
    editor.open(article)
    editor.open(actors)
    editor.codes(article)
    editor.codes(actors)
    editor.write(actors, corpus.read("names/actors.yaml").replace("xi-jinping:", "xi:"))
    editor.codes(article, "NAM001", "NAM001")
    editor.write(actors, corpus.read("names/actors.yaml").replace("kind: agency", "kind: agenc"))
    editor.codes(actors, "SHP004")
    editor.codes(article)
    editor.write(actors, corpus.read("names/actors.yaml").replace("xi-jinping:", "xi:"))
    editor.codes(article, "NAM001", "NAM001")
    editor.close(actors)
    editor.codes(article)


def test_the_disk_is_seen(editor: Editor, corpus: Corpus, article: Path) -> None:
    """A registry that another program changes is taken up when the editor tells, and when a file is saved."""
    editor.open(article)
    editor.codes(article)
    names = corpus.read("names/actors.yaml")
    actors = corpus.write("names/actors.yaml", names.replace("xi-jinping:", "xi:"))
    editor.changed(actors, types.FileChangeType.Changed)
    editor.codes(article, "NAM001", "NAM001")
    corpus.write("names/actors.yaml", names)
    editor.save(article)
    editor.codes(article)
    options: Any = editor.client.registered[0].register_options
    watched = {each["globPattern"] for each in options["watchers"]}
    assert watched == {"**/*.yaml", "**/*.yml", "**/*.txt", "**/communique.toml"}


def test_what_is_closed_or_deleted_shows_nothing(editor: Editor, corpus: Corpus, article: Path) -> None:
    """Findings are cleared with the file that they are in, and do not come back when the corpus is looked at again."""
    other = corpus.write("2025/11/other-article.yaml", OTHER)
    broken = ARTICLE.replace("status: annotated", "status: finished")
    editor.open(article, broken)
    editor.open(other)
    editor.codes(article, "SHP004")
    editor.codes(other, "CAN003")
    article.unlink()
    editor.changed(article, types.FileChangeType.Deleted)
    editor.codes(article)
    editor.codes(other)
    editor.codes(article)
    editor.write(article, broken)
    editor.codes(article, "SHP004")
    editor.codes(other, "CAN003")
    editor.close(article)
    editor.codes(article)
    editor.codes(other)


def test_new_files_and_drafts(editor: Editor, corpus: Corpus) -> None:
    """A file that was never saved counts as one of the corpus, a draft is judged by itself."""
    new = corpus.root / "annotations" / "2025" / "11" / "other-article.yaml"
    editor.open(new, OTHER)
    editor.codes(new, "CAN003")
    editor.close(new)
    draft = corpus.root / "annotations" / "2025" / "11" / "other-article.draft.yaml"
    editor.open(draft, OTHER.replace("    force: request\n", ""))
    editor.codes(draft, "SHP001")


def test_the_configuration_chooses(editor: Editor, corpus: Corpus, article: Path) -> None:
    """Codes that the configuration leaves out are not shown; one that is wrong is told, and does no harm."""
    corpus.write("/communique.toml", 'annotations = "annotations"\nignore = ["NAM"]\n')
    editor.open(article, ARTICLE.replace("actor: xi-jinping", "actor: xi-jinpin").replace("computed", "guessed"))
    editor.codes(article, "SHP004")
    lost = corpus.root / "lost"
    shutil.copytree(corpus.root / "annotations", lost / "annotations")
    (lost / "communique.toml").write_text("colour = 1\n", "utf-8")
    there = lost / "annotations" / "2025" / "11" / "an-article.yaml"
    editor.open(there)
    assert "`colour` is not a setting" in editor.message()


def test_any_text_is_borne(editor: Editor, article: Path) -> None:
    """Whatever is in a file, half of a line or no YAML at all, the server answers and goes on."""
    editor.open(article)
    lines = ARTICLE.split("\n")
    for line in range(0, len(lines), 6):
        half = "\n".join(lines[:line]) + "\n" + lines[line][: len(lines[line]) // 2]
        editor.write(article, half)
        editor.found(article, bool)
    for text in (
        "",
        "\ufeff",
        "a: [",
        "[" * 5_000,
        "\x00\x1b\u2028",
        "&a [*a, !!python/x]",
        "? - :\n- ?",
        "\ud800",
        "가: 🤝",
    ):
        editor.write(article, text)
        editor.found(article, bool)
    editor.write(article, ARTICLE)
    editor.codes(article)


def test_other_files_are_no_concern(editor: Editor, corpus: Corpus, article: Path) -> None:
    """YAML outside of any corpus, other languages, texts without a file: nothing is shown, and nothing fails."""
    outside = corpus.write("/compose.yaml", "a: [\n")
    text = corpus.root / "texts" / "an-article.txt"
    for path in (outside, text):
        editor.open(path)
        editor.write(path, "b: [")
        editor.close(path)
    item = types.TextDocumentItem("untitled:Untitled-1", "yaml", 1, "a: [")
    editor.loop.call_soon_threadsafe(editor.client.text_document_did_open, types.DidOpenTextDocumentParams(item))
    editor.open(article)
    editor.codes(article)
    assert {Path(uri).name for uri in editor.client.found} & {"compose.yaml", "an-article.txt", "Untitled-1"} == set()
