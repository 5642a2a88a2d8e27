#!/usr/bin/env bash
# nameparser takes names of people apart, and since 2.1 knows by itself that Chinese, Japanese and Korean names in their own script begin with
# the family name. Printed again, such a name is expected to be what it was. It comes out the other way round: the parts are read from
# `林 岳美` rightly and written as `岳美 林`, by `str()` of the new interface and of the old, so a list of speakers that passes through it
# names people who do not exist. Read once more, as the next step of a work flow does, the family name is 岳美. A Korean name that was written
# in one piece is taken to pieces and turned round as well, and an honorific that stood behind the name gets a space. Keep the name as written
# (`original`) and use the parser for parts alone.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages nameparser==2.6.0

cat > "$work/names.py" <<'PY'
import sys
from nameparser import HumanName, parse

asked, name = sys.argv[1:]
once = parse(name)
print({
    'family': once.family,
    'printed': str(once),
    'HumanName': str(HumanName(name)),
    'again': parse(str(once)).family,
    'original': once.original,
}[asked])
PY
names() { "$work/venv/bin/python" "$work/names.py" "$@"; }

expected "the name as it was, however often it is read and printed"
sees "Lin, Yue-mei: family name" "Lin" "$(names family 'Lin, Yue-mei')"
sees "林 岳美: family name" "林" "$(names family '林 岳美')"
sees "林 岳美: printed" "岳美 林" "$(names printed '林 岳美')"
sees "林 岳美: printed by HumanName" "岳美 林" "$(names HumanName '林 岳美')"
sees "林 岳美: family name of what was printed" "岳美" "$(names again '林 岳美')"
sees "高橋 みなみ: printed" "みなみ 高橋" "$(names printed '高橋 みなみ')"
sees "김민수: printed" "민수 김" "$(names printed '김민수')"
sees "林議員: printed" "林 議員" "$(names printed '林議員')"
sees "林 岳美: original" "林 岳美" "$(names original '林 岳美')"
