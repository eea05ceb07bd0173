#!/usr/bin/env bash
# trafilatura 2.0.0 gives the paragraphs of a short article twice when it favours recall.
#
# Input: a valid, short page: <article> with a headline and two paragraphs, <nav> and <footer> around it.
# Expected, and what 2.3.0 does: each paragraph once.
# Seen with 2.0.0 and favor_recall=True: the two paragraphs, and then both once more. Whoever counts how often
# something is said counts it twice.
#
#     trafilatura 2.0.0: the first paragraph 2 times
#     trafilatura 2.3.0: the first paragraph 1 times
#
# What follows for us: pyproject.toml asks for 2.3.
# Exits non-zero where the output is another. Needs Python with venv, and a package index.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

cat >"$work/page.html" <<'HTML'
<!doctype html><html lang="en"><head><title>Guards take Velde | Velde Post</title></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a> <a href="/subscribe">Subscribe now</a></nav>
<article><h1>Guards take Velde</h1>
<p>The Blue Guard took the town of Velde on Tuesday, officials said, after a week of fighting in which many died.</p>
<p>General Omar Bell, who commands the garrison, was arrested near the bridge. He had led it for years.</p>
</article><footer>Copyright 2025 Velde Post. Sign up for our newsletter.</footer></body></html>
HTML

cat >"$work/read.py" <<'PY'
import sys
from pathlib import Path
import trafilatura

text = trafilatura.extract(Path(sys.argv[1]).read_text(), include_comments=False, favor_recall=True)
print(f"trafilatura {trafilatura.__version__}: the first paragraph {text.count('The Blue Guard took')} times")
PY

for version in 2.0.0 2.3.0; do
    python3 -m venv "$work/$version"
    "$work/$version/bin/pip" install -q "trafilatura==$version" "lxml_html_clean==0.4.4"
    "$work/$version/bin/python" "$work/read.py" "$work/page.html"
done | tee "$work/seen"

diff "$work/seen" - <<'EXPECTED'
trafilatura 2.0.0: the first paragraph 2 times
trafilatura 2.3.0: the first paragraph 1 times
EXPECTED
echo "As described."
