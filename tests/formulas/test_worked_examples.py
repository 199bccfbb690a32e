"""Every equation names its source and works one example, and the example is right."""

import doctest
import importlib
import inspect
import pkgutil

import pytest

from bmcalc import formulas
from bmcalc.core.term import q, show

MODULES = [
    importlib.import_module(f"{formulas.__name__}.{found.name}")
    for found in pkgutil.iter_modules(formulas.__path__)
]
EQUATIONS = [
    pytest.param(function, id=f"{module.__name__.rpartition('.')[2]}.{name}")
    for module in MODULES
    for name, function in inspect.getmembers(module, inspect.isfunction)
    if function.__module__ == module.__name__ and not name.startswith("_")
]


def test_there_are_equations():
    assert len(EQUATIONS) > 50


@pytest.mark.parametrize("equation", EQUATIONS)
def test_the_worked_example_is_right(equation):
    module = inspect.getmodule(equation)
    examples = doctest.DocTestFinder(recurse=False).find(
        equation, module=module, globs={**vars(module), "q": q, "show": show}
    )
    runner = doctest.DocTestRunner(verbose=False)
    told = []
    for example in examples:
        runner.run(example, out=told.append)
    assert runner.tries, "no worked example"
    assert not runner.failures, "".join(told)


@pytest.mark.parametrize("equation", EQUATIONS)
def test_the_source_is_named(equation):
    assert "\nSource: " in inspect.getdoc(equation)
