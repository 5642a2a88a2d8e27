#!/usr/bin/env bash
# CSL has a type for what is said before a committee, `hearing`, and RIS has `HEAR`; Citation.js maps the one to the other. A record of who
# said what is expected to keep who. The RIS that comes out of Citation.js has title, date and address, and no author at all, since its list
# of fields for HEAR has none; neither has the one for a bill, a court case, a broadcast or a newspaper article, which loses its day as
# well. The same record typed `speech` keeps its author, and becomes a sound recording that loses the name of the minutes. Reference
# managers import the file without complaint, and the testimony is nobody's. An archive should write its RIS itself, with `AU` for the
# speaker and `T2` for the minutes, or give Citation.js the type `document`, which keeps both.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

npm_packages @citation-js/core@0.8.2 @citation-js/plugin-ris@0.8.2

cat > "$work/ris.js" <<'JS'
import {Cite} from '@citation-js/core'
import '@citation-js/plugin-ris'

const record = {
  id: 'm', type: process.argv[2], title: 'The sea wall', author: [{family: 'Vale', given: 'Ann'}], 'container-title': 'Council minutes',
  publisher: 'Town Council', issued: {'date-parts': [[2024, 3, 11]]}, URL: 'https://example.org/m/1#s3',
}
const lines = new Cite(record).format('ris').split('\n').filter(line => /^(TY|A[0-9U]|DA|T[0-9I]|J[0-9AFO]|BT)  /.test(line))
console.log(lines.map(line => line.replace('  - ', ' ')).join('; '))
JS

expected "AU Vale, Ann; DA 2024/3/11/; T2 Council minutes (for every type)"
sees "type hearing" "TY HEAR; DA 2024/3/11/; TI The sea wall" "$(node "$work/ris.js" hearing)"
sees "type bill" "TY BILL; DA 2024/3/11/; T2 Council minutes; TI The sea wall" "$(node "$work/ris.js" bill)"
sees "type broadcast" "TY MPCT; DA 2024/3/11/; TI The sea wall" "$(node "$work/ris.js" broadcast)"
sees "type article-newspaper" "TY NEWS; T2 Council minutes; TI The sea wall" "$(node "$work/ris.js" article-newspaper)"
sees "type speech" "TY SOUND; AU Vale, Ann; DA 2024/3/11/; TI The sea wall" "$(node "$work/ris.js" speech)"
sees "type document" "TY GEN; AU Vale, Ann; DA 2024/3/11/; T2 Council minutes; TI The sea wall" "$(node "$work/ris.js" document)"
