# Lists what could be a logger call in Python files, by Python's own parser and nothing we know of logging:
# every call of a method or function with the name of a level, and every call of a function that hands its first
# parameter to one. JSON lines on standard output; file names on standard input, one a line.
import ast
import json
import sys
import warnings

LEVELS = {
    "debug", "info", "warn", "warning", "error", "exception", "critical", "fatal", "log", "msg", "trace", "success",
    "notice", "verbose",
}


def called(node):
    """The receiver as written and the last name of what is called."""
    if isinstance(node.func, ast.Attribute):
        return ast.unparse(node.func.value)[:200], node.func.attr
    return "", node.func.id if isinstance(node.func, ast.Name) else ""


def is_text(node):
    if isinstance(node, ast.JoinedStr):
        return True
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str)
    return isinstance(node, ast.BinOp) and (is_text(node.left) or is_text(node.right))


def is_built(node):
    """Text with values in it that is made before the call."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(value, ast.FormattedValue) for value in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return is_text(node.left)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        constant = all(isinstance(one, ast.Constant) for one in (node.left, node.right))
        return is_text(node) and not constant
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr == "format" and is_text(node.func.value)
    return False


def hands_on(function):
    """Whether a function hands its first parameter to a call by the name of a level, as its message."""
    names = [one.arg for one in function.args.posonlyargs + function.args.args if one.arg not in ("self", "cls")]
    if not names:
        return False
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LEVELS:
            if "log" not in ast.unparse(node.func.value).lower():
                continue
            at = 1 if node.func.attr == "log" else 0
            if len(node.args) > at and isinstance(node.args[at], ast.Name) and node.args[at].id in names:
                return True
    return False


def parsed(file):
    with open(file, "rb") as source, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(source.read())
        except (SyntaxError, ValueError):
            return None


trees = {file: tree for file in sys.stdin.read().split("\n") if file and (tree := parsed(file)) is not None}
functions = {}
for tree in trees.values():
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            functions.setdefault(node.name, []).append(hands_on(node))
# By its name alone a call is only known where all functions of that name do it.
wrappers = {name for name, all_of in functions.items() if all(all_of) and name not in LEVELS}
for file, tree in trees.items():
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        receiver, name = called(node)
        if name not in LEVELS and name not in wrappers:
            continue
        message = node.args[0] if node.args else None
        if name == "log" and len(node.args) > 1:
            message = node.args[1]
        print(json.dumps({
            "file": file,
            "line": node.lineno,
            "receiver": receiver,
            "name": name,
            "wrapper": name in wrappers,
            "built": message is not None and is_built(message),
        }))
