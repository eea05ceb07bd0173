"""The tables of a store, and the marks by which a file is recognised as one.

`document`, `sentence`, `observed`, `mention` and `claim` hold observations: they are replaced or removed with their
document, and otherwise never changed. `sentence_words` is the full-text index over the sentences. `copy` holds the
signature of each document's text, and the story that it shares with others. `judgement` gives an actor's id to each
observed actor, and `candidate` holds pairs of actors that may be one. `actor`, `name` and `link` are derived from
observations and judgements, and can be made again. `entry`, `entry_key`, `doubt`, `context`, `token` and `name_facts`
hold how it was judged who is who, and `touched` what has changed since, so that only that is judged again. `degree` and
`kind` count the links that are shown unless asked otherwise and that a relation names (`figures`).
"""

from __future__ import annotations

from graphbuild.store import rows

APPLICATION_ID = 0x67724264
"""SQLite's mark of what wrote a file ("grBd"); a file without it is not touched."""

VERSION = 8
"""The form of the tables; a file of a higher one is of a newer graphbuild, one of a lower one is brought to it.
It has to be raised whenever a column is added, also by a new field of a dataclass.
"""

_STATEMENTS = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE document ({rows.DOCUMENTS.definition("digest TEXT NOT NULL", "way TEXT NOT NULL", key=["id"])});

CREATE TABLE copy (doc TEXT PRIMARY KEY, signature BLOB NOT NULL, story TEXT) WITHOUT ROWID;

CREATE TABLE sentence (
    id INTEGER PRIMARY KEY, doc TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL);
CREATE INDEX sentence_doc ON sentence (doc, start);
CREATE VIRTUAL TABLE sentence_words USING fts5 (words, tokenize = "unicode61 remove_diacritics 2");

CREATE TABLE observed ({rows.OBSERVATIONS.definition("name_key TEXT NOT NULL", key=["id"])}) WITHOUT ROWID;
CREATE INDEX observed_doc ON observed (doc);
CREATE INDEX observed_name ON observed (name_key);

CREATE TABLE mention ({rows.MENTIONS.definition()});
CREATE INDEX mention_doc ON mention (doc, start, "end");
CREATE INDEX mention_actor ON mention (actor);

CREATE TABLE claim ({rows.CLAIMS.definition(key=["id", "doc"], required=["doc"])}) WITHOUT ROWID;
CREATE INDEX claim_doc ON claim (doc);
CREATE INDEX claim_subject ON claim (subject);
CREATE INDEX claim_object ON claim (object);

CREATE TABLE judgement (observed TEXT PRIMARY KEY, actor TEXT NOT NULL, reason TEXT NOT NULL, entry INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE INDEX judgement_actor ON judgement (actor);
CREATE INDEX judgement_entry ON judgement (entry);

CREATE TABLE entry (
    id INTEGER PRIMARY KEY, identity TEXT NOT NULL, "group" TEXT NOT NULL, name TEXT NOT NULL, keys BLOB NOT NULL,
    cluster INTEGER NOT NULL, reason TEXT NOT NULL, proposed TEXT NOT NULL, actor TEXT NOT NULL);
CREATE INDEX entry_group ON entry ("group");
CREATE INDEX entry_cluster ON entry (cluster);
CREATE INDEX entry_proposed ON entry (proposed);
CREATE INDEX entry_actor ON entry (actor);
CREATE TABLE entry_key (code INTEGER NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (code, entry)) WITHOUT ROWID;
CREATE TABLE doubt (one INTEGER NOT NULL, other INTEGER NOT NULL, score REAL NOT NULL, why TEXT NOT NULL);
CREATE INDEX doubt_one ON doubt (one);
CREATE TABLE context (doc TEXT PRIMARY KEY, tokens TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE token (token TEXT PRIMARY KEY, spread INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE name_facts (name TEXT PRIMARY KEY, facts TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE touched (kind TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;

CREATE TABLE candidate (
    one TEXT NOT NULL, other TEXT NOT NULL, score REAL NOT NULL, why TEXT NOT NULL, PRIMARY KEY (one, other))
    WITHOUT ROWID;

CREATE TABLE link ({rows.LINKS.definition(key=["subject", "key", "object"])}) WITHOUT ROWID;
CREATE INDEX link_object ON link (object, guess, n_outlets, confidence, latest, status);

CREATE TABLE degree (actor TEXT PRIMARY KEY, n_neighbours INTEGER NOT NULL, n_links INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE INDEX degree_most ON degree (n_neighbours DESC, n_links DESC, actor);
CREATE TABLE kind (key TEXT NOT NULL, status TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, status))
    WITHOUT ROWID;

CREATE TABLE actor ({rows.ACTORS.definition(key=["id"])}) WITHOUT ROWID;

CREATE TABLE name (key TEXT NOT NULL, actor TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (key, actor, name))
    WITHOUT ROWID;
CREATE INDEX name_actor ON name (actor)
"""

STATEMENTS = tuple(statement.strip() for statement in _STATEMENTS.split(";"))
"""What makes the tables, one statement each."""
