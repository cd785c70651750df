"""What is written as files: a vocabulary in every form of RDF and as a table that an import reads back, and the whole graph."""

from pathlib import Path

from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.forms import TABLES, WordForm


def export_vocabulary(workspace: Workspace, name: str, form: WordForm, path: Path, version: int | None = None) -> int:
    """Write a version of a vocabulary, the newest without a number, whole or not at all; returns how many concepts it has.

    What is written is read back by an import as the same content. Raises Usage where there is no such vocabulary or version, or the
    path does not end as the form does; NoSpace and Unreachable where the place does not take it.
    """
    from thesaury.analytics.statements import vocabulary_graph
    from thesaury.bootstrap.files import write_rdf
    from thesaury.vocabulary.statements import vocabulary_statements
    from thesaury.vocabulary.tabling import vocabulary_table

    vocabulary = workspace.catalogue.vocabularies.get(name, version)
    if form in TABLES:
        columns, rows = vocabulary_table(vocabulary)
        with workspace.table_files.writing(path) as sheets:
            sheets.add("concepts", columns, rows)
    else:
        write_rdf(vocabulary_statements(vocabulary, closed=False), path, vocabulary_graph(name))
    return len(vocabulary.concepts)


def export_graph(workspace: Workspace, path: Path) -> int:
    """Write everything that the graph says, in the form that the path's ending names, whole or not at all; returns how many statements.

    .nq and .trig say in which graph a statement is; the others (.ttl, .nt, .rdf, .jsonld, .n3) say each statement once. A graph in the
    directory is read from a copy and nobody waits; one on a server is held meanwhile, and whoever writes to it waits. Raises Usage for
    another ending, WorkspaceBusy where it is written without a pause, NoSpace and Unreachable where the place does not take it.
    """
    from thesaury.bootstrap.graphs import graph_at_rest
    from thesaury.engines.oxigraph.files import FORMS, write_dataset
    from thesaury.pipeline.measuring.graphs import graphs_held

    with graph_at_rest(workspace) as graph:
        names = graphs_held(workspace, graph)
        if path.suffix.lower() in FORMS:
            return graph.write(names, path)
        return write_dataset({name: graph.match(name) for name in names}, path)
