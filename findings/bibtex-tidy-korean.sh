#!/usr/bin/env bash
# bibtex-tidy puts a BibTeX file in order: indents, braces, duplicates. By default it also writes accents as commands of TeX, é as `\'e`. Letters for which TeX has
# no command are expected to stay as they are, and Chinese and Japanese do. Of Korean 877 of 11,172 syllables become one Latin or
# Greek letter for formulas: 국회 (National Assembly) is `국\mathtt{c}`, 한국 (Korea) is `\mathbb{k}국`, 표결 (vote) is `\mathsl{o}결`. They are the
# syllables whose number is that of a letter for formulas without its first digit: 회 is U+D68C, and 𝚌 is U+1D68C. It is not an error in BibTeX, so a title
# with such letters goes to print or into another library, and no search for 국회 finds it. Nothing is reported. Different syllables become one
# letter in different fonts, so that undoing it asks for the table. Say `--no-escape`; programs of today need no commands.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

npm_packages bibtex-tidy@1.14.0

tidy() { (cd "$work" && npx --no-install bibtex-tidy "$@"); }
title() { # text, options
    printf '@misc{one,\n  title = {{%s}},\n}\n' "$1" | tidy "${@:2}" 2>&1 | sed -n 's/^ *title *= {{\(.*\)}}$/\1/p'
}
changed() { # first and last letter, by number: how many are changed
    python3 -c 'for at in range(int("'"$1"'", 16), int("'"$2"'", 16) + 1): print("@misc{l%X,\n  title = {{%s}},\n}" % (at, chr(at)))' > "$work/letters.bib"
    tidy < "$work/letters.bib" 2>/dev/null | python3 -c 'import re, sys; print(sum(int(at, 16) != (ord(title) if len(title) == 1 else 0)
        for at, title in re.findall(r"@misc\{l(\w+),\s*title\s*=\s*\{\{(.*)\}\}", sys.stdin.read())))'
}

expected "제3차 국회 본회의; 한국; 표결"
sees "국회" '제3차 국\mathtt{c} 본\mathtt{c}의' "$(title '제3차 국회 본회의')"
sees "한국" '\mathbb{k}국' "$(title 한국)"
sees "표결" '\mathsl{o}결' "$(title 표결)"
sees "국회, not escaped" '제3차 국회 본회의' "$(title '제3차 국회 본회의' --no-escape)"
expected "none of these letters changed"
sees "letters of Chinese" "0" "$(changed 4E00 9FFF)"
sees "letters of Japanese" "0" "$(changed 3041 30FF)"
sees "syllables of Korean, of 11,172" "877" "$(changed AC00 D7A3)"
