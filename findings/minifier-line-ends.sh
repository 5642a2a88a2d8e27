#!/usr/bin/env bash
# minifier is the small minifier of scripts and style sheets that rustdoc uses. It is expected to keep the meaning of any valid file, as others
# do: where a statement ends with its line and has no semicolon, the line end stays or a semicolon is written. minifier removes the line
# end and writes nothing. Some results are syntax errors (`let day=1 let next=day`), so the whole module does not run, and no error is reported
# when it is minified. In a style sheet, a comment between two parts of a selector becomes a space, so `.agenda/**/.open`, an element with both
# classes, becomes `.agenda .open`, an element within another. A theme of an archive is written by others, in any style, and its scripts must run
# for years without anybody looking at them. Files that end every statement with a semicolon come through unharmed. Keep line ends and
# remove only indentation and comments, as Minutebook does, or minify with a program that parses.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

rust_program minifier=0.4.0 <<'RS'
use std::io::Read;

fn main() {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).unwrap();
    match std::env::args().nth(1).as_deref() {
        Some("js") => print!("{}", minifier::js::minify(&text).unwrap()),
        _ => print!("{}", minifier::css::minify(&text).unwrap()),
    }
}
RS

printf 'let day = 1\nlet next = day\nnext += 1\nconsole.log(day, next)\n' > "$work/plain.mjs"
printf 'let day = 1;\nlet next = day;\nnext += 1;\nconsole.log(day, next);\n' > "$work/semicolons.mjs"
for script in plain semicolons; do
    "$work/program" js < "$work/$script.mjs" > "$work/$script.min.mjs"
done
runs() { node "$work/$1.mjs" 2>&1 | grep -oE '^[0-9]+ [0-9]+$|SyntaxError' | head -n 1; }

expected "1 2 from every script; .agenda.open{color:red} or the comment"
sees "a script without semicolons, as written" "1 2" "$(runs plain)"
sees "the same, minified" "SyntaxError" "$(runs plain.min)"
sees "a script with semicolons, minified" "1 2" "$(runs semicolons.min)"
sees "a selector with a comment, minified" ".agenda .open{color:red;}" \
    "$(printf '.agenda/**/.open { color: red; }\n' | "$work/program" css)"
