"""Gathers the candidate sentences of annotated texts with their answers into a file for training.

python benchmarks/learned/gather.py OUT.pickle ANNOTATED.jsonl|FOLDER... [--texts TEXTS.jsonl]
"""

from __future__ import annotations

import pickle
from collections import Counter

from annotations import arguments, read_all
from labels import classes, labelled


def main() -> None:
    args = arguments(__doc__)
    texts, known = read_all(args.annotated, args.texts), classes()
    found = list(labelled(texts, known))
    args.output.write_bytes(pickle.dumps((known, found)))
    pairs = [answer for sentence in found for answer in sentence.answers]
    print(f"{len(texts)} texts, {len(found)} sentences, {len(pairs)} pairs, {sum(map(bool, pairs))} linked")
    print(Counter((s.source, s.free) for s in found), sum(len(s.triggers) for s in found), "triggers")


if __name__ == "__main__":
    main()
