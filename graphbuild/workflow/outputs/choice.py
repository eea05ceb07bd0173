"""Which files are wanted beside a store: what was said last holds until something else is said."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from graphbuild.store import Store
from graphbuild.workflow.outputs.record import GRAPHML, PAGE

META_KEY = "wanted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a user said of the files; None where nothing was said.

    Attributes:
        page: whether the page is wanted.
        graphml: whether the GraphML file is.
    """

    page: bool | None = None
    graphml: bool | None = None

    @classmethod
    def of(cls, store: Store) -> Choice:
        """Return what was said last; nothing where the store keeps nothing, or another version's."""
        try:
            kept = json.loads(store.get_meta(META_KEY) or "{}")
            return cls(**{name: said for name, said in kept.items() if said in (True, False)})
        except (ValueError, TypeError, AttributeError):
            return cls()

    def remembered(self, store: Store) -> Choice:
        """Return what holds now: what is said, else what was said last. Keeps it in the store, open for writing."""
        before = Choice.of(store)
        page, graphml = (
            now if now is not None else then for now, then in ((self.page, before.page), (self.graphml, before.graphml))
        )
        said = {name: value for name, value in (("page", page), ("graphml", graphml)) if value is not None}
        if said:
            store.set_meta(META_KEY, json.dumps(said, sort_keys=True))
        return Choice(page=page, graphml=graphml)

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files that a build draws: all but those that are not wanted."""
        return tuple(name for name, said in ((PAGE, self.page), (GRAPHML, self.graphml)) if said is not False)

    def beside(self, path: Path) -> tuple[str, ...]:
        """Return those of them that are there beside a store, so that they have to be kept right."""
        return tuple(name for name in self.files if path.with_name(name).exists())
