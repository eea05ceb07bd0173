#!/usr/bin/env bash
# striprtf gives tracked deletions and hidden text as if they were said, and drops footnotes, without a word.
#
# Input: valid RTF (specification 1.9.1) as Word saves it with tracked changes: \deleted marks text that the author took
# out, \revised what was put in, \v text that Word does not show, \footnote a note.
# Expected: what Word shows as final, "Norway never armed Velde.", and the note somewhere.
# Seen with striprtf 0.0.35: both versions in one sentence, so that the text says the opposite of the document as well.
#
#     'Norway often never armed secretly Velde.'
#
# What follows for us: RTF is read by graphbuild/documents/formats/office/rtf.py, which knows these words.
# Exits non-zero where the output is another. Needs Python with venv, and a package index.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

cat >"$work/draft.rtf" <<'RTF'
{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fswiss Arial;}}{\*\revtbl{Unknown;}{Ann Roe;}}
\pard\plain\f0 Norway {\deleted\revauthdel1 often }{\revised\revauth1 never }armed {\v secretly }Velde.{\super\chftn {\footnote \pard\plain {\super\chftn} Its minister denies that.}}\par}
RTF

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q "striprtf==0.0.35"
"$work/venv/bin/python" - "$work/draft.rtf" <<'PY' | tee "$work/seen"
import sys
from pathlib import Path
from striprtf.striprtf import rtf_to_text

print(repr(rtf_to_text(Path(sys.argv[1]).read_text()).strip()))
PY

diff "$work/seen" - <<'EXPECTED'
'Norway often never armed secretly Velde.'
EXPECTED
echo "As described."
