"""Nothing of the first check can be reached from what the window of the blind entry is given."""

import gc
import types

from bmcalc.core.term import Term, show
from tests.records.second_check.given import BIRTH, RECORD_NUMBER, first, second

NOT_FOLLOWED = (types.ModuleType, type, types.FunctionType, types.BuiltinFunctionType,
                types.MethodType, types.CodeType, types.FrameType)
"""What belongs to the program and not to a value; a function is followed into what it encloses."""

IMPROBABLE = ("61.7", "163.5", "67.3", "3.27", "217", "537", "127 mg", "370", RECORD_NUMBER, BIRTH,
              "2026-11-09", "2026-11-29", "2026-11-30")


def reachable(root):
    """Give every object that can be reached from one without going through the program itself."""
    seen, waiting = {id(root)}, [root]
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, types.FunctionType):
            following = [cell.cell_contents for cell in one.__closure__ or ()]
        elif isinstance(one, NOT_FOLLOWED):
            continue
        else:
            following = gc.get_referents(one)
        for other in following:
            if id(other) not in seen:
                seen.add(id(other))
                waiting.append(other)


def words_of(one):
    if isinstance(one, Term):
        return show(one)
    return str(one) if isinstance(one, (str, bytes, int)) else ""


def test_the_walk_finds_what_is_there():
    assert any("61.7" in words_of(one) for one in reachable(first()))


def test_no_value_of_the_first_check_is_reachable_from_the_form():
    check = second()
    check.enter({})
    found = list(reachable([check.form, check.form.fields, check.form.columns]))
    assert not any(one is check or one is check._first or one is check._side for one in found)
    words = [words_of(one) for one in found]
    assert len(words) > 50, "the questions were walked through"
    assert [(value, one) for one in words for value in IMPROBABLE if value in one] == []


def test_the_form_is_the_same_for_every_first_check():
    one, other = second(), second(order="denosumab 120 mg sc", regimen="docetaxel-100", last={})
    assert one.form == other.form
    assert list(one.form.fields) == list(other.form.fields)
    assert list(one.form.columns) == list(other.form.columns)


def test_the_faults_of_an_entry_say_nothing_of_the_first_check():
    faults = second().enter({"weight": "6l.7 kg", "order": [{"drug": "carbo", "dose": "1 mg"}]})
    told = " ".join(str(one.text) for one in faults.faults)
    assert [value for value in IMPROBABLE if value in told] == []
