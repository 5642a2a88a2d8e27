# What every finding needs: a folder of its own that is removed at the end, packages of pinned versions, and a comparison that says what changed.

work=$(mktemp -d)
started=()

finish() {
    for process in "${started[@]}"; do
        kill "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap finish EXIT

# Packages of PyPI, given as NAME==VERSION. Their programs are in $work/venv/bin.
python_packages() {
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check "$@"
    for package in "$@"; do echo "version   ${package%%==*} ${package##*==}"; done
}

# Packages of npm, given as NAME@VERSION. Scripts that import them belong in $work.
npm_packages() {
    echo '{"private": true, "type": "module"}' > "$work/package.json"
    (cd "$work" && npm install --silent --no-audit --no-fund --ignore-scripts "$@")
    for package in "$@"; do echo "version   ${package%@*} ${package##*@}"; done
    echo "version   node $(node --version)"
}

# A Rust program from standard input, with the dependencies that are given as NAME=VERSION; it becomes $work/program.
# CARGO_TARGET_DIR may name a folder that is kept between runs.
rust_program() {
    mkdir -p "$work/rust/src"
    {
        echo '[package]'
        echo 'name = "program"'
        echo 'version = "0.0.0"'
        echo 'edition = "2021"'
        echo '[dependencies]'
        for dependency in "$@"; do echo "${dependency%%=*} = \"=${dependency#*=}\""; done
    } > "$work/rust/Cargo.toml"
    cat > "$work/rust/src/main.rs"
    local target=${CARGO_TARGET_DIR:-$work/target}
    (cd "$work/rust" && CARGO_TARGET_DIR=$target cargo build --quiet)
    cp "$target/debug/program" "$work/program"
    for dependency in "$@"; do echo "version   ${dependency%%=*} ${dependency#*=}"; done
}

expected() {
    echo "expected  $1"
}

# sees WHAT STATED SEEN: prints what was seen, and ends the script with 1 if that is not what the finding states.
sees() {
    echo "seen      $1: $3"
    if [[ "$2" != "$3" ]]; then
        echo "CHANGED   $1" >&2
        echo "  stated  $2" >&2
        echo "  now     $3" >&2
        exit 1
    fi
}
