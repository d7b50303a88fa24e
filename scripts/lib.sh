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
