#!/usr/bin/env python3
"""Checks 835 remittances with a validator by other people, and adds them up once more.

    python3 check_835.py [--balances-only] FILE...

pyx12 checks every segment and element against its map of the implementation guide 005010X221A1: order, required elements,
lengths, code lists, counts and control numbers. It does not add up, and does not know which reasons ask for a remark code, so
the balances of the guide and the remarks are checked here, by code that has nothing in common with the writer. To show that both look, each file is also tried with faults that they must find.

Needs what requirements.txt names; with --balances-only nothing but Python. Exit code 0: every file is valid and balances.
"""

import io
import logging
import sys


class Unbalanced(Exception):
    """An amount is another than its parts come to, or is missing."""


def validator():
    """A function that says what is wrong with a text by the implementation guide; an empty text if nothing is."""
    import pyx12.params
    import pyx12.x12n_document

    # What it finds is in its report; the faults that are tried would fill the screen.
    logging.disable(logging.CRITICAL)

    def validate(text):
        param = pyx12.params.params()
        param.set("charset", "E")
        report = io.StringIO()
        valid = pyx12.x12n_document.x12n_document(
            param=param, src_file=io.StringIO(text), fd_997=None, fd_html=None, fd_json=report
        )
        return "" if valid else report.getvalue() or "invalid"

    return validate


def segments(text):
    """The segments with their elements. The first segment has a fixed length and says how the others are taken apart."""
    if len(text) < 106 or not text.startswith("ISA"):
        raise Unbalanced("this is no interchange")
    element, terminator = text[3], text[105]
    parts = (part.strip("\r\n") for part in text.split(terminator))
    return [part.split(element) for part in parts if part]


def whole(segment, place):
    """The element at `place` as a whole amount of won."""
    value = segment[place] if place < len(segment) else ""
    try:
        return int(value)
    except ValueError:
        raise Unbalanced(f"{segment[0]}{place:02} is no whole amount: {value!r}") from None


def agree(stated, computed, what):
    if stated != computed:
        raise Unbalanced(f"{what} is stated as {stated} and comes to {computed}")


def adjusted(segment):
    """The sum of the adjustments of a CAS segment: reason, amount and quantity, up to six times."""
    return sum(whole(segment, place) for place in range(3, len(segment), 3))


def balance(text):
    """How many claims there are and what is paid; raises if a service line, a claim or the payment does not balance."""
    payment, claims, provider = None, [], 0
    for segment in segments(text):
        kind = segment[0]
        if kind == "BPR":
            payment = whole(segment, 2)
        elif kind == "CLP":
            patient = whole(segment, 5) if len(segment) > 5 and segment[5] else None
            claims.append(
                {"number": segment[1], "charge": whole(segment, 3), "paid": whole(segment, 4), "patient": patient, "lines": []}
            )
        elif kind == "SVC" and claims:
            claims[-1]["lines"].append({"charge": whole(segment, 2), "paid": whole(segment, 3), "adjusted": 0, "patient": 0})
        elif kind == "CAS" and claims and claims[-1]["lines"]:
            line = claims[-1]["lines"][-1]
            line["adjusted"] += adjusted(segment)
            line["patient"] += adjusted(segment) if segment[1] == "PR" else 0
        elif kind in ("SVC", "CAS"):
            raise Unbalanced(f"{kind} belongs to no claim or line")
        elif kind == "PLB":
            provider += sum(whole(segment, place) for place in range(4, len(segment), 2))
    if not claims:
        raise Unbalanced("there is no claim")
    for claim in claims:
        number, own = claim["number"], claim["lines"]
        if not own:
            raise Unbalanced(f"claim {number} has no line")
        for place, line in enumerate(own, 1):
            agree(line["charge"], line["paid"] + line["adjusted"], f"the charge of line {place} of claim {number}")
        for name in ("charge", "paid"):
            agree(claim[name], sum(line[name] for line in own), f"the amount {name} of claim {number}")
        # An empty element says nothing: that of a reversal has none.
        if claim["patient"] is not None:
            agree(claim["patient"], sum(line["patient"] for line in own), f"the patient's share of claim {number}")
    if payment is None:
        raise Unbalanced("there is no payment")
    agree(payment, sum(claim["paid"] for claim in claims) - provider, "the payment")
    return len(claims), payment


def unbalanced(text):
    """What does not balance; an empty text if everything does."""
    try:
        balance(text)
        return ""
    except Unbalanced as error:
        return str(error)


