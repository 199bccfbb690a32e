"""What is in force: the one place where every look-up and answer finds formulary and sources.

Nothing is read before it is asked for: naming the formulary or citing a source reads no drug.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from bmcalc.formulary.identity import FormularyIdentity, shipped_identity
from bmcalc.formulary.sources import Source, sources

if TYPE_CHECKING:
    from bmcalc.formulary.drug_entry import Drug
    from bmcalc.formulary.file_problems import FileProblem
    from bmcalc.formulary.loading import Formulary


@cache
def _shipped() -> ModuleType:
    """Return the module that reads the drugs, imported when one is first asked for."""
    from bmcalc.formulary import shipped

    return shipped


@dataclass
class InForce:
    """The formulary in force; ``laid`` is None while it is the shipped one.

    ``is_awaited`` says that a hospital's own is about to be read; ``folder`` is where it stands.
    """

    laid: Formulary | None = None
    is_awaited: bool = False
    folder: Path | None = None

    @property
    def formulary(self) -> Formulary:
        """Drugs, regimens and the policy; each shipped one is read when it is first asked for."""
        if self.laid is not None:
            return self.laid
        shipped: Formulary = _shipped().shipped_formulary()
        return shipped

    @property
    def identity(self) -> FormularyIdentity:
        """The version that people name and the hash that proves it."""
        return shipped_identity() if self.laid is None else self.laid.identity

    @property
    def sources(self) -> Mapping[str, Source]:
        """Every source by id, a hospital's own among them."""
        return sources() if self.laid is None else self.laid.sources


_IN_FORCE = InForce()


def put_in_force(chosen: Formulary | None, folder: Path | None = None) -> None:
    """Let every later look-up and answer use a formulary; None goes back to the shipped one.

    ``folder`` is the hospital's that was laid over.
    """
    _IN_FORCE.laid, _IN_FORCE.is_awaited, _IN_FORCE.folder = chosen, False, folder


def await_hospital() -> None:
    """Let nothing be computed from drugs and regimens until a formulary is put in force."""
    _IN_FORCE.is_awaited = True


def in_force() -> InForce:
    """Return what is in force, without reading a drug."""
    return _IN_FORCE


def formulary() -> Formulary:
    """Return the formulary in force: the shipped one, unless a hospital's was put in force."""
    return _IN_FORCE.formulary


def formulary_identity() -> FormularyIdentity:
    """Return the identity of the formulary in force: drugs, regimens and sources."""
    return _IN_FORCE.identity


def source(identifier: str) -> Source:
    """Return one source in force; raise KeyError where nobody wrote it down."""
    return _IN_FORCE.sources[identifier]


def drug(identifier: str) -> Drug:
    """Return one drug in force; raise KeyError where the formulary has none of that id."""
    return _IN_FORCE.formulary.drugs[identifier]


def problems() -> tuple[FileProblem, ...]:
    """Return what the formulary in force misses, and why."""
    return _IN_FORCE.formulary.problems
