#!/usr/bin/env bash
# MkDocs makes a site of Markdown files, and offices put their transcripts into it. A transcript may begin with its first words, “Chair: The
# sitting is open.” They are expected to be printed, as nothing marks them as anything else. But beside metadata between lines of `---` MkDocs knows
# those of MultiMarkdown, `key: value` at the top of a file, whatever the key: a speech is such a line if its speaker is one word in plain
# letters. So the words of the Chair are not on the page and not in the search, nor are those that follow up to the first blank line or the first
# longer name; of a result “Ayes: 5”, “Nays: 2” only “Carried.” is left. Nothing is reported, in strict mode either. Zensical, which builds a site from
# the same files and settings, prints everything. Begin every transcript with a heading or with metadata between `---`; either stops it.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages mkdocs==1.6.1 zensical==0.0.73

mkdir -p "$work/site/docs"
cd "$work/site"
printf 'site_name: Minutes\nuse_directory_urls: false\n' > mkdocs.yml
printf 'Chair: The sitting is open.\nBen: I move that the ferry stops.\n\nAnn: I am against it.\n' > docs/index.md
printf 'Chair: Who is for it?\nAnn Lee: I am not.\nBen: I am.\n' > docs/names.md
printf 'Ayes: 5\nNays: 2\n\nCarried.\n' > docs/result.md
printf '# Sitting\n\nChair: The sitting is open.\n' > docs/heading.md
printf -- '---\ntitle: Sitting\n---\nChair: The sitting is open.\n' > docs/metadata.md
"$work/venv/bin/mkdocs" build --quiet --strict --site-dir "$work/mkdocs"
"$work/venv/bin/zensical" build > /dev/null 2>&1

words() { tr '\n' ' ' < "$1" | grep -o "$2" | sed 's/<[^>]*>/ /g' | tr -s ' ' | sed 's/^ //; s/ $//'; }
mkdocs() { words "$work/mkdocs/$1.html" '<div class="col-md-9" role="main">.*</p></div>'; }
zensical() { words "site/$1.html" '<article.*</article>' | sed 's/^[A-Z][a-z]* Chair/Chair/'; }

expected "Chair: The sitting is open. Ben: I move that the ferry stops. Ann: I am against it."
sees "Zensical" "Chair: The sitting is open. Ben: I move that the ferry stops. Ann: I am against it." "$(zensical index | sed 's/^Index //')"
sees "MkDocs" "Ann: I am against it." "$(mkdocs index)"
expected "Chair: Who is for it? Ann Lee: I am not. Ben: I am."
sees "names of one word and of two" "Ann Lee: I am not. Ben: I am." "$(mkdocs names)"
expected "Ayes: 5 Nays: 2 Carried."
sees "a result" "Carried." "$(mkdocs result)"
expected "found"
sees "the word ferry in the search" "not found" "$(grep -q ferry "$work/mkdocs/search/search_index.json" && echo found || echo "not found")"
expected "Chair: The sitting is open."
sees "below a heading" "Sitting Chair: The sitting is open." "$(mkdocs heading)"
sees "below metadata" "Chair: The sitting is open." "$(mkdocs metadata)"
