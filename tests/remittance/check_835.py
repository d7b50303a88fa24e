#!/usr/bin/env python3
"""Checks 835 remittances with a validator by other people, and adds them up once more.

    python3 check_835.py FILE...

pyx12 checks every segment and element against its map of the implementation guide 005010X221A1: order, required elements,
lengths, code lists, counts and control numbers. It does not add up, so the balances of the guide are checked here. To show
that the validator looks, each file is also tried with three faults, which it must find.

Needs what requirements.txt names. Exit code 0: every file is valid and balances.
"""

import io
import sys

import pyx12.params
import pyx12.x12file
import pyx12.x12n_document


def validate(text):
    """What is wrong with `text` by the implementation guide, as JSON; empty if nothing is."""
    param = pyx12.params.params()
    param.set("charset", "E")
    report = io.StringIO()
    valid = pyx12.x12n_document.x12n_document(
        param=param, src_file=io.StringIO(text), fd_997=None, fd_html=None, fd_json=report
    )
    return "" if valid else report.getvalue() or "invalid"


def adjusted(segment):
    """The sum of the adjustments of a CAS segment."""
    return sum(int(segment[place]) for place in range(3, len(segment), 3) if segment[place])


def balance(text):
    """Raises an AssertionError if a service line, a claim or the payment does not balance."""
    payment, claims, lines, provider = None, [], [], 0
    for data in pyx12.x12file.X12Reader(io.StringIO(text)):
        segment = data.format("", "*", ":").split("*")
        kind = segment[0]
        if kind == "BPR":
            payment = int(segment[2])
        elif kind == "CLP":
            claims.append({"number": segment[1], "charge": int(segment[3]), "paid": int(segment[4]), "lines": []})
            claims[-1]["patient"] = int(segment[5]) if segment[5] else None
        elif kind == "SVC":
            lines = claims[-1]["lines"]
            lines.append({"charge": int(segment[2]), "paid": int(segment[3]), "adjusted": 0, "patient": 0})
        elif kind == "CAS":
            lines[-1]["adjusted"] += adjusted(segment)
            lines[-1]["patient"] += adjusted(segment) if segment[1] == "PR" else 0
        elif kind == "PLB":
            provider += sum(int(segment[place]) for place in range(4, len(segment), 2))
    assert claims, "there is no claim"
    for claim in claims:
        number, own = claim["number"], claim["lines"]
        for line in own:
            assert line["charge"] - line["adjusted"] == line["paid"], f"a line of claim {number}"
        assert sum(line["charge"] for line in own) == claim["charge"], f"the charge of claim {number}"
        assert claim["charge"] - sum(line["adjusted"] for line in own) == claim["paid"], f"claim {number}"
        assert sum(line["paid"] for line in own) == claim["paid"], f"the lines of claim {number}"
        if claim["patient"] is not None:
            assert sum(line["patient"] for line in own) == claim["patient"], f"the patient's share of claim {number}"
    assert payment == sum(claim["paid"] for claim in claims) - provider, "the payment"
    return len(claims), payment


FAULTS = {
    "a code that does not exist": lambda text: text.replace("CLP*", "CLQ*", 1),
    "no technical contact": lambda text: "\n".join(line for line in text.split("\n") if not line.startswith("PER*BL")),
    "a wrong number of segments": lambda text: text.replace("SE*", "SE*1", 1),
}


def main(files):
    failures = 0
    for name in files:
        with open(name, encoding="ascii", newline="") as file:
            text = file.read()
        problems = validate(text)
        if problems:
            print(f"{name}: {problems}")
            failures += 1
            continue
        for fault, change in FAULTS.items():
            if not validate(change(text)):
                print(f"{name}: the validator does not notice {fault}")
                failures += 1
        try:
            claims, payment = balance(text)
            print(f"{name}: valid, {claims} claims, {payment} won")
        except AssertionError as error:
            print(f"{name}: does not balance: {error}")
            failures += 1
    passed = len(files) - min(failures, len(files))
    print(f"{passed} passed, {failures} failed")
    return 1 if failures or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
