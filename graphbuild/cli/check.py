"""`check`: verifies all guarantees of a store."""

from __future__ import annotations

from pathlib import Path

import click

from graphbuild.cli.options import graph_option, json_option
from graphbuild.cli.terminal import table, write_json, write_lines
from graphbuild.store import Store, ontology_of


@click.command("check")
@graph_option
@json_option
def check_command(graph: Path, as_json: bool) -> None:
    """Verify every promise of a store.

    Each link has its sentence, each span its words, each count its sum. Exits with 1 where there are faults.
    """
    from graphbuild.workflow.verify import check

    with Store.open(graph) as store:
        faults = check(store, ontology_of(store))
        documents = store.counts().documents
    if as_json:
        found = [{"kind": fault.kind.value, "where": fault.where, "what": fault.what} for fault in faults]
        write_json({"documents": documents, "faults": found})
    elif faults:
        write_lines(table([fault.kind.value, fault.where, fault.what] for fault in faults))
    else:
        click.echo(f"No faults; documents checked: {documents}.")
    if faults:
        click.get_current_context().exit(1)
