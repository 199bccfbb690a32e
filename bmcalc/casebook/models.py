"""What a printed case is made of: facts, each with the page of 106 on which it stands."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field, PlainSerializer, PlainValidator, model_validator

from bmcalc.core.term import Term
from bmcalc.rules.quantities import Entry, Name, read_term, written

LAST_PAGE = 106

Page: TypeAlias = Annotated[int, Field(ge=1, le=LAST_PAGE)]

_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


def _month(value: object) -> object:
    if not isinstance(value, str) or not _MONTH.fullmatch(value):
        raise ValueError("a month is written 2021-06")
    return value


Quantity: TypeAlias = Annotated[Term, PlainValidator(read_term), PlainSerializer(written)]
"""A number with a listed unit, as printed; read as strictly as what a person types."""

Month: TypeAlias = Annotated[str, BeforeValidator(_month)]
Level: TypeAlias = Annotated[str, Field(pattern=r"^[CTLS]\d{1,2}$")]


class Fact(Entry):
    """Something the casebook states, with its page."""

    page: Page


class Receptors(Fact):
    """Receptor status of the tumour, as printed: ``+``, ``-`` or a HER2 score such as ``3+``."""

    er: str
    pr: str
    her2: str
    fish: str = ""
    ki67: Quantity | None = None


class Demographics(Fact):
    """Who the patient is; the casebook gives no weight, no height and no albumin."""

    sex: Literal["female", "male"]
    age: int = Field(ge=18, le=110)
    complaint: Name
    complaint_site: str


class Therapy(Fact):
    """A treatment before the metastasis: its drugs, and its length where printed."""

    name: Name
    drugs: tuple[str, ...] = ()
    years: int | None = None


class History(Fact):
    """The primary tumour and its adjuvant treatment."""

    diagnosed: Month
    side: Literal["left", "right"]
    stage: str
    group: str
    receptors: Receptors
    adjuvant: tuple[Therapy, ...]


class Visit(Fact):
    """The visit at which the metastasis was found."""

    month: Month
    nrs: int = Field(ge=0, le=10)
    ecog: int = Field(ge=0, le=4)
    symptoms: Name


class Imaging(Fact):
    """One examination. ``fracture`` is what the report says of a pathological fracture."""

    on: datetime.date
    modality: Literal["xray", "ct", "mri", "bone_scan", "pet_ct"]
    findings: tuple[Name, ...]
    sites: tuple[str, ...] = ()
    lesion: Literal["lytic", "mixed", "blastic"] | None = None
    size: tuple[Quantity, ...] = ()
    soft_tissue_mass: tuple[Quantity, ...] | None = None
    fracture: bool | None = None
    displacement: Quantity | None = None
    vertebral_fractures: tuple[Level, ...] = ()
    collapse: Quantity | None = None
    max_suv: str | None = None
    visceral: bool | None = None


class Result(Fact):
    """One laboratory value. ``when`` says at which point, ``month`` where it is dated."""

    analyte: str
    value: Quantity
    when: str
    month: Month | None = None
    change: int | None = None
    printed_as_stable: bool = False


class Diagnosis(Fact):
    """The diagnoses at the visit, the stage, and the bones involved."""

    conclusions: tuple[Name, ...]
    stage: str
    group: str
    sites: tuple[str, ...]
    vertebral_fractures: tuple[str, ...] = ()


class Operation(Fact):
    """An operation on a fracture."""

    on: datetime.date
    name: Name
    resected: Quantity | None = None
    cemented: bool = False
    implant: str


class Prescription(Fact):
    """One drug as prescribed: dose, route, days and cycle as far as printed.

    ``days`` are days of administration; a drug taken daily from day 1 has ``daily_through``.
    """

    drug: str
    dose: Quantity | None = None
    loading: Quantity | None = None
    target_auc: Quantity | None = None
    route: Literal["iv", "sc", "im", "po", ""] = ""
    days: tuple[int, ...] = ()
    times_per_day: int | None = None
    daily_through: int | None = None
    cycle: Quantity | None = None
    cycles: int | None = None
    for_pain: tuple[Literal["mild", "moderate", "severe"], ...] = ()
    words: Name | None = None


class Radiotherapy(Fact):
    """One course: total dose, fractions, the first and the last day where printed."""

    sites: tuple[str, ...]
    dose: Quantity
    fractions: int = Field(ge=1)
    first: datetime.date | None = None
    last: datetime.date | None = None
    dates_page: Page | None = None


class Event(Fact):
    """One line of the timeline."""

    on: datetime.date
    what: Literal["operation", "cycle", "assessment", "follow_up"]
    cycle: int | None = None
    nrs: int | None = None
    response: str | None = None
    words: Name


class AdverseEvent(Fact):
    """One adverse event: its grade or its value, and what was done."""

    term: str
    grade: str = ""
    analyte: str | None = None
    value: Quantity | None = None
    before: Quantity | None = None
    growth_factor: bool = False
    new_dose: Quantity | None = None
    drug: str | None = None
    action: Name | None = None


class Response(Fact):
    """The response as the casebook judges it."""

    on: datetime.date
    target: Name
    shrinkage: Quantity | None = None
    some_lesions_only: bool = False
    non_target: Name
    new_lesions: bool
    overall: Literal["CR", "PR", "SD", "PD"]
    nrs_before: int
    nrs_after: int
    scan: Name


class PrintedScore(Fact):
    """A Mirels score as the casebook adds it up."""

    items: dict[Literal["pain", "size", "lesion", "site"], int]
    total: int


class Performance(Fact):
    """Performance status before and after treatment, and the printed change of the pain."""

    ecog: tuple[int, int]
    kps: tuple[int, int]
    pain_change: int


class Case(Entry):
    """One printed case."""

    number: int
    title: Name
    pages: tuple[Page, Page]
    subtype: Literal["her2_positive", "hr_positive", "triple_negative"]
    patient: Demographics
    history: History
    visit: Visit
    imaging: tuple[Imaging, ...]
    laboratory: tuple[Result, ...]
    receptors: Receptors | None = None
    diagnosis: Diagnosis
    operation: Operation | None = None
    prescriptions: tuple[Prescription, ...]
    radiotherapy: tuple[Radiotherapy, ...] = ()
    timeline: tuple[Event, ...]
    adverse_events: tuple[AdverseEvent, ...]
    response: Response
    mirels: PrintedScore | None = None
    performance: Performance | None = None
    invented: dict[Literal["height", "weight"], Quantity]
    opening: dict[str, Any]

    @model_validator(mode="after")
    def _pages_within_the_case(self) -> Case:
        first, last = self.pages
        for page in pages_of(self):
            if not first <= page <= last:
                raise ValueError(f"case {self.number}: page {page} is not one of its pages")
        return self

    def result(self, analyte: str, when: str = "baseline") -> Result:
        """Return the one result of an analyte at a point; raise KeyError where there is none."""
        for found in self.laboratory:
            if (found.analyte, found.when) == (analyte, when):
                return found
        raise KeyError((analyte, when))

    def prescription(self, drug: str) -> Prescription:
        """Return the one prescription of a drug; raise KeyError where there is none."""
        for found in self.prescriptions:
            if found.drug == drug:
                return found
        raise KeyError(drug)

    def cycle_dates(self) -> tuple[datetime.date, ...]:
        """Return the first days of the cycles, in order."""
        return tuple(event.on for event in self.timeline if event.what == "cycle")


def pages_of(item: Any) -> list[int]:
    """Return every page that a case, or a part of one, refers to."""
    if isinstance(item, Entry):
        found = [item.page] if isinstance(item, Fact) else []
        for name in type(item).model_fields:
            if name not in ("page", "pages"):
                found.extend(pages_of(getattr(item, name)))
        return found
    if isinstance(item, (tuple, list)):
        return [page for part in item for page in pages_of(part)]
    return []
