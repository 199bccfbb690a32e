"""Pasted orders of anthracyclines and CMF: what is read, what a push is, what never agrees."""

import pytest

from tests.orders.asked import checked
from tests.orders.healthy import PATIENT, RESULTS, TODAY

C = "\n注射用环磷酰胺 960mg 静滴"
CMF = "\n环磷酰胺 960mg iv\n氟尿嘧啶 960mg iv"
FEC = "\n表柔比星 160mg ivgtt\n环磷酰胺 800mg ivgtt"


def pasted(regimen, order):
    return checked({"patient": PATIENT, "labs": RESULTS, "regimen": regimen, "cycle": 1, "day": 1,
                    "today": TODAY, "order": order})


@pytest.mark.parametrize(("regimen", "order", "drug", "verdict"), [
    ("ac", f"注射用盐酸多柔比星 96mg 静推 d1{C}", "doxorubicin", "agrees"),
    ("ac", f"多柔比星 96mg ivgtt{C}", "doxorubicin", "agrees"),
    ("ac", f"阿霉素 96mg ivgtt{C}", "doxorubicin", "undecidable"),
    ("ac", f"表柔比星 144mg ivgtt{C}", "doxorubicin", "stop"),
    ("ac", f"多柔比星 960mg ivgtt{C}", "doxorubicin", "stop"),
    ("ac", f"多柔比星 96mg im{C}", "doxorubicin", "stop"),
    ("ac", f"多柔比星 96mg 鞘内注射{C}", "doxorubicin", "stop"),
    ("ac", f"多柔比星 96 静推{C}", "doxorubicin", "undecidable"),
    ("ac", "多柔比星 96mg 静推\n环磷酰胺片 960mg po", "cyclophosphamide_iv", "stop"),
    ("ac-epirubicin-cn", f"表柔比星 144mg ivgtt{C}", "epirubicin", "agrees"),
    ("tc", f"多西他赛 120mg ivgtt{C}", "cyclophosphamide_iv", "agrees"),
    ("cmf-iv-21", f"甲氨蝶呤 64mg iv{CMF}", "methotrexate", "agrees"),
    ("cmf-iv-21", f"甲氨蝶呤 64mg 静推{CMF}", "methotrexate", "agrees"),
    ("cmf-iv-21", f"甲氨蝶呤 64mg{CMF}", "methotrexate", "undecidable"),
    ("cmf-iv-21", f"甲氨蝶呤 64mg po qd{CMF}", "methotrexate", "stop"),
    ("cmf-iv-21", f"甲氨蝶呤片 10mg po qd{CMF}", "methotrexate", "stop"),
    ("cmf-iv-21", f"甲氨蝶呤 64mg 鞘内注射{CMF}", "methotrexate", "stop"),
    ("cmf-iv-21", f"MTX 64mg iv{CMF}", "methotrexate", "undecidable"),
    ("mitox", "MTX 22mg iv", "mitoxantrone", "undecidable"),
    ("mitox", "米托蒽醌 22.4mg ivgtt", "mitoxantrone", "agrees"),
    ("mitox", "米托蒽醌 22.4mg 静推", "mitoxantrone", "stop"),
    ("pld", "多柔比星脂质体 80mg ivgtt 5%GS 250ml", "doxorubicin_liposomal", "agrees"),
    ("pld", "多柔比星脂质体 80mg ivgtt NS 250ml", "doxorubicin_liposomal", "stop"),
    ("pld", "多柔比星脂质体 80mg 静推", "doxorubicin_liposomal", "stop"),
    ("pld", "多柔比星 80mg ivgtt", "doxorubicin_liposomal", "stop"),
    ("fec100", f"氟尿嘧啶 800mg 静推{FEC}", "fluorouracil", "agrees"),
    ("fec100", f"5-FU 800mg 静推{FEC}", "fluorouracil", "query"),
    ("fec100", f"氟尿嘧啶 3840mg 持续静滴46h{FEC}", "fluorouracil", "stop"),
    ("fec100", f"氟尿嘧啶 800mg po{FEC}", "fluorouracil", "stop"),
])
def test_what_a_pasted_line_comes_to(regimen, order, drug, verdict):
    assert pasted(regimen, order).verdict(drug) == verdict


def test_another_published_dose_is_named_and_stays_another():
    answer = pasted("ac-epirubicin-cn", f"表柔比星 160mg ivgtt{C}")
    assert answer.verdict("epirubicin") == "stop"
    (told,) = [one["text"] for one in answer.told("epirubicin")
               if one["code"] == "OTHER_PUBLISHED_DOSE"]
    assert "100 mg/m²" in told
    between = pasted("ac-epirubicin-cn", f"表柔比星 172mg ivgtt{C}")
    assert "OTHER_PUBLISHED_DOSE" not in between.codes("epirubicin")
