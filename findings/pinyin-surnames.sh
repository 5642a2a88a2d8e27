#!/usr/bin/env bash
# Some characters of Chinese are read otherwise when they are a family name: 单 is dān, and Ms 单 is Ms Shàn. pinyin-pro, which writes Chinese in
# Latin letters for indexes and addresses, has a setting for it, `surname: 'head'`, and reads traditional characters like simplified ones. A name
# is expected to be read alike in both. In traditional characters, as it stands in the records of Taiwan and Hong Kong, it is read as an ordinary
# word, and nothing says so: 區 is Qū instead of Ōu, 蓋 Gài instead of Gě, 萬俟 Wànsì instead of Mòqí. Names that are written alike in both, such
# as 曾 and 任, are right, so a few members of a council stand under a wrong letter among many under theirs, and one person has two addresses.
# Convert a name to simplified characters before it is read, and keep it as it is written.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

npm_packages pinyin-pro@3.29.4

cat > "$work/read.js" <<'JS'
import {customPinyin, pinyin} from 'pinyin-pro'

if (process.argv[3]) customPinyin({[process.argv[3]]: process.argv[4]})
console.log(pinyin(process.argv[2], {surname: 'head'}))
JS
reading() { node "$work/read.js" "$@"; }

while IFS=';' read -r simplified traditional right seen; do
    expected "$right"
    sees "$simplified" "$right" "$(reading "$simplified")"
    sees "$traditional" "$seen" "$(reading "$traditional")"
done <<'NAMES'
曾立人;曾立人;zēng lì rén;zēng lì rén
任立人;任立人;rén lì rén;rén lì rén
单立人;單立人;shàn lì rén;dān lì rén
区立人;區立人;ōu lì rén;qū lì rén
盖立人;蓋立人;gě lì rén;gài lì rén
缪立人;繆立人;miào lì rén;móu lì rén
尉迟立人;尉遲立人;yù chí lì rén;wèi chí lì rén
万俟立人;萬俟立人;mò qí lì rén;wàn sì lì rén
NAMES
