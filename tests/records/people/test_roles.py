"""What a role may do, and what it may not."""

import pytest

from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.sources import Mark, sources
from bmcalc.records.people.roles import Act, Role, any_allows, failures, rights
from bmcalc.rules.data_files import read_file

SIMPLE = ("denosumab", "zoledronic_acid", "trastuzumab_sc")
CHECKS = {Act.FIRST_CHECK, Act.SECOND_CHECK}
ON_ORDERS = set(Act) - {Act.MANAGE_PEOPLE}


def allowed(role, drugs=("docetaxel",)):
    return {act for act in Act if any_allows([role], act, drugs)}


@pytest.mark.parametrize("order", [SIMPLE[:1], SIMPLE[1:2], SIMPLE[2:], SIMPLE])
def test_a_technician_checks_three_drugs_and_does_nothing_else(order):
    assert allowed(Role.TECHNICIAN, order) == CHECKS


@pytest.mark.parametrize("order", [
    ("docetaxel",), (*SIMPLE, "docetaxel"), ("trastuzumab_iv",), ("phesgo",), ("pamidronate",),
    (), ("denosumab", ""),
])
def test_a_technician_checks_no_order_with_another_drug_or_a_line_that_was_not_read(order):
    assert allowed(Role.TECHNICIAN, order) == set()


def test_a_pharmacist_does_everything_to_an_order_but_override():
    assert allowed(Role.PHARMACIST) == ON_ORDERS - {Act.OVERRIDE}
    assert allowed(Role.SENIOR_PHARMACIST) == ON_ORDERS


def test_an_oncologist_answers_and_confirms_and_neither_checks_nor_releases_nor_overrides():
    assert {Act.ANSWER_QUERY, Act.CONFIRM_GIVEN, Act.QUERY} <= allowed(Role.ONCOLOGIST)
    assert not allowed(Role.ONCOLOGIST) & {*CHECKS, Act.RELEASE, Act.OVERRIDE, Act.MANAGE_PEOPLE}


def test_an_administrator_manages_people_alone():
    assert allowed(Role.ADMINISTRATOR) == {Act.MANAGE_PEOPLE}
    assert [role for role in Role if Act.MANAGE_PEOPLE in allowed(role)] == [Role.ADMINISTRATOR]


def test_several_roles_allow_what_any_of_them_does():
    both = (Role.TECHNICIAN, Role.ADMINISTRATOR)
    assert any_allows(both, Act.FIRST_CHECK, SIMPLE)
    assert any_allows(both, Act.MANAGE_PEOPLE, ())
    assert not any_allows(both, Act.FIRST_CHECK, ("docetaxel",))
    assert not any_allows((), Act.FIRST_CHECK, SIMPLE)


def test_every_role_reads_its_drugs_from_the_formulary_and_rests_on_a_convention():
    assert rights().keys() == set(Role)
    for one in rights().values():
        assert (one.drugs or set()) <= drugs().keys()
        assert {sources()[source].mark for source in one.sources} == {Mark.CONVENTION}
    file = read_file("tables", "roles.toml")
    for part in ("passphrase", "failures"):
        assert {sources()[one].mark for one in file[part]["sources"]} == {Mark.CONVENTION}
    assert failures().sources == ("wait-after-failures",)
