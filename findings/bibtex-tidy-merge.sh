#!/usr/bin/env bash
# Whoever quotes many records keeps their citations in one BibTeX file and lets bibtex-tidy drop those that came in twice: two entries with the same
# author and title are one. It compares nothing but the letters A to Z and digits. Authors and titles of Chinese and Japanese records have none, so all of
# them are the same, and `--merge` keeps the first of a whole library. With some digits in the titles those of one number are the same, whoever spoke.
# Greek, Cyrillic and Korean are told apart as long as they are rewritten as commands of TeX; with `--no-escape`, which is for those who want to read
# their file, they are not. Two speeches of one person in one meeting have the same author and title in any script, and differ by the address
# alone, at which it does not look. What is removed is named on the error output; `--merge=combine` saves nothing of it, as the fields
# are there already. Merge by the key, `--duplicates=key`.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

npm_packages bibtex-tidy@1.14.0

cite() { # key, author, title, rest of the address
    printf '@misc{%s,\n  author = {{%s}},\n  title = {{%s}},\n  year = {2024},\n  url = {https://records.example/%s},\n}\n' "$@"
}
{
    cite one-s1 林岳美 預算 1/#s1
    cite two-s4 王大明 港口 2/#s4
    cite three-s2 さくら みなと 3/#s2
} > "$work/scripts.bib"
{
    cite one-s1 Νίκος Λιμάνι 1/#s1
    cite two-s4 Иван Порт 2/#s4
    cite three-s2 박지우 예산 3/#s2
} > "$work/commands.bib"
{
    cite one-s1 林岳美 第3次會議 1/#s1
    cite two-s4 王大明 第3次臨時會 2/#s4
    cite three-s2 王大明 第4次會議 3/#s2
} > "$work/numbers.bib"
{
    cite one-s1 "Ann Vale" "Harbour Bill" 1/#s1
    cite one-s7 "Ann Vale" "Harbour Bill" 1/#s7
    cite two-s4 "Ann Vale" "Budget" 2/#s4
} > "$work/speeches.bib"
{ cat "$work/scripts.bib"; cite one-s1 林岳美 預算 1/#s1; } > "$work/twice.bib"
kept() { # library, options: the keys that are left
    (cd "$work" && npx --no-install bibtex-tidy "${@:2}" < "$1.bib" 2>/dev/null) | sed -n 's/^@misc{\(.*\),$/\1/p' | paste -sd ' '
}

expected "one-s1 two-s4 three-s2"
sees "authors and titles in Han and kana, tidied" "one-s1 two-s4 three-s2" "$(kept scripts)"
sees "authors and titles in Han and kana, merged" "one-s1" "$(kept scripts --duplicates=citation --merge=first)"
sees "the same, combined" "one-s1" "$(kept scripts --duplicates=citation --merge=combine)"
sees "in Greek, Cyrillic and Korean" "one-s1 two-s4 three-s2" "$(kept commands --duplicates=citation --merge=first)"
sees "in Greek, Cyrillic and Korean, not escaped" "one-s1" "$(kept commands --duplicates=citation --merge=first --no-escape)"
sees "titles with numbers" "one-s1 three-s2" "$(kept numbers --duplicates=citation --merge=first)"
sees "two speeches of one meeting" "one-s1 two-s4" "$(kept speeches --duplicates=citation --merge=first)"
expected "one-s1 two-s4 three-s2 of a file that has one-s1 twice"
sees "merged by key" "one-s1 two-s4 three-s2" "$(kept twice --duplicates=key --merge=first)"
