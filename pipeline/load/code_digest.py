"""A digest of what code does and data files say, that does not depend on paths, comments, layout or names.

Every top-level definition (function, class, constant) becomes a digest of its syntax tree without docstrings and
annotations. Local names are numbered; the name of another top-level definition stands for that definition's own digest
(as in the programming language Unison), so that a rename changes nothing and another rule in its place does. Imports
are left out. What is left is a multiset: which file a definition or a table stands in makes no difference.

Attributes, methods, fields and keyword arguments count by their names: renaming those is taken for a change.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: How many steps of calls a change is followed through; each definition counts in any case.
_ROUNDS = 3
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_SCOPES = (*_FUNCTIONS, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
#: Fields of nodes that say nothing of what is done: positions are no fields, types and comments are.
_LEFT_OUT = frozenset({"annotation", "returns", "type_comment", "type_params", "ctx", "kind", "type_ignores"})


@dataclass(frozen=True, slots=True)
class _Definition:
    """A top-level statement: ``names`` that it defines, its ``tokens``, and those of them that name definitions."""

    names: tuple[str, ...]
    tokens: tuple[str, ...]
    references: tuple[str, ...]


def code_digest(sources: Iterable[str], tables: Iterable[bytes]) -> str:
    """The digest of Python ``sources`` and data ``tables``, in hexadecimal; their order makes no difference.

    Raises:
        SyntaxError: a source is no Python.
    """
    modules = [ast.parse(source) for source in sources]
    known = frozenset(name for module in modules for node in module.body for name in _names(node))
    definitions = [item for module in modules for item in _definitions(module, known) if item.tokens]
    digests = _resolve(definitions)
    contents = sorted(hashlib.sha256(table.replace(b"\r\n", b"\n")).hexdigest() for table in tables)
    return _hash([*sorted(digests), "tables", *contents])


def _resolve(definitions: list[_Definition]) -> list[str]:
    """The digest of each definition, in which the names of others stand for what these do."""
    digests = [_hash(item.tokens) for item in definitions]
    for _ in range(_ROUNDS):
        by_name: dict[str, list[str]] = {}
        for item, digest in zip(definitions, digests, strict=True):
            for name in item.names:
                by_name.setdefault(name, []).append(digest)
        meaning = {name: _hash(sorted(own)) for name, own in by_name.items()}
        digests = [_hash([*item.tokens, *(meaning.get(name, "") for name in item.references)]) for item in definitions]
    return digests


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _names(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, (ast.Assign, ast.AnnAssign)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            yield from (part.id for part in ast.walk(target) if isinstance(part, ast.Name))


def _aliases(module: ast.Module) -> dict[str, str]:
    """Names under which a module imports others, where they differ: ``import run as run_all``."""
    imports = [node for node in ast.walk(module) if isinstance(node, (ast.Import, ast.ImportFrom))]
    return {item.asname: item.name for node in imports for item in node.names if item.asname}


def _definitions(module: ast.Module, known: frozenset[str]) -> Iterator[_Definition]:
    aliases = _aliases(module)
    for node in _without_docstrings(module.body):
        yield _define(node, known, aliases)


def _define(node: ast.stmt, known: frozenset[str], aliases: dict[str, str]) -> _Definition:
    names = tuple(_names(node))
    writer = _Writer(known, aliases)
    if names != ("__all__",) and not _only_for_types(node):
        writer.write(node, {})
    return _Definition(names, tuple(writer.tokens), tuple(writer.references))


def _only_for_types(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _without_docstrings(body: list[ast.stmt]) -> list[ast.stmt]:
    """``body`` without the strings that stand alone: they do nothing."""
    return [node for node in body if not _is_string(node)]


def _is_string(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


class _Writer:
    """Writes a syntax tree as tokens. Empty fields are skipped: later versions of Python add some."""

    def __init__(self, known: frozenset[str], aliases: dict[str, str]) -> None:
        self.known = known
        self.aliases = aliases
        self.tokens: list[str] = []
        self.references: list[str] = []

    def write(self, node: ast.AST, local: dict[str, int]) -> None:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            return
        if isinstance(node, _SCOPES) and not local:  # those inside it are numbered with it
            local = self._scope(node)
        self.tokens.append(type(node).__name__)
        for name, value in ast.iter_fields(node):
            if name in _LEFT_OUT or value is None or value == []:
                continue
            self.tokens.append(name)
            self._value(node, name, value, local)

    def _value(self, node: ast.AST, field: str, value: object, local: dict[str, int]) -> None:
        if isinstance(value, ast.AST):
            self.write(value, local)
        elif isinstance(value, list):
            docstring = field == "body" and isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
            for item in _without_docstrings(value) if docstring else value:
                self._value(node, "", item, local)
        elif isinstance(value, str) and not isinstance(node, (ast.Constant, ast.keyword)):
            self._name(value, local if not isinstance(node, ast.Attribute) else {})
        else:
            self.tokens.append(repr(value))

    def _name(self, name: str, local: dict[str, int]) -> None:
        own = self.aliases.get(name, name)
        if name in local:
            self.tokens.append(f"local {local[name]}")
        elif own in self.known:
            self.tokens.append("definition")
            self.references.append(own)
        else:
            self.tokens.append(own)

    @staticmethod
    def _scope(node: ast.AST) -> dict[str, int]:
        """The parameters and variables of a function or comprehension, and of those in it, as they appear."""
        local: dict[str, int] = {}
        for part in ast.walk(node):
            if isinstance(part, ast.arg):
                local.setdefault(part.arg, len(local))
            elif isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                local.setdefault(part.id, len(local))
        return local
