"""What a process remembers for all workspaces together: each place is judged here, and a new one fails until somebody has judged it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import thesaury
from thesaury.model.remembering import forget_words, remembered

SRC = Path(thesaury.__file__).parent
_BY_NAME = "tables and sheets of the product, by their names"
_BY_LANGUAGE = "what the product knows of a language"
_WEAK = "by an object of the workspace, and gone with it"
JUDGED = {
    "analytics/terms.py integer": "numbers",
    "bootstrap/dictionaries.py _opened": "WordNet, the same book for all",
    "connectors/manifest.py _found": "manifests of connectors",
    "connectors/manifest.py parsed": "manifests of connectors",
    "connectors/smintio/localised.py _tag": _BY_LANGUAGE,
    "engines/columns/languages.py _stemmer": _BY_LANGUAGE,
    "engines/printing/fonts.py _registered": "fonts by where they lie; reportlab has one list for a process, in which names hold the place",
    "engines/renditions/placeholder.py placeholder": _BY_LANGUAGE,
    "recommendation/briefing/judging.py _stops": _BY_LANGUAGE,
    "recommendation/briefing/peoples.py _nouns": _BY_LANGUAGE,
    "recommendation/briefing/peoples.py _countries": _BY_LANGUAGE,
    "recommendation/briefing/words.py table": _BY_LANGUAGE,
    "recommendation/briefing/words.py phrases": _BY_LANGUAGE,
    "rights/deciding/findings.py zone": "time zones",
    "rights/deciding/moments.py seconds": "days and time zones",
    "rights/deciding/moments.py after": "days and time zones",
    "rights/deciding/wording.py _written": "days",
    "rights/fields/words.py _folded": _BY_NAME,
    "rights/parsing/asides.py words_in": _BY_NAME,
    "rights/parsing/conditions.py _words": _BY_NAME,
    "rights/parsing/conditions.py _phrases": _BY_NAME,
    "rights/parsing/letters.py _words": _BY_NAME,
    "rights/parsing/letters.py _labels": _BY_NAME,
    "rights/parsing/lexicon.py table": _BY_NAME,
    "rights/parsing/paperwork.py _phrases": _BY_NAME,
    "rights/parsing/places.py places": _BY_LANGUAGE,
    "rights/parsing/places.py _beginnings": _BY_LANGUAGE,
    "rights/parsing/restrictions.py _phrases": _BY_NAME,
    "rights/parsing/restrictions.py _words": _BY_NAME,
    "rights/parsing/roles.py _words": _BY_NAME,
    "rights/parsing/signatures.py phrases": _BY_NAME,
    "rights/parsing/signatures.py firsts": _BY_NAME,
    "rights/parsing/titles.py _words": _BY_NAME,
    "rights/parsing/value_lists.py _words": _BY_NAME,
    "rights/parsing/words_for.py _phrases": _BY_NAME,
    "rights/vocabulary/labels.py table": _BY_NAME,
    "rights/vocabulary/labels.py tabled": _BY_NAME,
    "rights/vocabulary/labels.py territories": _BY_LANGUAGE,
    "rights/vocabulary/tables.py shipped_table": _BY_NAME,
    "search/linking/sense_kin.py light_words": _BY_LANGUAGE,
    "vocabulary/languages.py canonical": "tags of languages",
    "vocabulary/languages.py _looked_up": "tags of languages",
    "vocabulary/words/stems.py _stemmer": _BY_LANGUAGE,
    "web/api/routes/reports.py ask": _BY_LANGUAGE,
    "web/pages/picker/frame.py _digest": _BY_NAME,
    "web/parts/marks.py drawing": _BY_NAME,
    "web/parts/marks.py _spoken": _BY_LANGUAGE,
    "web/statics.py lasting": _BY_NAME,
    "web/styles.py sent": _BY_NAME,
    "web/texts/__init__.py _hundredths": "numbers and languages",
    "web/texts/__init__.py _written": "numbers and languages",
    "bootstrap/embedding.py _models": "embedding models by their files: they hold nothing of anybody, and go with the last who uses them",
    "connectors/pacing.py _ALL": "what each workspace counts for itself, to be forgotten by tests; gone with the workspace",
    "engines/columns/stems.py _remembered": _WEAK,
    "engines/columns/word_counts.py _known": _WEAK,
    "enrichment/trie.py _NONE": "never written to",
    "model/remembering.py _ALL": "what forgets, and nothing that is remembered",
    "pipeline/editing/benches.py _ALL": _WEAK,
    "pipeline/placing/past.py _learned": _WEAK,
    "pipeline/proposals/evidence.py _KEPT": _WEAK,
    "pipeline/recommending/server.py _remembered": _WEAK,
    "pipeline/validating/keeper.py _KEEPERS": _WEAK,
    "recommendation/briefing/label_parts.py _READ": _WEAK,
    "recommendation/briefing/naming.py _KEPT": _WEAK,
    "recommendation/counting.py _known": _WEAK,
    "search/embedding.py _told": "names of models that broke, so that a log says it once",
    "web/api/describing.py DESCRIBED": "the forms of answers, filled as the product is loaded",
}
"""Why nothing of one client can come to another by it, or stay when he is gone."""
_CACHES = {"cache", "lru_cache"}
_EMPTY = {"dict", "list", "set", "OrderedDict", "defaultdict", "deque", "WeakKeyDictionary", "WeakValueDictionary", "WeakSet"}  # fmt: skip


def _name(node: ast.expr) -> str:
    """What is called: `lru_cache` of `functools.lru_cache(8)`, `dict` of `dict[str, int]()`."""
    while isinstance(node, ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _empty(value: ast.expr | None) -> bool:
    """Whether this is a container that is filled later, or a function that remembers."""
    if isinstance(value, ast.Dict | ast.List):
        return not (value.keys if isinstance(value, ast.Dict) else value.elts)
    return isinstance(value, ast.Call) and (_name(value) in _CACHES or (_name(value) in _EMPTY and not value.args))


def _places(tree: ast.Module) -> Iterator[str]:
    """What a module remembers for its process. Who asks nothing is answered with what the product brings, and holds nothing of anybody."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.args.args or node.args.kwonlyargs):
            yield from (node.name for one in node.decorator_list if _name(one) in _CACHES)
        elif isinstance(node, ast.Global):
            yield from node.names
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and _empty(statement.value):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            yield from (_name(one) for one in targets if _name(one) != "__all__")


def test_what_a_process_remembers_for_all_holds_nothing_of_anybody():
    found = {
        f"{path.relative_to(SRC).as_posix()} {name}"
        for path in SRC.rglob("*.py")
        if path.relative_to(SRC).parts[0] != "sandbox" and path.name != "stand_in.py"
        for name in _places(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert sorted(found - JUDGED.keys()) == [], "judge it here, or remember it with `thesaury.model.remembering`"
    assert sorted(JUDGED.keys() - found) == []


def test_what_was_worked_out_of_words_is_forgotten_where_a_client_is_closed():
    asked = []

    @remembered(8)
    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    assert [length("lake"), length("lake")] == [4, 4]
    forget_words()
    assert length("lake") == 4
    assert asked == ["lake", "lake"]
