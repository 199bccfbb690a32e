"""HER2 agents: doses by weight, missed doses, the conflict of two labels, orders, hearts."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc import compute

H60 = {"drug": "trastuzumab_iv", "weight": "60 kg", "first_dose": False, "days_since_last": 21}
PERTUZUMAB = {"drug": "pertuzumab", "first_dose": False, "days_since_last": 21}
PHESGO = {"drug": "phesgo", "first_dose": False, "days_since_last": 21}
DERUXTECAN = {
    "drug": "trastuzumab_deruxtecan", "weight": "60 kg", "first_dose": False, "days_since_last": 21,
}


def answered(raw, **changes):
    answer = compute("her2-dose", raw | changes)
    assert answer["status"] != "refused", answer["errors"]
    return answer


def refused(raw, **changes):
    answer = compute("her2-dose", raw | changes)
    assert answer["status"] == "refused"
    return [(error["code"], error["field"]) for error in answer["errors"]]


def codes(answer, *severities):
    wanted = severities or ("info", "caution", "stop")
    return {f["code"] for f in answer["findings"] if f["severity"] in wanted}


def amount(answer, name="dose"):
    return Decimal(answer["values"][name]["value"])


BY_WEIGHT = [
    # kg, loading mg and mL, maintenance mg and mL, weekly loading and maintenance
    ("45", "360", "17.14", "270", "12.86", "180", "90"),
    ("50", "400", "19.05", "300", "14.29", "200", "100"),
    ("55", "440", "20.95", "330", "15.71", "220", "110"),
    ("60", "480", "22.86", "360", "17.14", "240", "120"),
    ("65", "520", "24.76", "390", "18.57", "260", "130"),
    ("70", "560", "26.67", "420", "20.00", "280", "140"),
    ("80", "640", "30.48", "480", "22.86", "320", "160"),
]


@pytest.mark.parametrize(
    ("kg", "load", "load_ml", "keep", "keep_ml", "weekly_load", "weekly"), BY_WEIGHT
)
def test_trastuzumab_by_weight(kg, load, load_ml, keep, keep_ml, weekly_load, weekly):
    first = {"drug": "trastuzumab_iv", "weight": f"{kg} kg", "first_dose": True}
    later = H60 | {"weight": f"{kg} kg"}
    answer = answered(first)
    assert answer["values"]["phase"] == "loading"
    assert (amount(answer), round(amount(answer, "volume"), 2)) == (Decimal(load), Decimal(load_ml))
    answer = answered(later)
    assert answer["values"]["phase"] == "maintenance"
    assert (amount(answer), round(amount(answer, "volume"), 2)) == (Decimal(keep), Decimal(keep_ml))
    assert amount(answered(first, cycle_length="7 day")) == Decimal(weekly_load)
    assert amount(answered(later, cycle_length="7 day", days_since_last=7)) == Decimal(weekly)


@pytest.mark.parametrize(("kg", "full", "volume", "level_1", "level_2"), [
    ("45", "243.0", "12.15", "198.0", "144.0"), ("50", "270.0", "13.50", "220.0", "160.0"),
    ("55", "297.0", "14.85", "242.0", "176.0"), ("60", "324.0", "16.20", "264.0", "192.0"),
    ("65", "351.0", "17.55", "286.0", "208.0"), ("70", "378.0", "18.90", "308.0", "224.0"),
    ("80", "432.0", "21.60", "352.0", "256.0"),
])
def test_deruxtecan_by_weight_and_level(kg, full, volume, level_1, level_2):
    for level, dose in enumerate((full, level_1, level_2)):
        answer = answered(DERUXTECAN, weight=f"{kg} kg", dose_level=level)
        assert amount(answer) == Decimal(dose)
        assert answer["values"]["phase"] == "maintenance"
        if level == 0:
            assert amount(answer, "volume") == Decimal(volume)


MISSED = [
    # day, trastuzumab alone, pertuzumab, trastuzumab with pertuzumab
    (20, ("early", 360), ("early", 420), ("early", 360)),
    (21, ("maintenance", 360), ("maintenance", 420), ("maintenance", 360)),
    (28, ("maintenance", 360), ("maintenance", 420), ("maintenance", 360)),
    (29, ("reload", 480), ("maintenance", 420), ("conflict", None)),
    (41, ("reload", 480), ("maintenance", 420), ("conflict", None)),
    (42, ("reload", 480), ("reload", 840), ("reload", 480)),
    (63, ("reload", 480), ("reload", 840), ("reload", 480)),
]


@pytest.mark.parametrize(("days", "alone", "pertuzumab", "pair"), MISSED)
def test_missed_doses(days, alone, pertuzumab, pair):
    for raw, (phase, dose) in (
        (H60 | {"partner_pertuzumab": False}, alone),
        (PERTUZUMAB, pertuzumab),
        (H60 | {"partner_pertuzumab": True}, pair),
    ):
        values = answered(raw, days_since_last=days)["values"]
        assert values["phase"] == phase
        assert (values["dose"] and Decimal(values["dose"]["value"])) == dose


@pytest.mark.parametrize(("days", "phase", "dose"), [
    (6, "early", 120), (7, "maintenance", 120), (14, "maintenance", 120), (15, "reload", 240),
])
def test_missed_weekly_doses(days, phase, dose):
    answer = answered(H60, cycle_length="7 day", days_since_last=days)
    assert (answer["values"]["phase"], amount(answer)) == (phase, dose)


@pytest.mark.parametrize(("days", "dose", "volume"), [(41, 600, 10), (42, 1200, 15)])
def test_missed_phesgo(days, dose, volume):
    answer = answered(PHESGO, days_since_last=days)
    assert amount(answer) == dose
    assert amount(answer, "dose_trastuzumab") == 600
    assert amount(answer, "volume") == volume


@pytest.mark.parametrize("days", [21, 22, 28, 42, 63, 400])
def test_deruxtecan_and_trastuzumab_sc_are_never_loaded(days):
    assert amount(answered(DERUXTECAN, days_since_last=days)) == 324
    subcutaneous = answered({"drug": "trastuzumab_sc", "first_dose": False}, days_since_last=days)
    assert (amount(subcutaneous), amount(subcutaneous, "volume")) == (600, 5)
    assert subcutaneous["values"]["phase"] == "maintenance"


def test_first_doses():
    assert amount(answered({"drug": "pertuzumab", "first_dose": True})) == 840
    assert amount(answered({"drug": "pertuzumab", "first_dose": True}), "volume") == 28
    assert amount(answered({"drug": "phesgo", "first_dose": True})) == 1200
    subcutaneous = answered({"drug": "trastuzumab_sc", "first_dose": True})
    assert (amount(subcutaneous), subcutaneous["values"]["phase"]) == (600, "maintenance")
    answer = answered({"drug": "trastuzumab_deruxtecan", "weight": "60 kg", "first_dose": True})
    assert (amount(answer), answer["values"]["phase"]) == (324, "maintenance")


@pytest.mark.parametrize(("raw", "days", "status"), [
    (H60, 20, "caution"), (H60, 18, "caution"), (H60, 17, "stop"), (H60, 0, "stop"),
    (H60 | {"cycle_length": "7 day"}, 6, "caution"), (H60 | {"cycle_length": "7 day"}, 5, "stop"),
    *((one, days, status) for one in (PERTUZUMAB, PHESGO, DERUXTECAN)
      for days, status in ((20, "caution"), (18, "caution"), (17, "stop"))),
    ({"drug": "trastuzumab_sc", "first_dose": False}, 20, "caution"),
    ({"drug": "trastuzumab_sc", "first_dose": False}, 17, "stop"),
    (H60, 21, "ok"), (PERTUZUMAB, 21, "ok"), (PHESGO, 21, "ok"), (DERUXTECAN, 21, "ok"),
])
def test_early_doses(raw, days, status):
    answer = answered(raw, days_since_last=days)
    assert answer["status"] == status
    assert (answer["values"]["phase"] == "early") == (status != "ok")


class TestConflict:
    pair = H60 | {"partner_pertuzumab": True, "days_since_last": 29}

    def test_nothing_is_decided(self):
        answer = answered(self.pair)
        assert answer["status"] == "stop"
        values = answer["values"]
        assert (values["dose"], values["volume"], values["deviation"]) == (None, None, None)
        assert {one["rule"]: Decimal(one["dose"]["value"]) for one in values["alternatives"]} == {
            "trastuzumab_label": 480, "perjeta_table": 360,
        }

    def test_an_order_is_told_which_label_it_follows(self):
        answer = answered(self.pair, ordered_dose="360 mg")
        follows = [f["text"] for f in answer["findings"] if f["code"] == "ORDER_FOLLOWS"]
        assert len(follows) == 1
        assert "Perjeta" in follows[0]
        assert answer["values"]["deviation"] is None

    @pytest.mark.parametrize(("policy", "phase", "dose"), [
        ("trastuzumab_label", "reload", 480), ("perjeta_table", "maintenance", 360),
    ])
    def test_a_choice_with_a_reason_is_carried_out_and_told(self, policy, phase, dose):
        answer = answered(self.pair, hp_reload_policy=policy, hp_reload_reason="Tumour board")
        assert (answer["values"]["phase"], amount(answer)) == (phase, dose)
        assert answer["status"] == "caution"
        assert "RELOAD_CHOSEN" in codes(answer, "caution")

    def test_a_choice_without_a_reason_is_refused(self):
        errors = refused(self.pair, hp_reload_policy="perjeta_table")
        assert errors == [("E_MISSING", "hp_reload_reason")]

    @pytest.mark.parametrize("days", [29, 41])
    def test_the_partner_must_be_known(self, days):
        assert refused(H60, days_since_last=days) == [("E_MISSING", "partner_pertuzumab")]

    @pytest.mark.parametrize("days", [28, 42])
    def test_outside_the_zone_the_partner_changes_nothing(self, days):
        alone = answered(H60, days_since_last=days)
        pair = answered(H60, days_since_last=days, partner_pertuzumab=True)
        assert pair["values"] == alone["values"]

    def test_weekly_trastuzumab_has_no_conflict(self):
        answer = answered(self.pair, cycle_length="7 day")
        assert answer["values"]["phase"] == "reload"


@pytest.mark.parametrize(("ordered", "status"), [
    ("360 mg", "ok"), ("378 mg", "ok"), ("379 mg", "caution"), ("396 mg", "caution"),
    ("397 mg", "stop"), ("342 mg", "ok"), ("341 mg", "caution"), ("323 mg", "stop"),
])
def test_orders(ordered, status):
    assert answered(H60, ordered_dose=ordered)["status"] == status


def test_the_deviation_of_an_order():
    assert amount(answered(H60, ordered_dose="378 mg"), "deviation") == 5


@pytest.mark.parametrize(("raw", "ordered", "asked"), [
    (H60, "324 mg", True), (H60, "325 mg", False), (H60, "360 mg", False),
    (DERUXTECAN, "360 mg", True), (DERUXTECAN, "324 mg", False),
])
def test_an_order_with_the_dose_of_the_other_product_asks_for_the_name(raw, ordered, asked):
    assert ("PRODUCT_NAME" in codes(answered(raw, ordered_dose=ordered))) == asked


@pytest.mark.parametrize(("weight", "code"), [
    ("54.0 kg", "WEIGHT_CHANGED"), ("66.0 kg", "WEIGHT_CHANGED"), ("65.9 kg", "WEIGHT_KEPT"),
    ("54.1 kg", "WEIGHT_KEPT"), ("60 kg", "WEIGHT_KEPT"),
])
def test_weight_change_from_ten_percent(weight, code):
    assert code in codes(answered(H60, weight=weight, previous_weight="60 kg"))


def test_dates_give_the_days():
    by_dates = H60 | {
        "days_since_last": None, "last_dose_on": "2021-07-05", "planned_on": "2021-07-26",
    }
    assert answered(by_dates)["values"]["phase"] == "maintenance"
    assert answered(by_dates, planned_on="2021-08-16")["values"]["phase"] == "reload"
    assert refused(by_dates, planned_on="2021-08-03") == [("E_MISSING", "partner_pertuzumab")]


@pytest.mark.parametrize(("raw", "changes", "errors"), [
    (H60, {"weight": None}, [("E_MISSING", "weight")]),
    (DERUXTECAN, {"weight": None}, [("E_MISSING", "weight")]),
    (H60, {"first_dose": None}, [("E_MISSING", "first_dose")]),
    (H60, {"days_since_last": None}, [("E_MISSING", "days_since_last")]),
    (H60, {"days_since_last": None, "planned_on": "2021-07-26"}, [("E_MISSING", "last_dose_on")]),
    (H60, {"first_dose": True}, [("E_LOGIC", None)]),
    (H60, {"last_dose_on": "2021-07-05", "planned_on": "2021-07-27"}, [("E_LOGIC", None)]),
    (H60, {"days_since_last": None, "last_dose_on": "2021-07-05", "planned_on": "2021-07-01"},
     [("E_LOGIC", None)]),
    (H60, {"last_dose_on": "2021-02-30"}, [("E_DATE", "last_dose_on")]),
    (PERTUZUMAB, {"cycle_length": "7 day"}, [("E_LOGIC", None)]),
    (H60, {"dose_level": 1}, [("E_LOGIC", None)]),
    (DERUXTECAN, {"dose_level": 3}, [("E_RANGE", "dose_level")]),
    (DERUXTECAN, {"partner_pertuzumab": True}, [("E_LOGIC", None)]),
    (H60, {"days_since_last": 20.5}, [("E_INT", "days_since_last")]),
    (H60, {"drug": "trastuzumab"}, [("E_ENUM", "drug")]),
    (H60, {"lvef_now": "58 %"}, [("E_MISSING", "lvef_baseline")]),
    (H60, {"weight": "132 lb"}, [("E_UNIT", "weight")]),
])
def test_refusals(raw, changes, errors):
    assert refused(raw, **changes) == errors


class TestHeart:
    def test_a_small_fall_goes_on(self):
        answer = answered(H60, lvef_baseline="62 %", lvef_now="58 %")
        assert answer["status"] == "ok"

    def test_a_hold_stops_the_dose_and_keeps_it_visible(self):
        answer = answered(H60, lvef_baseline="66 %", lvef_now="50 %")
        assert answer["status"] == "stop"
        assert amount(answer) == 360

    def test_the_pair_is_held_by_pertuzumabs_rule(self):
        hold = {"lvef_baseline": "55 %", "lvef_now": "45 %"}
        texts = [f["text"] for f in answered(PERTUZUMAB, **hold)["findings"]
                 if f["code"] == "LVEF_HOLD"]
        assert any("Pertuzumab with trastuzumab, metastatic" in text for text in texts)

    def test_the_irish_rule_belongs_to_the_eu_profile(self):
        fall = {"lvef_baseline": "62 %", "lvef_now": "49 %", "partner_pertuzumab": True}
        for profile, told in (("eu", True), ("us", False), ("cn", False)):
            texts = [f["text"] for f in answered(H60, label_profile=profile, **fall)["findings"]]
            assert any("Irish" in text for text in texts) == told

    def test_deruxtecan_continues_with_a_repeat(self):
        answer = answered(DERUXTECAN, lvef_baseline="54 %", lvef_now="45 %")
        assert "LVEF_REPEAT" in codes(answer, "caution")
        assert answer["status"] == "caution"

    def test_a_history_of_lung_disease_stops_deruxtecan(self):
        assert answered(DERUXTECAN, ild_history=True)["status"] == "stop"
        assert "ABSENT" in codes(answered(DERUXTECAN), "info")


def test_the_chinese_label_on_missed_doses_is_not_claimed():
    def told(raw, **changes):
        return "CN_TEXT_NOT_VERIFIED" in codes(answered(raw, **changes))

    assert told(H60)
    assert not told(H60, label_profile="us")
    assert not told({"drug": "trastuzumab_iv", "weight": "60 kg", "first_dose": True})
    assert told(DERUXTECAN, dose_level=1)
    assert not told(DERUXTECAN)


@settings(max_examples=30, deadline=None)
@given(st.integers(min_value=250, max_value=3000), st.sampled_from(["trastuzumab_iv",
                                                                    "trastuzumab_deruxtecan"]))
def test_the_dose_grows_in_proportion_to_the_weight_without_a_cap(tenths, drug):
    kg = Decimal(tenths) / 10
    answer = answered(H60, drug=drug, weight=f"{kg} kg")
    per_kg = Decimal("6") if drug == "trastuzumab_iv" else Decimal("5.4")
    assert amount(answer) == kg * per_kg


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=400))
def test_waiting_longer_never_lowers_the_dose(days):
    def dose(after):
        return amount(answered(H60, days_since_last=after, partner_pertuzumab=False))

    assert dose(days + 1) >= dose(days)


@pytest.mark.parametrize(("days", "phase", "dose"), [
    (21, "maintenance", 600), (41, "maintenance", 600), (42, "reload", 1200), (90, "reload", 1200),
])
@pytest.mark.parametrize("first", [True, False])
def test_phesgo_after_the_intravenous_pair_is_loaded_from_6_weeks_on(days, phase, dose, first):
    answer = answered(PHESGO, last_product="intravenous_pair", days_since_last=days,
                      first_dose=first)
    assert answer["values"]["phase"] == phase
    assert amount(answer) == dose
    assert amount(answer, "dose_trastuzumab") == 600
    assert "CHANGED_PRODUCT" in codes(answer, "info")


def test_phesgo_after_the_intravenous_pair_needs_the_days():
    asked = {"drug": "phesgo", "first_dose": True, "last_product": "intravenous_pair"}
    assert refused(asked) == [("E_MISSING", "days_since_last")]


def test_only_phesgo_follows_the_intravenous_pair():
    told = refused(PERTUZUMAB, last_product="intravenous_pair")
    assert ("E_LOGIC", None) in told
