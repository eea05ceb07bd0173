"""One document becomes a reading: mentions, coreference, events and claims. Nothing here writes.

The order inside, each importing only what stands before it: `syntax`, `mentions`, `coreference`, `events`,
`factuality`, `claims`, and then the modules of this folder, from `reader` (one document) to `workers` (many processes).
"""
