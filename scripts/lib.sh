# What the scripts share. To be sourced, not run.

set -euo pipefail

# The checkout, wherever the script was called from.
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Continuous integration starts from a fresh clone each time: a target folder outside of it keeps what was compiled.
if [ "${CI:-}" = true ] && [ -z "${CARGO_TARGET_DIR:-}" ]; then
    export CARGO_TARGET_DIR="$HOME/.cache/bogam/target"
fi
TARGET=${CARGO_TARGET_DIR:-$ROOT/target}

# With a target folder elsewhere, the builder of the runtime's WASM has to be told where the workspace is.
export WASM_BUILD_WORKSPACE_HINT="$ROOT"

NODE_BINARY="$TARGET/release/bogam-node"
COMMAND_BINARY="$TARGET/release/bogam"

say() { printf '%s\n' "$*"; }
fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }
# is_free PORT: whether nobody listens there on this machine.
is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# not_checked WHAT WHY: says that this machine does not permit to check something, and leaves word of it in the file $BOGAM_NOT_CHECKED,
# as tests do, for scripts/test to list. Fails where BOGAM_STRICT=1.
not_checked() {
    [ "${BOGAM_STRICT:-}" != 1 ] || fail "NOT CHECKED: $1: $2 (BOGAM_STRICT=1)"
    say "NOT CHECKED: $1: $2"
    [ -z "${BOGAM_NOT_CHECKED:-}" ] || printf '%s: %s\n' "$1" "$2" >>"$BOGAM_NOT_CHECKED"
}

# stage NAME COMMAND...: runs the command, says how long it took, and remembers it for `stages`.
STAGES=()
stage() {
    local name=$1 began=$SECONDS
    shift
    printf '\n== %s\n' "$name"
    "$@" || fail "the stage \"$name\" failed after $((SECONDS - began)) s"
    STAGES+=("$(printf '%6d s  %s' $((SECONDS - began)) "$name")")
}

# stages: how long each stage took.
stages() {
    printf '\nHow long it took:\n'
    printf '%s\n' "${STAGES[@]}"
    printf '%6d s  in all\n' "$SECONDS"
}

# HL7's own examples for FHIR R4, in the public domain (CC0), and where they are kept.
FHIR_PACKAGE=hl7.fhir.r4.examples FHIR_VERSION=4.0.1
FHIR_EXAMPLES=${XDG_CACHE_HOME:-$HOME/.cache}/bogam/fhir/$FHIR_PACKAGE-$FHIR_VERSION

# fhir_examples: fetches them with npm, once. Fails, and says so, where that is impossible.
fhir_examples() {
    local scratch folder
    if [ -f "$FHIR_EXAMPLES/package.json" ]; then
        say "$FHIR_PACKAGE $FHIR_VERSION is in $FHIR_EXAMPLES already"
        return
    fi
    if ! have npm; then
        say "npm is not installed: $FHIR_PACKAGE $FHIR_VERSION cannot be had"
        return 1
    fi
    folder=$(dirname "$FHIR_EXAMPLES")
    mkdir -p "$folder"
    scratch=$(mktemp -d "$folder/fetch-XXXXXX")
    if (cd "$scratch" && timeout 300 npm pack --silent "$FHIR_PACKAGE@$FHIR_VERSION" >/dev/null && tar -xzf ./*.tgz) &&
        [ -f "$scratch/package/package.json" ]; then
        # In one step, so that nobody finds half of it.
        mv -T "$scratch/package" "$FHIR_EXAMPLES" 2>/dev/null || [ -f "$FHIR_EXAMPLES/package.json" ] ||
            fail "$FHIR_EXAMPLES cannot be written"
        say "$FHIR_PACKAGE $FHIR_VERSION is in $FHIR_EXAMPLES"
    else
        say "npm cannot fetch $FHIR_PACKAGE $FHIR_VERSION"
    fi
    rm -rf "$scratch"
    [ -f "$FHIR_EXAMPLES/package.json" ]
}
