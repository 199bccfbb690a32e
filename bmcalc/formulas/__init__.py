"""The published equations, each beside its reference; no question and no cut-off.

Every function takes and returns quantities that know their unit; its docstring says which unit
comes out, where the equation was published, and works one example, which the tests run. There
``q`` writes a quantity down and ``show`` reads it out (:mod:`bmcalc.core.term`).
"""
