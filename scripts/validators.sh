# How a validator joins and leaves a network of scripts/network, and changes its keys: with the commands that an operator
# types, on a network whose keys are public. To be sourced by scripts/network, not run.

# What `--session-blocks` and `--organisation` say; nothing stands for what the runtime and the presets say.
SESSION_BLOCKS= ORGANISATION=

# The organisations of the development consortium by their numbers: the secret of each one's admin.
ADMIN_SECRETS=(//Authority //Hospital //Clinic //PharmacyA //Insurer //PharmacyB //Research //InsurerB //InsurerC)
# Which of them runs the first validator of a preset, the second, and so on.
PRESET_ORGANISATIONS=(1 2 3 4 0 5)

# Where the chain keeps what is asked for here: twox_128 of the pallet's name, and of the item's.
SESSION_VALIDATORS=0xcec5070d609dd3497f72bde07fc96ba088dcde934c658227ee1dfafcd6e16903
SESSION_INDEX=0xcec5070d609dd3497f72bde07fc96ba072763800a36a99fdfc7c10f6415f6ee6
SESSION_LENGTH=0x88dcde934c658227ee1dfafcd6e16903585e1e8c1328c63f5bca004893b7d732
AURA_AUTHORITIES=0x57f8dc2f5ab09467896f47300f0424385e0621c4869aa60c02be9adcc98a0d1d
COUNCIL_MEMBERS=0xaebd463ed9925c488c112434d61debc0ba7fb8745735dc3be2a2c61a72c39e78

# -- What the chain says. All of it as finalised.

# The JSON-RPC port of the first validator that is running.
witness() {
    local n
    for n in $(seq 1 "$VALIDATORS"); do
        if is_running "$n"; then
            echo $((RPC_PORT + n - 1))
            return
        fi
    done
    fail "no validator is running in $FOLDER: start them with scripts/network up"
}

# stored KEY: what is stored under KEY, in hexadecimal without 0x; nothing if nothing is. Fails if nobody answers.
stored() {
    local port head answer
    port=$(witness) || return 1
    head=$(rpc "$port" chain_getFinalizedHead) || return 1
    # In an object, because null is an answer too.
    answer=$(curl -sf -m 5 -H 'Content-Type: application/json' "http://127.0.0.1:$port" \
        -d "{\"id\":1,\"jsonrpc\":\"2.0\",\"method\":\"state_getStorage\",\"params\":[\"$1\",$head]}" |
        jq -er 'select(has("result")) | .result // "0x"') || return 1
    printf '%s' "${answer#0x}"
}

little_endian() { # little_endian HEX: the number that the first four bytes of HEX are
    local hex=$1
    echo $((16#${hex:6:2}${hex:4:2}${hex:2:2}${hex:0:2}))
}

session_index() {
    local hex
    hex=$(stored "$SESSION_INDEX") || return 1
    [ -n "$hex" ] && little_endian "$hex" || echo 0
}

# How many seconds three sessions take at most: a change is in force after two, and blocks may come late.
three_sessions() {
    local hex blocks=3600
    hex=$(stored "$SESSION_LENGTH")
    [ -z "$hex" ] || blocks=$(little_endian "$hex")
    echo $((blocks * 9 / 2 + 120))
}

# entries KEY: the 32 byte long entries of the list that is stored under KEY, one a line.
entries() {
    local list
    list=$(stored "$1") || return 1
    # Before the entries stands their number, in one byte: or in two, from 64 on.
    fold -w 64 <<<"${list:$((${#list} % 64))}"
}

# holds KEY ENTRY, lacks KEY ENTRY: whether the list has the entry. Both fail if nobody answers.
holds() {
    local list
    list=$(entries "$1") && grep -x "$2" <<<"$list" >/dev/null
}
lacks() {
    local list
    list=$(entries "$1") && ! grep -x "$2" <<<"$list" >/dev/null
}

metric() { # metric N NAME: a metric of validator N that has no labels of its own
    curl -sf -m 5 "http://127.0.0.1:$((PROMETHEUS + $1 - 1))/metrics" |
        awk -v name="$2" '{ metric = $1; sub(/[{].*/, "", metric) } metric == name { print $2 }'
}

# await_that SECONDS WHAT COMMAND...: until the command succeeds.
await_that() {
    local deadline=$((SECONDS + $1)) what=$2
    shift 2
    until "$@"; do
        [ $SECONDS -lt $deadline ] || fail "waited in vain for $what"
        sleep 0.5
    done
}

is_above() { # is_above N METRIC VALUE
    local value
    value=$(metric "$1" "$2") && [ -n "$value" ] && [ "${value%.*}" -gt "$3" ]
}

# -- Who does something.

organisation_of() { # organisation_of N: the organisation that runs validator N
    if [ -f "$FOLDER/$1/organisation" ]; then cat "$FOLDER/$1/organisation"; else echo "${PRESET_ORGANISATIONS[$1 - 1]}"; fi
}

account_of() { # account_of ORGANISATION FIELD: its admin's account; FIELD is publicKey or ss58Address
    "$NODE_BINARY" key inspect --output-type json "${ADMIN_SECRETS[$1]}" | jq -er ".$2"
}

# as_at PORT ORGANISATION ARGUMENTS...: runs the command with the key of the organisation's admin at the node with that JSON-RPC
# port. Prints its JSON.
as_at() {
    local port=$1 key="$FOLDER/keys/$2.key" secret=${ADMIN_SECRETS[$2]} answer
    shift 2
    if [ ! -f "$key" ]; then
        mkdir -p "$FOLDER/keys"
        printf '%s' "$secret" | "$COMMAND_BINARY" --json key from-uri --out "$key" >/dev/null
    fi
    answer=$("$COMMAND_BINARY" --json --language en --url "ws://127.0.0.1:$port" --key "$key" "$@") ||
        fail "bogam $* was refused: $(jq -r '.error.message? // .' <<<"$answer" 2>/dev/null || echo "$answer")"
    printf '%s\n' "$answer"
}

# as ORGANISATION ARGUMENTS...: the same, at any node.
as() {
    local port
    port=$(witness)
    as_at "$port" "$@"
}

# Has the council pass a motion: `bogam governance propose` with these arguments, and a yes of as many members as are needed.
pass_motion() { # pass_motion ARGUMENTS...
    local councillors=() organisation answer motion needed outcome voters=() voter
    for organisation in $(seq 0 $((${#ADMIN_SECRETS[@]} - 1))); do
        ! holds "$COUNCIL_MEMBERS" "$(account_of "$organisation" publicKey | cut -c 3-)" || councillors+=("$organisation")
    done
    [ ${#councillors[@]} -gt 0 ] || fail "none of the public keys is in the council"
    answer=$(as "${councillors[0]}" governance propose "$@")
    motion=$(jq -er .number <<<"$answer") && needed=$(jq -er .threshold <<<"$answer") ||
        fail "the command does not say which motion it is: $answer"
    [ ${#councillors[@]} -ge "$needed" ] || fail "motion $motion needs $needed votes: the public keys have ${#councillors[@]}"
    # At once: each votes with an account of its own.
    for organisation in "${councillors[@]:0:$needed}"; do
        (as "$organisation" governance vote --motion "$motion" --yes >/dev/null) &
        voters+=($!)
    done
    for voter in "${voters[@]}"; do wait "$voter" || fail "motion $motion did not get its votes"; done
    outcome=$(as "${councillors[0]}" governance close --motion "$motion" | jq -r .outcome)
    [ "$outcome" = carriedOut ] || fail "motion $motion was not carried out, but $outcome"
}

# Has validator N make new session keys, and registers them with the proof that it has them. Prints the public Aura key. The
# keys before stay in the node: they are in force until the session after the next.
register_new_keys() { # register_new_keys N
    local keys
    keys=$(as_at $((RPC_PORT + $1 - 1)) "$(organisation_of "$1")" validator register | jq -er .keys) ||
        fail "validator $1 has no new keys: is it running?"
    printf '%s' "${keys:2:64}"
}

# -- What scripts/network offers.

# Adds a validator to the running network: a node, its keys, the organisation's and the council's consent.
join() {
    local n=${NUMBER:-$((VALIDATORS + 1))} organisation account peer
    [ -x "$COMMAND_BINARY" ] || fail "$COMMAND_BINARY is not there: build it with scripts/build"
    [ "$n" -le $((VALIDATORS + 1)) ] && [ "$n" -le 9 ] || fail "the next validator of this network is $((VALIDATORS + 1)), and the last can be 9"
    organisation=${ORGANISATION:-$(organisation_of "$n" 2>/dev/null)} || organisation=
    [[ $organisation =~ ^[0-9]$ ]] && [ "$organisation" -lt ${#ADMIN_SECRETS[@]} ] ||
        fail "say with --organisation for whom: 0 to $((${#ADMIN_SECRETS[@]} - 1))"
    account=$(account_of "$organisation" publicKey)

    if ! is_running "$n"; then
        say "1. a node, number $n, with a key of its own, which its organisation announces"
        mkdir -p "$FOLDER/$n"
        # A node that was there at genesis is known already.
        [ ! -f "$FOLDER/$n/node-key" ] || [ -f "$FOLDER/$n/organisation" ] || touch "$FOLDER/$n/announced"
        echo "$organisation" >"$FOLDER/$n/organisation"
        [ -f "$FOLDER/$n/node-key" ] || "$NODE_BINARY" key generate-node-key --file "$FOLDER/$n/node-key" 2>"$FOLDER/$n/peer-id"
        peer=$(cat "$FOLDER/$n/peer-id")
        if [ ! -f "$FOLDER/$n/announced" ]; then
            as "$organisation" node add --peer-id "$peer" >/dev/null
            touch "$FOLDER/$n/announced"
        fi
        [ "$n" -le "$VALIDATORS" ] || VALIDATORS=$n
        start_node "$n"
        rm -f "$FOLDER/$n/left"
        # So that the other actions know of it.
        sed -i "s/^VALIDATORS=.*/VALIDATORS=\"$VALIDATORS\"/" "$FOLDER/settings"
    fi
    await_finality "$n" 0 120
    say "2. session keys, made by the node and registered by the admin of organisation $organisation"
    register_new_keys "$n" >/dev/null
    say "3. a motion of the council, and its votes"
    pass_motion admit-validator "$(account_of "$organisation" ss58Address)" --organisation "$organisation"
    say "4. the session after the next"
    await_that "$(three_sessions)" "validator $n to be in the set" holds "$SESSION_VALIDATORS" "${account:2}"
    await_that 120 "validator $n to author" is_above "$n" substrate_proposer_block_constructed_count 0
    await_that 120 "validator $n to vote on finality" is_above "$n" substrate_finality_grandpa_precommits_total 0
    await_finality "$n" "$(finalised $((RPC_PORT + n - 1)))" 60
    say "validator $n of organisation $organisation authors and finalises"
}

# Has the validator leave. It runs until it is out of the set, and goes on if the floor retains it.
leave() {
    local n=$NUMBER organisation account asked
    is_running "$n" || fail "validator $n is not running"
    organisation=$(organisation_of "$n")
    account=$(account_of "$organisation" publicKey)
    holds "$SESSION_VALIDATORS" "${account:2}" || fail "validator $n is not in the set"
    as "$organisation" validator leave >/dev/null
    asked=$(session_index)
    # It must be certain that it is out: a node that does not answer is not.
    until lacks "$SESSION_VALIDATORS" "${account:2}"; do
        if [ "$(session_index || echo 0)" -gt $((asked + 2)) ]; then
            say "validator $n is retained: without it the set would be below the floor. It leaves as soon as there is another"
            return
        fi
        sleep 1
    done
    stop_node "$n"
    touch "$FOLDER/$n/left"
    say "validator $n of organisation $organisation has left, and is stopped"
}

# Changes a validator's session keys, while it goes on.
rotate() {
    local n=$NUMBER key authored
    is_running "$n" || fail "validator $n is not running"
    key=$(register_new_keys "$n")
    say "new keys are registered: they are in force from the session after the next"
    await_that "$(three_sessions)" "the new keys to be in force" holds "$AURA_AUTHORITIES" "$key"
    authored=$(metric "$n" substrate_proposer_block_constructed_count)
    await_that 120 "validator $n to author with them" is_above "$n" substrate_proposer_block_constructed_count "${authored:-0}"
    say "validator $n authors with key 0x$key"
}

# Shortens the sessions of a chain spec that has just been written: nobody wants to wait two hours for a change to be in force.
shorten_sessions() { # shorten_sessions FILE BLOCKS
    [[ $2 =~ ^[1-9][0-9]{0,5}$ ]] || fail "--session-blocks is a number of blocks"
    jq --argjson blocks "$2" '.genesis.runtimeGenesis.patch.validators.sessionLength = $blocks' "$1" >"$1.new"
    mv "$1.new" "$1"
}
