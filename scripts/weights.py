#!/usr/bin/env python3
"""What scripts/weights needs beside the node: a state to measure storage with, the difference between weights, and the table of
what calls read and write.

  weights.py state SPEC RECORDS      the raw chain spec SPEC with so many entries more, to standard output
  weights.py difference OLD NEW      what the weights in the folder NEW change against those in the checkout OLD
  weights.py entries ROOT            what calls read and write, by the weights in the checkout ROOT, into its docs/performance.md
"""

import hashlib
import json
import pathlib
import re
import sys

# Values as long as those of this chain: an index, a receipt, a consent decision, a prescription.
LENGTHS = (32, 100, 300, 600)
MAPS = 8


def entry(number):
    """The key and the value of an entry, the same in each run. Keys are as long as those of a map by identifier."""
    place = hashlib.blake2b(b"map %d" % (number % MAPS), digest_size=32).digest()
    name = hashlib.blake2b(b"entry %d" % number, digest_size=48).digest()
    value = hashlib.shake_128(b"value %d" % number).digest(LENGTHS[number // MAPS % len(LENGTHS)])
    return "0x" + (place + name).hex(), "0x" + value.hex()


def state(spec, records):
    with open(spec, encoding="utf-8") as file:
        chain = json.load(file)
    chain["genesis"]["raw"]["top"].update(entry(number) for number in range(records))
    json.dump(chain, sys.stdout, separators=(",", ":"))


NUMBER = r"([\d_]+)"
FUNCTION = re.compile(r"\bfn (\w+)\([^)]*\) -> Weight \{\n(.*?)\n    \}", re.S)
RANGE = re.compile(rf"// (\w+): {NUMBER}\.\.={NUMBER}")
TERM = re.compile(
    rf"(?:Weight::from_parts\({NUMBER}, {NUMBER}\)|DbWeight::get\(\)\s*\.(reads|writes)\({NUMBER}\))"
    r"(?:\s*\.saturating_mul\((\w+)\.into\(\)\))?"
)
# What frame-support takes for ParityDB, in nanoseconds: where nothing has been measured yet.
SHIPPED = {"read": 8_000, "write": 50_000}


def integer(text):
    return int(text.replace("_", ""))


def storage_costs(folder):
    """What a read and a write cost, in picoseconds."""
    path = folder / "runtime/src/weights/paritydb_weights.rs"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    found = {name: re.search(rf"\b{name}: {NUMBER} \*", text) for name in SHIPPED}
    return {name: 1_000 * (integer(match[1]) if match else SHIPPED[name]) for name, match in found.items()}


def weights(path, costs):
    """Time in picoseconds and bytes of proof of each function of a measured file, with each number at its most. None of an
    estimated file."""
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    if "measured by `scripts/weights`" not in text:
        return {}
    constant = re.search(rf"pub const (\w+): Weight =\s*Weight::from_parts\(.*?saturating_mul\({NUMBER}\), {NUMBER}\)", text, re.S)
    if constant:
        return {constant[1]: (1_000 * integer(constant[2]), integer(constant[3]))}
    if "RuntimeDbWeight" in text:
        return {name: (cost, 0) for name, cost in storage_costs(path.parents[3]).items()}
    result = {}
    for name, body in FUNCTION.findall(text):
        most = {number: integer(high) for number, _, high in RANGE.findall(body)}
        time = proof = 0
        for base_time, base_proof, access, count, number in TERM.findall(re.sub(r"//(?! \w+: \d).*", "", body)):
            times = most.get(number, 0) if number else 1
            if access:
                time += times * integer(count) * costs[access.removesuffix("s")]
            else:
                time += times * integer(base_time)
                proof += times * integer(base_proof)
        result[name] = (time, proof)
    return result


def change(old, new):
    return "" if not old else f"{(new - old) * 100 / old:+.0f} %"


def difference(old_root, new_root):
    old_costs, new_costs = storage_costs(old_root), storage_costs(new_root)
    if not (new_root / "runtime/src/weights/paritydb_weights.rs").is_file():
        new_costs = old_costs
    rows = []
    for path in sorted(new_root.rglob("*.rs")):
        place = path.relative_to(new_root)
        before, after = weights(old_root / place, old_costs), weights(path, new_costs)
        owner = place.parts[1] if place.parts[0] == "pallets" else place.stem
        for name, (time, proof) in after.items():
            old_time, old_proof = before.get(name, (None, None))
            times = [f"{value / 1e6:,.1f}" if value is not None else "estimated" for value in (old_time, time)]
            proofs = [f"{value:,}" if value is not None else "estimated" for value in (old_proof, proof)]
            rows.append((f"{owner}::{name}", *times, change(old_time, time), *proofs, change(old_proof, proof)))
    heads = ("what, at the most", "µs before", "µs", "", "bytes before", "bytes of proof", "")
    widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(len(heads))]
    for row in [heads, *rows]:
        print(row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:])), sep="  ")


