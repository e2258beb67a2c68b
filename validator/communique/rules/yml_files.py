"""YAML, continued: files as such, and what became of their check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.rule import of
from communique.rules.yml import FAMILY
from communique.words import counted

if TYPE_CHECKING:
    from communique.fault import Fault
    from communique.rule import Findings


@FAMILY.fault(2, "byte {byte} is not UTF-8", since="0.1")
def not_utf_8(fault: Fault) -> Findings:
    """The file is in another encoding than UTF-8.

    ## Why

    Every name and quote would be read wrongly. Nothing else is checked until the file is saved as UTF-8.
    """
    yield of(fault).helping("save the file as UTF-8")


@FAMILY.fault(3, "the file has more than {limit} bytes", since="0.1")
def file_too_large(fault: Fault) -> Findings:
    """The file is larger than a file of its kind may be: 1 MiB, or 16 MiB for a registry.

    ## Why

    One article's annotation has a few thousand bytes. The bound keeps a stranger's file from stopping everybody's
    checks.
    """
    yield of(fault).helping("keep one article in one file")


@FAMILY.fault(5, "more than {limit} values in one file", since="0.1")
def too_many_nodes(fault: Fault) -> Findings:
    """The file has more keys and values than a file of its kind may have: 60,000 in an annotation.

    ## Why

    The bound keeps checks fast for everybody. An article's annotation has a few hundred.
    """
    yield of(fault).helping("keep one article in one file")


@FAMILY.fault(16, "the file begins with a byte order mark", since="0.1", severity="warning")
def byte_order_mark(fault: Fault) -> Findings:
    """The file begins with the invisible character U+FEFF, as some editors write it.

    ## Why

    UTF-8 needs none, and other tools take it for a part of the first key.
    """
    yield of(fault).helping("save the file as UTF-8 without a byte order mark")


@FAMILY.fault(19, "the file is empty", since="0.1")
def empty_file(fault: Fault) -> Findings:
    """The file has no content, or comments alone.

    ## Why

    An annotation has at least a head; a registry without entries is `{}`.
    """
    yield of(fault).helping("`communique new` writes the head of an annotation; an empty registry is `{}`")


@FAMILY.fault(20, "this file cannot be read: {reason}", since="0.1")
def unreadable_file(fault: Fault) -> Findings:
    """A file that was named, or found in the corpus, cannot be read.

    ## Why

    What is not read is not checked. The run ends with exit status 2.
    """
    yield of(fault).helping("make it a file that you may read, or leave it out")


@FAMILY.fault(21, "{more} in this file, not shown", since="0.1", severity="warning")
def too_many_findings(fault: Fault) -> Findings:
    """A file has more than 100 findings; the rest is counted.

    ## Why

    The first hundred are enough to see what is wrong. Errors are kept before warnings.
    """
    more = counted(int(str(fault.arguments["rest"])), "more finding")
    yield of(fault).saying(more=more).helping("mend some of those shown, and check again")


@FAMILY.fault(22, "the rule `{rule}` of communique failed here: {problem}", since="0.1")
def rule_failed(fault: Fault) -> Findings:
    """A rule of communique itself failed.

    ## Why

    That is our mistake, not yours. The other rules have run; please report it with the file.
    """
    yield of(fault).helping("please report this with the file, or a part that shows it")


@FAMILY.fault(23, "communique could not finish with this file: {reason}", since="0.1")
def unfinished_file(fault: Fault) -> Findings:
    """The process that checked this file died, or did not come to an end.

    ## Why

    That is our mistake, or the machine's (too little memory); the other files have been checked. Please report it with
    the file.
    """
    yield of(fault).helping("try it alone with `--jobs 1`; if it fails there too, report it with the file")
