"""Every pair of our units, as pint combines and converts them: pint is the authority."""

import itertools
import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc.core.pint_registry import registry
from bmcalc.core.unit_labels import PART_LABELS, SPELLINGS
from bmcalc.core.unit_parts import MADE_OF, in_base, read_parts
from bmcalc.core.units import NO_UNIT, DimensionError, unit

UNITS = tuple(SPELLINGS)
SCALE = {"x10^9/L": Decimal("1e9")}


def of_pint(key):
    """Return the scale and the unit that pint reads in the expression of a unit."""
    expression = SPELLINGS[key].expression
    scale, _, rest = expression.rpartition("e9*")
    return Decimal("1e9") if scale else Decimal(1), registry().Unit(rest)


PINT = {key: of_pint(key) for key in UNITS}


def powers(parts):
    return {name: Decimal(power) for name, power in parts.items()}


@pytest.mark.parametrize("key", UNITS)
def test_an_expression_is_read_as_pint_reads_it(key):
    scale, parts = read_parts(SPELLINGS[key].expression)
    assert scale == SCALE.get(key, 1) == PINT[key][0]
    assert powers(parts) == dict(PINT[key][1]._units)


@pytest.mark.parametrize("part", sorted(MADE_OF))
def test_a_part_is_made_of_what_pint_makes_it_of(part):
    factor, base = registry().get_root_units(part)
    assert in_base({part: 1}) == (Decimal(factor), base._units)


def test_every_part_of_a_unit_has_its_label():
    used = {part for key in UNITS for part in read_parts(SPELLINGS[key].expression)[1]}
    assert used <= set(MADE_OF)
    assert set(MADE_OF) == set(PART_LABELS)


@pytest.mark.parametrize("key", UNITS)
def test_conversions_are_those_of_pint_to_the_last_digit(key):
    scale, mine = PINT[key]
    for other, (other_scale, theirs) in PINT.items():
        here = unit(key)
        assert here.same_dimension(unit(other)) is mine.is_compatible_with(theirs)
        if mine.is_compatible_with(theirs):
            factor = registry().convert(scale, mine, theirs) / other_scale
            assert str(here.factor_to(unit(other))) == str(factor)
        else:
            with pytest.raises(DimensionError):
                here.factor_to(unit(other))


@pytest.mark.parametrize("key", UNITS)
def test_products_and_quotients_are_those_of_pint(key):
    scale, mine = PINT[key]
    for other, (other_scale, theirs) in PINT.items():
        for made, factor, wanted in (
            (unit(key).times(unit(other)), scale * other_scale, mine * theirs),
            (unit(key).over(unit(other)), scale / other_scale, mine / theirs),
        ):
            if NO_UNIT in (unit(key), unit(other)) and made[1].key in SCALE:
                assert made == (1, unit(made[1].key))
                continue
            assert made[0] == factor
            found = made[1]
            assert powers(found._resolve()[1]) == dict(wanted._units)
            for listed, (listed_scale, parts) in PINT.items():
                if listed_scale == 1 and parts == wanted:
                    assert found is unit(listed) or PINT[found.key] == PINT[listed]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([key for key in UNITS if key not in SCALE]), min_size=3,
                max_size=5), st.lists(st.booleans(), min_size=4, max_size=4),
       st.sampled_from(UNITS))
def test_units_that_only_arise_between_two_steps_are_those_of_pint(keys, times, wanted):
    made, theirs = unit(keys[0]), PINT[keys[0]][1]
    for key, product in zip(keys[1:], times, strict=False):
        made = (made.times if product else made.over)(unit(key))[1]
        theirs = theirs * PINT[key][1] if product else theirs / PINT[key][1]
    assert powers(made._resolve()[1]) == dict(theirs._units)
    assert made.same_dimension(unit(wanted)) is theirs.is_compatible_with(PINT[wanted][1])


def test_a_unit_is_the_same_object_however_it_arose():
    first = unit("mg").times(unit("kg"))[1]
    assert unit("kg").times(unit("mg"))[1] is first
    assert first.label == "kg·mg"
    assert unit("mg/m^2").times(unit("m^2"))[1] is unit("mg")


def test_no_two_units_are_one_to_pint_but_those_written_alike_on_purpose():
    same = {
        (one, other) for one, other in itertools.combinations(UNITS, 2)
        if PINT[one] == PINT[other]
    }
    assert same == set()


def test_calculating_with_units_loads_no_pint():
    code = (
        "import sys; from bmcalc import compute;"
        "done = compute('carboplatin', {'sex': 'female', 'age': 52, 'height': '160 cm',"
        " 'weight': '58 kg', 'creatinine': '68 umol/L', 'target_auc': '5 mg*min/mL'});"
        "assert done['values']['dose']; print('pint' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
