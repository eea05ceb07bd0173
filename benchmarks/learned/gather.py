"""Gathers the candidate sentences of annotated texts with their answers into a file for training.

python benchmarks/learned/gather.py OUT.pickle ANNOTATED.jsonl|FOLDER...
"""

from __future__ import annotations

import pickle
import sys
from collections import Counter
from pathlib import Path

from annotations import read_all
from labels import classes, labelled


def main() -> None:
    texts, known = read_all([Path(name) for name in sys.argv[2:]]), classes()
    found = list(labelled(texts, known))
    Path(sys.argv[1]).write_bytes(pickle.dumps((known, found)))
    pairs = [a for s in found for a in s.answers]
    print(f"{len(texts)} texts, {len(found)} sentences, {len(pairs)} pairs, {sum(map(bool, pairs))} linked")
    print(Counter((s.source, s.free) for s in found), sum(len(s.triggers) for s in found), "triggers")
    print(sum(len(s.sentence.pieces) for s in found), "pieces")


if __name__ == "__main__":
    main()
