"""Gathers the candidate sentences of annotated texts with their answers into a file for training.

python benchmarks/learned/gather.py OUT.pickle ANNOTATED.jsonl|FOLDER... [--texts TEXTS.jsonl]
"""

from __future__ import annotations

import argparse
import pickle
from collections import Counter
from pathlib import Path

from annotations import read_all
from labels import classes, labelled


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("annotated", type=Path, nargs="+")
    parser.add_argument("--texts", type=Path, nargs="*", help="the texts of .ann files; in their folder unless given")
    args = parser.parse_args()
    texts, known = read_all(args.annotated, args.texts), classes()
    found = list(labelled(texts, known))
    args.output.write_bytes(pickle.dumps((known, found)))
    pairs = [answer for sentence in found for answer in sentence.answers]
    print(f"{len(texts)} texts, {len(found)} sentences, {len(pairs)} pairs, {sum(map(bool, pairs))} linked")
    print(Counter((s.source, s.free) for s in found), sum(len(s.triggers) for s in found), "triggers")


if __name__ == "__main__":
    main()
