#!/usr/bin/env bash
# python-docx leaves text out of Paragraph.text that Word shows: tracked insertions, content controls, simple fields.
#
# Input: a valid .docx whose paragraph holds a tracked insertion (<w:ins>), a content control (<w:sdt>) and a simple field
# (<w:fldSimple>). Word shows "Norway never armed the Blue Guard of Velde."
# Expected: these words, or an error.
# Seen with python-docx 1.2.0: the words of the three are missing, without a warning; what is left says the opposite.
#
#     'Norway armed the  of .'
#
# What follows for us: Word files are read from their XML by graphbuild/documents/formats/office/docx.py.
# Exits non-zero where the output is another. Needs Python with venv, and a package index.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q "python-docx==1.2.0"
"$work/venv/bin/python" - "$work/draft.docx" <<'PY' | tee "$work/seen"
import sys
import docx
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
document = docx.Document()
paragraph = document.add_paragraph("Norway ")._p


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


for piece in (
    f'<w:ins {W} w:id="1" w:author="Ann Roe" w:date="2024-06-10T10:00:00Z">{run("never ")}</w:ins>',
    f'<w:r {W}><w:t xml:space="preserve">armed the </w:t></w:r>',
    f'<w:sdt {W}><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run("Blue Guard")}</w:sdtContent></w:sdt>',
    f'<w:r {W}><w:t xml:space="preserve"> of </w:t></w:r>',
    f'<w:fldSimple {W} w:instr=" DOCPROPERTY Town ">{run("Velde")}</w:fldSimple>',
    f"<w:r {W}><w:t>.</w:t></w:r>",
):
    paragraph.append(parse_xml(piece))
document.save(sys.argv[1])
print(repr(docx.Document(sys.argv[1]).paragraphs[0].text))
PY

diff "$work/seen" - <<'EXPECTED'
'Norway armed the  of .'
EXPECTED
echo "As described."
