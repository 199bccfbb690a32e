"""Every action that the command offers does something; none of them ends in a fault of ours."""

import argparse
import os

import pytest

from bmcalc.records.command.actions import _ACTIONS
from bmcalc.records.command.arguments import add_actions

ARGUMENTS = {"append": ["/nowhere/notes"], "backup": ["/nowhere"], "restore": ["/nowhere/f"],
             "export": ["/nowhere/f"], "courses": ["1"], "join": ["postgresql://u:p@h/d"]}


def offered():
    parser = argparse.ArgumentParser()
    add_actions(parser, argparse.ArgumentParser(add_help=False))
    (actions,) = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    return sorted(actions.choices)


def test_every_offered_action_is_one():
    assert offered() == sorted(_ACTIONS)


@pytest.mark.parametrize("action", offered())
def test_no_action_ends_in_a_fault_of_the_program(call, append, line, action):
    append(line())
    code, _out, err = call(action, *ARGUMENTS.get(action, []))
    assert code in {0, 2}
    assert "went wrong" not in err


@pytest.mark.parametrize("beside", ["", ".signatures"])
def test_an_export_takes_the_place_of_no_device_or_pipe(call, append, line, tmp_path, beside):
    append(line())
    pipe = tmp_path / f"out{beside}"
    os.mkfifo(pipe)
    code, _out, err = call("export", tmp_path / "out")
    assert code == 2 and "is no file" in err
    assert pipe.is_fifo()
