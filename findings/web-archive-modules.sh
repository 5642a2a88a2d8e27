#!/usr/bin/env bash
# A web archive replays a page with its scripts. pywb puts a head before each script, so that `document` and `location` are those of the
# archived page. One expects that a script that was a module stays one: pages have had modules since 2018. But the head declares a variable
# `arguments`, which a module may not have, whatever the script itself says: every module that names `document`, `window` or `location` is a
# syntax error in the replay, and so is everything that imports it. What such scripts do for an archived record (copying a citation, showing
# one speaker) is lost without a word; the same code as a classic script runs.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages pywb==2.10.0 setuptools==80.9.0
echo "version   node $(node --version)"

cat > "$work/rewrite.py" <<'PY'
import sys
from pywb.rewrite.regex_rewriters import JSWombatProxyRewriter
from pywb.rewrite.url_rewriter import UrlRewriter

url_rewriter = UrlRewriter('20240311js_/https://town.example/cite.js', 'http://archive.example/town/')
rewriter = JSWombatProxyRewriter(url_rewriter)
script = sys.argv[1]
# As a stream, which is how scripts are sent.
print(rewriter.first_buff + rewriter.rewrite(script) + rewriter.final_read())
PY
# What node says of a script as a module (.mjs) or a classic one (.cjs), before and after.
says() {
    local ending=$1 script=$2
    printf '%s\n' "$script" > "$work/script.$ending"
    if node --check "$work/script.$ending" 2> "$work/said"; then echo "sound"; else grep -o 'SyntaxError: .*' "$work/said"; fi
}
script='document.title = "Minutes";'
replayed=$("$work/venv/bin/python" "$work/rewrite.py" "$script" 2>/dev/null)

expected "a module that is sound on its host is sound in the replay"
sees "the module on its host" "sound" "$(says mjs "$script")"
sees "the module in the replay" "SyntaxError: Unexpected eval or arguments in strict mode" "$(says mjs "$replayed")"
sees "the same as a classic script, for comparison" "sound" "$(says cjs "$replayed")"
