"""Suppressions: findings that an author accepts, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from communique.rule import Family, of

if TYPE_CHECKING:
    from communique.fault import Fault
    from communique.rule import Findings

FAMILY: Final = Family("SUP", "Suppressions")


@FAMILY.fault(1, "`{code}` is accepted here without a reason", since="0.1", severity="warning")
def suppression_without_reason(fault: Fault) -> Findings:
    """A comment accepts a finding and does not say why.

    ## Why

    Whoever reads the annotation next has to know whether the reason still holds.

    ## Wrong

    ```yaml
    - id: an-offer
      note: NO  # communique: ignore[YML018]
    ```

    ## Right

    ```yaml
    - id: an-offer
      note: NO  # communique: ignore[YML018] the word as it was printed
    ```
    """
    yield of(fault).helping("write the reason behind the bracket")


@FAMILY.fault(2, "nothing is found here that `{code}` would accept", since="0.1", severity="warning")
def suppression_unused(fault: Fault) -> Findings:
    """A comment accepts a finding that is not there.

    ## Why

    What it was written for has been mended, or it stands on the wrong line. Left behind, it would hide the next
    mistake.

    ## Wrong

    ```yaml
    - id: an-offer
      note: "NO"  # communique: ignore[YML018] the word as it was printed
    ```

    ## Right

    ```yaml
    - id: an-offer
      note: "NO"
    ```
    """
    yield of(fault).helping("remove the comment, or put it on the line of the finding or the line above")


@FAMILY.fault(3, "there is no rule `{code}`", since="0.1", severity="warning")
def suppression_of_nothing(fault: Fault) -> Findings:
    """A comment accepts a code that no rule has, or names none.

    ## Why

    The code is misspelt, and the finding that was meant is still reported. All findings at once cannot be accepted.

    ## Wrong

    ```yaml
    - id: an-offer
      note: "no"  # communique: ignore[YML18] the word as it was printed
    ```

    ## Right

    ```yaml
    - id: an-offer
      note: "no"
    ```
    """
    yield of(fault).helping("`communique rules` lists the codes; write `ignore[CODE] reason`")


@FAMILY.fault(4, "`{code}` cannot be accepted", since="0.1")
def suppression_not_allowed(fault: Fault) -> Findings:
    """A comment accepts an error that would leave the file unreadable or the dataset with loose ends.

    ## Why

    An unknown actor or a dangling reference would reach everyone who loads the dataset. Warnings, and errors of
    judgement, can be accepted.

    ## Wrong

    ```yaml
    - id: an-offer
      note: an offer  # communique: ignore[NAM001] to be registered later
    ```

    ## Right

    ```yaml
    - id: an-offer
      note: an offer
    ```
    """
    yield of(fault).helping("mend what it finds")
