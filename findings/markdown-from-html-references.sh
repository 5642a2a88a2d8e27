#!/usr/bin/env bash
# CommonMark does not see the end of bold in `**港川：**各位好`, since a full-width colon stands before the stars and a letter behind them. So a
# program that writes Markdown from HTML must do something else, and is expected to write `<strong>` or to move the colon. The writer of the
# unified family (mdast-util-to-markdown, behind rehype-remark, remark-stringify and much that is built on them) writes the next letter as a
# numeric reference instead: `**港川：**&#x5404;位好`. Any Markdown renderer shows this rightly, which is why nobody notices. But whatever works
# on the text of the file itself is misled: a search for 各位 in a repository of minutes finds nothing, a diff shows riddles, a reader of
# transcripts that splits at labels gives the speech a first word of `&#x5404;`. English is hit too, as soon as no space follows:
# `**ANN:**&#x47;ood`. After such a conversion, decode numeric references of letters before the file is kept.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

npm_packages rehype-parse@9.0.1 rehype-remark@10.0.1 remark-stringify@11.0.0 unified@11.0.5 mdast-util-to-markdown@2.2.3

cat > "$work/convert.js" <<'JS'
import rehypeParse from 'rehype-parse'
import rehypeRemark from 'rehype-remark'
import remarkStringify from 'remark-stringify'
import {unified} from 'unified'

const markdown = unified().use(rehypeParse, {fragment: true}).use(rehypeRemark).use(remarkStringify)
console.log(String(await markdown.process(process.argv[2])).trimEnd())
JS
markdown() { node "$work/convert.js" "$1"; }

expected "every letter of the words as itself, for instance <strong>港川：</strong>各位好。"
sees "label in bold" '**港川：**&#x5404;位好。' "$(markdown '<p><strong>港川：</strong>各位好。</p>')"
sees "emphasis in quotation marks" '這&#x662F;*「重要」*&#x7684;事。' "$(markdown '<p>這是<em>「重要」</em>的事。</p>')"
sees "English, no space behind the label" '**ANN:**&#x47;ood evening.' "$(markdown '<p><strong>ANN:</strong>Good evening.</p>')"
sees "English, a space behind the label" '**ANN:** Good evening.' "$(markdown '<p><strong>ANN:</strong> Good evening.</p>')"
