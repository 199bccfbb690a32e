"""What a person types, pastes and opens: right things and wrong ones, from the shipped cases."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

from bmcalc.resource_files import resource

ORDER = "order-check"

WRONG = (
    "0", "-1", "6x.1", "1e9", "1,5", "1⁵", "９９", "58.2kg", "999999999999", "0.77", "<5", "∞",
    "NaN", "1 2", "2023-02-30", "2023-08-20", "58,2", ".", "1.", "0.0001", "٣", "5" * 60,
    "<img src=file:///etc/hostname>", "120 mg", "75 mg/m2", "600 mg po bid d1-21", "6oo",
)
CHINESE = (
    "五十八公斤", "女", "体重58", "多西他赛 120mg", "１２０ｍｇ", "—", "患者：张", "58千克",
    "68微摩尔", "卡铂", "第二周期", "２０２３－０８－２０",
)
QUERIES = ("t", "tcb", "thp", "卡铂", "doce", "帕妥", "xyz", "1", "den")
DAYS = ("2023-08-20", "2023-09-10", "2021-07-05", "2024-02-29", "2023-13-01", "20230820")
LINES = (
    "docetaxel 1 120 mg", "docetaxel .120 mg", "docetaxel 120 mg cancelled", "docetaxel -120 mg",
    "docetaxel 1e120 mg", "地塞米松 10mg 静滴", "unknown drug 5 mg", "第3周期", "1." * 500,
    "trastuzumab 348 mg\ntrastuzumab 348 mg", "停用 帕妥珠单抗", "carboplatin AUC 6",
    "docetaxel \u202e120 mg",
)
PRINT_OUTS = (
    "2021-07-04\n中性粒细胞 3.2 10^9/L\n血小板 215 10^9/L\n肌酐 68 umol/L",
    "ALT 35 U/L\nAST 32 U/L\n总胆红素 10 umol/L", "creatinine 68 umol/L 2021-07-04",
    "病历号 ZZ-9 女 52岁\n肌酐 300 umol/L 2021-07-04", "患者 男 80岁\n血小板 12 10^9/L",
    '{"regimen": "thp", "cycle": 1, "day": 1, "today": "2026-05-05"}', '{"regimen": 7}',
    "ANC 3.2\n" * 20, "hemoglobin 11 g/dL 2021-07-01\nanc 0.3 x10^9/L 2021-07-03",
)
_ORDERS = Path(__file__).parents[2] / "orders" / "order_verdicts.toml"
_OWN_KEYS = ("calculator", "policy")


def _flat(raw: object, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(raw, Mapping):
        for key, inner in raw.items():
            yield from _flat(inner, name if key in ("value", "on") else str(key))
    elif isinstance(raw, list):
        for inner in raw:
            yield from _flat(inner, name)
    elif raw is not None and not isinstance(raw, bool):
        yield name, str(raw)


class Material:
    """Draws from everything there is, by one seed."""

    def __init__(self, chance: Random, folder: Path) -> None:
        self._chance = chance
        self._folder = folder
        self._files = 0
        self._cases = _shipped()
        self._values: dict[str, list[str]] = {}
        for _calculator, inputs in self._cases:
            for name, value in _flat(inputs):
                if value not in self._values.setdefault(name, []) and len(value) < 40:
                    self._values[name].append(value)
        found = tomllib.loads(_ORDERS.read_text(encoding="utf-8"))["orders"]
        self._orders = [one["order"] for one in found]

    def value(self, field: str) -> str:
        """Return what could be typed into a field: mostly right, else wrong."""
        parts = field.split(":")
        known = self._values.get(parts[0]) or self._values.get(parts[-1])
        if field.endswith((":on", "today")):
            known = list(DAYS)
        if field == "cycle":
            known = ["1", "2", "3"]
        if field == "day":
            known = ["1", "1", "8"]
        if known and self._chance.random() < 0.75:
            return self._chance.choice(known)
        return self._chance.choice(WRONG)

    def chinese(self) -> str:
        """Return words that an input method puts into a field at once."""
        return self._chance.choice(CHINESE)

    def query(self) -> str:
        """Return what is searched for."""
        return self._chance.choice(QUERIES)

    def order(self) -> str:
        """Return the text of an order, sometimes with lines that no one should take for a dose."""
        text: str = self._chance.choice(self._orders)
        if self._chance.random() < 0.3:
            text = self._chance.choice(PRINT_OUTS)
        if self._chance.random() < 0.15:
            text += "\n" + self._chance.choice(PRINT_OUTS)
        if self._chance.random() < 0.4:
            text += "\n" + self._chance.choice(LINES)
        return text

    def file(self) -> Path:
        """Return a file that can be opened, or one that must be refused."""
        self._files += 1
        path = self._folder / f"order{self._files % 20}.json"
        if self._chance.random() < 0.35:
            path.write_bytes(self._bad())
            return path
        calculator, inputs = self._chance.choice(self._cases)
        if self._chance.random() < 0.5:
            calculator, inputs = self._chance.choice(
                [case for case in self._cases if case[0] == ORDER])
        whole = inputs if calculator == ORDER else {"calculator": calculator, "inputs": inputs}
        path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
        return path

    def _bad(self) -> bytes:
        calculator, inputs = self._chance.choice(self._cases)
        name = self._chance.choice(list(inputs) or ["x"])
        wrong: Any = self._chance.choice(
            [{}, [], [1], True, {"a": 1}, [{"zz": "1"}], 10**30, "x" * 500, None, [[[]]]])
        given = {"calculator": calculator, "inputs": {**inputs, name: wrong}}
        return self._chance.choice([
            json.dumps(given).encode(), json.dumps({**inputs, name: wrong}).encode(),
            b"", b"{", b"[1]", b'{"\\ud800":"1"}', b'{"age":1e99999999999999999999}', b"\xff\xfe",
            b'{"patient":{"age":1e999999999},"regimen":"thp"}', b'{"calculator":"nothing"}',
            b'{"<img src=\\"file:///etc/hostname.png\\">":1}', b"[" * 5000,
        ])


def _shipped() -> list[tuple[str, dict[str, Any]]]:
    """Return the inputs of the shipped verification, each with its calculator."""
    found = []
    for path in sorted(Path(str(resource("verification"))).glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8"))["cases"]:
            if isinstance(case["inputs"], dict) and not set(_OWN_KEYS) & set(case["inputs"]):
                found.append((path.stem, case["inputs"]))
    return found
