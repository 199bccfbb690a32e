"""Order texts and what must become of them, written so shortly that many fit into a table.

``docetaxel 120mg iv d1`` is a line that is read: route, ``d`` days, ``x`` times a day, ``c`` days
of the cycle, ``n`` days running, ``t`` minutes, ``v`` mL, ``f`` fluid, ``once``, ``day`` (the dose
of a day), ``prn``, ``b`` the basis, ``?`` a doubt, ``phase:…``. ``lost`` is a line of which nothing
is made (``lost:docetaxel`` names the drug that it leaves unread), ``stop:docetaxel`` a stop,
``other:…`` another drug (``other:`` alone an unknown name of a family), ``beside`` is read and not
checked, ``told`` orders nothing.
"""

from bmcalc.core.numbers import plain
from bmcalc.formulary.drugs import drugs
from bmcalc.orders.reading.pasted_order import read_pasted

FLUIDS = {"sodium_chloride_0.9": "ns", "glucose_5": "gs"}


def line_in_short(line):
    order = line.ordered
    parts = [line.drug, plain(order.dose.to("mg").magnitude.normalize()) + "mg"]
    if order.route:
        parts.append(order.route)
    if order.days:
        parts.append("d" + in_short(order.days))
    for mark, value in (("x", order.times_per_day), ("w", order.times_per_week),
                        ("c", order.cycle_days),
                        ("n", order.duration_days), ("cycle", order.cycle)):
        if value is not None:
            parts.append(f"{mark}{value}")
    if order.infusion is not None:
        parts.append("t" + plain(order.infusion.magnitude))
    if order.diluent is not None:
        parts.append("f" + FLUIDS.get(order.diluent, order.diluent))
    if order.volume is not None:
        parts.append("v" + plain(order.volume.magnitude))
    if order.basis is not None:
        parts.append("b" + plain(order.basis.magnitude))
    for word, said in (("once", order.once), ("day", order.per_day), ("prn", order.as_needed),
                       ("?", order.doubts)):
        if said:
            parts.append(word)
    if order.phase:
        parts.append(f"phase:{order.phase}")
    return " ".join(parts)


def in_short(days):
    if len(days) > 2 and list(days) == list(range(days[0], days[-1] + 1)):
        return f"{days[0]}-{days[-1]}"
    return ",".join(map(str, days))


def in_shorthand(text):
    """Return what a text comes to, one entry for each line, in the order of the lines."""
    read = read_pasted(text, drugs())
    found = [(line.number, line_in_short(line)) for line in read.lines]
    found += [
        (line.number, "lost" + (f":{','.join(line.drugs)}" if line.drugs else ""))
        for line in read.not_understood
    ]
    found += [(line.number, f"stop:{line.drug}") for line in read.discontinued]
    found += [(line.number, f"other:{line.drug}") for line in read.others]
    found += [(line.number, "beside") for line in read.beside]
    found += [(line.number, "told") for line in read.told]
    return [shown for _number, shown in sorted(found, key=lambda one: one[0])]