# The claim adjustment reason codes whose descriptions ask for at least one remark code.
NEED_REMARK = {"16", "96", "129", "148", "226", "227", "234", "250", "251", "252"}


def unremarked(text):
    """Which reason has no remark code with it; an empty text if all have that need one. A line's is in LQ, a claim's in MOA or MIA."""
    claim, where, places = "no claim", None, []
    for segment in segments(text):
        kind = segment[0]
        if kind in ("CLP", "SVC"):
            claim = segment[1] if kind == "CLP" else claim
            where = {"claim": claim, "line": kind == "SVC", "reasons": set(), "remarks": []}
            places.append(where)
        elif kind == "CAS" and where:
            where["reasons"] |= {segment[place] for place in range(2, len(segment), 3)}
        elif kind == "LQ":
            if not (where and where["line"] and len(segment) > 2 and segment[1] in ("HE", "RX") and segment[2]):
                return f"claim {claim}: a remark without a line, a list or a code"
            where["remarks"].append(segment[2])
        elif kind in ("MOA", "MIA") and where and not where["line"]:
            numbers = range(3, 8) if kind == "MOA" else (5, 20, 21, 22, 23)
            where["remarks"] += [segment[place] for place in numbers if place < len(segment)]
    for own in places:
        needed = own["reasons"] & NEED_REMARK
        if needed and not any(own["remarks"]):
            return f"claim {own['claim']}: reason {', '.join(sorted(needed))} without a remark code"
    return ""


def changed(kind, place, change):
    """A fault: one element of the first segment of this kind is changed."""

    def fault(text):
        element, terminator = text[3], text[105]
        parts = text.split(terminator)
        for index, part in enumerate(parts):
            elements = part.strip("\r\n").split(element)
            if elements[0] == kind and len(elements) > place:
                elements[place] = change(elements[place])
                parts[index] = "\n" + element.join(elements)
                return terminator.join(parts)
        return None

    return fault


def one_more(value):
    return str(int(value) + 1)


def without(kind):
    """A fault: no segment of this kind."""
    return lambda text: "\n".join(line for line in text.split("\n") if not line.startswith(kind))


# What the validator must find, what the balances must find, and what the look at the remarks must find. A fault of a segment that a file has not is passed over.
INVALID = {
    "a segment that does not exist": lambda text: text.replace("CLP*", "CLQ*", 1),
    "no technical contact": without("PER*BL"),
    "a wrong number of segments": lambda text: text.replace("SE*", "SE*1", 1),
}
UNBALANCED = {
    "another payment": changed("BPR", 2, one_more),
    "another amount paid for a claim": changed("CLP", 4, one_more),
    "another charge of a claim": changed("CLP", 3, one_more),
    "another amount paid for a line": changed("SVC", 3, one_more),
    "another charge of a line": changed("SVC", 2, one_more),
    "another adjustment": changed("CAS", 3, one_more),
    "an adjustment that is missing": changed("CAS", 3, lambda _: ""),
    "another provider adjustment": changed("PLB", 4, one_more),
    "an amount with decimals": changed("SVC", 3, lambda value: value + ".5"),
}
UNREMARKED = {
    "no remark code": without("LQ*"),
    "an empty remark code": changed("LQ", 2, lambda _: ""),
}


def check(name, validate):
    """What is wrong with a file, or with the checks that are tried on it."""
    with open(name, encoding="ascii", newline="") as file:
        text = file.read()
    problems = []
    found = validate(text) if validate else ""
    if found:
        problems.append(f"invalid: {found}")
    found = unbalanced(text)
    if found:
        problems.append(f"does not balance: {found}")
    found = unremarked(text)
    if found:
        problems.append(f"a remark is missing: {found}")
    if problems:
        return problems
    for find, faults in ((validate, INVALID), (unbalanced, UNBALANCED), (unremarked, UNREMARKED)):
        for fault, change in faults.items():
            wrong = change(text)
            if find and wrong is not None and wrong != text and not find(wrong):
                problems.append(f"nobody notices {fault}")
    claims, payment = balance(text)
    print(f"{name}: {'valid, ' if validate else ''}{claims} claims, {payment} won")
    return problems


def main(arguments):
    files = [argument for argument in arguments if argument != "--balances-only"]
    validate = None if "--balances-only" in arguments else validator()
    failed = 0
    for name in files:
        problems = check(name, validate)
        failed += bool(problems)
        for problem in problems:
            print(f"{name}: {problem}")
    print(f"{len(files) - failed} passed, {failed} failed")
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
