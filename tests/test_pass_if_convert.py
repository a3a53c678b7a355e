"""Branches that become selections: IR in, IR out."""

from __future__ import annotations

import pytest
from test_pass_rewrites import same


def test_if_convert_one_way() -> None:
    same(
        "condbr %c, ^t, ^j\n^t:\n %0: i32 = xor %a, i32 5\n br ^j\n^j:\n %1: i32 = phi [%b, ^entry], [%0, ^t]\n ret %1",
        "%0: i32 = xor %a, i32 5\n %1: i32 = select %c, %0, %b\n br ^j\n^j:\n %2: i32 = phi [%1, ^entry]\n ret %2",
        "if-convert",
    )


def test_if_convert_two_ways() -> None:
    same(
        "condbr %c, ^t, ^e\n^t:\n br ^j\n^e:\n %0: i32 = add %a, %b\n br ^j\n"
        "^j:\n %1: i32 = phi [%a, ^t], [%0, ^e]\n ret %1",
        "%0: i32 = add %a, %b\n %1: i32 = select %c, %a, %0\n br ^j\n^j:\n %2: i32 = phi [%1, ^entry]\n ret %2",
        "if-convert",
    )


@pytest.mark.parametrize(
    ("way", "weights"),
    [
        ("%0: i32 = sdiv %a, %b", ""),
        ("%0: i32 = load %p align=4", ""),
        ("store %a, %p align=4\n %0: i32 = add %a, %b", ""),
        ("%0: i32 = add %a, %b", "weights=(1, 2000)"),
        ("%2: i32 = add %a, %b\n %3: i32 = mul %2, %b\n %4: i32 = mul %3, %b\n %0: i32 = mul %4, %b", ""),
    ],
)
def test_if_convert_refuses(way: str, weights: str) -> None:
    text = (
        f"condbr %c, ^t, ^j {weights}\n^t:\n {way}\n br ^j\n"
        "^j:\n %1: i32 = phi [%b, ^entry], [%0, ^t]\n ret %1"
    )
    same(text, text, "if-convert")


def test_if_convert_leaves_floating_values() -> None:
    text = (
        "%0: f64 = sitofp %a\n condbr %c, ^t, ^j\n^t:\n br ^j\n"
        "^j:\n %1: f64 = phi [%0, ^entry], [f64 0x0000000000000000, ^t]\n %2: i32 = fptosi %1\n ret %2"
    )
    same(text, text, "if-convert")