# What is measured, with the entries that it reads and writes before it.
COUNTED = re.compile(r"((?:^ *// [^\n]*\n)*)^ *fn (\w+)\([^)]*\) -> Weight \{\n(.*?)\n    \}", re.S | re.M)
ENTRIES = re.compile(r"// Storage: `(\w+)::(\w+)` \(r:(\d+) w:(\d+)\)")
UNKNOWN = re.compile(r"// Storage: UNKNOWN KEY `\w+` \(r:(\d+) w:(\d+)\)")
# What the writer names where a benchmark was skipped or said its own result.
NO_PALLETS = ("Skipped", "Benchmark")
PLACE = re.compile(r"(<!-- weights: entries -->\n).*?(<!-- end of weights -->)", re.S)


def formula(counts):
    """`3 + 2 l` for three and two more for each `l`."""
    terms = [str(counts[None])] if counts.get(None) else []
    terms += [f"{count} {number}" if count != 1 else number for number, count in counts.items() if number and count]
    return " + ".join(terms) or "0"


def rows(owner, text):
    """For each measured function: its name, what it reads and writes, what that grows with, and which entries these are."""
    for comments, name, body in COUNTED.findall(text):
        counts = {"read": {}, "write": {}}
        for _, _, access, count, number in TERM.findall(body):
            if access:
                own = counts[access.removesuffix("s")]
                own[number or None] = own.get(number or None, 0) + integer(count)
        used = {number for own in counts.values() for number in own if number}
        ranges = [f"{number} ≤ {integer(high)}" for number, _, high in RANGE.findall(body) if number in used]
        entries = [
            f"`{pallet}.{item}` {read}/{written}"
            for pallet, item, read, written in ENTRIES.findall(comments)
            if pallet not in NO_PALLETS
        ]
        entries += [f"others {read}/{written}" for read, written in UNKNOWN.findall(comments)]
        yield f"`{owner}.{name}`", formula(counts["read"]), formula(counts["write"]), ", ".join(ranges), ", ".join(entries)


def entries(root):
    places = [(path.parents[1].name, path) for path in sorted(root.glob("pallets/*/src/weights.rs"))]
    lines = ["| what | read | written | with | entries: read/written at the most |", "|---|---|---|---|---|"]
    missing = []
    for owner, path in places:
        text = path.read_text(encoding="utf-8")
        if "measured by `scripts/weights`" not in text:
            missing.append(owner)
            continue
        lines += [f"| {' | '.join(row)} |" for row in rows(owner, text)]
    table = "\n".join(lines) if len(lines) > 2 else ""
    note = f"Not measured yet: {', '.join(missing)}." if missing else ""
    document = root / "docs/performance.md"
    text = document.read_text(encoding="utf-8")
    content = "\n\n".join(part for part in (table, note) if part)
    text, count = PLACE.subn(lambda match: f"{match[1]}{content}\n{match[2]}", text)
    if count != 1:
        sys.exit(f"{document} has no place for the table")
    document.write_text(text, encoding="utf-8")


def main(arguments):
    match arguments:
        case ["state", spec, records]:
            state(spec, int(records))
        case ["difference", old, new]:
            difference(pathlib.Path(old), pathlib.Path(new))
        case ["entries", root]:
            entries(pathlib.Path(root))
        case _:
            sys.exit(__doc__)


main(sys.argv[1:])
