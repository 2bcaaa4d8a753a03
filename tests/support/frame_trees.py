"""Frames made at random, and changes of them as a step makes them."""

from hypothesis import strategies as st

words = st.sampled_from(["維持率 ", "130.00", "% of ", "NT$", "1,479.45", " 元，", "-", "7"])
texts = st.one_of(st.text(max_size=12), st.lists(words, max_size=9).map("".join))
numbers = st.floats(allow_nan=False, allow_infinity=False).map(lambda number: number + 0.0)  # no minus zero
leaves = st.one_of(st.none(), st.booleans(), st.integers(-1000, 1000), numbers, texts)
keys = st.sampled_from(["x", "y", "base", "0", "1", "維持率"])
json_trees = st.recursive(
    leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=4).map(tuple), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=12,
)
buffers = st.lists(st.binary(min_size=4, max_size=4), max_size=3).map(b"".join)
lines = st.dictionaries(keys, st.dictionaries(keys, buffers, max_size=3), max_size=3)
line_keys = st.sampled_from(["lines", "more lines"])  # numbers as bytes keep to places of their own
frames = st.tuples(st.dictionaries(keys, json_trees, max_size=4), st.dictionaries(line_keys, lines, max_size=2)).map(
    lambda parts: parts[0] | parts[1]
)


def apart(tree):
    """Return an equal tree that shares nothing with the given one."""
    if isinstance(tree, dict):
        return {key: apart(inner) for key, inner in tree.items()}
    if isinstance(tree, tuple):
        return tuple(apart(inner) for inner in tree)
    return bytes(bytearray(tree)) if isinstance(tree, bytes) else tree


def as_json(tree):
    """Return a tree as it is after JSON, which has no tuples."""
    if isinstance(tree, dict):
        return {key: as_json(inner) for key, inner in tree.items()}
    return [as_json(inner) for inner in tree] if isinstance(tree, tuple | list) else tree


def small_change(tree) -> st.SearchStrategy:
    """Return a strategy for the same tree with one place changed, or one place more or fewer."""
    if isinstance(tree, dict) and tree:
        changed = st.sampled_from(sorted(tree)).flatmap(
            lambda key: small_change(tree[key]).map(lambda inner: tree | {key: inner})
        )
        fewer = st.sampled_from(sorted(tree)).map(lambda gone: {key: tree[key] for key in tree if key != gone})
        return st.one_of(changed, fewer)
    if isinstance(tree, tuple) and tree:
        changed = st.integers(0, len(tree) - 1).flatmap(
            lambda place: small_change(tree[place]).map(lambda inner: (*tree[:place], inner, *tree[place + 1 :]))
        )
        return st.one_of(changed, st.just(tree[:-1]), leaves.map(lambda more: (*tree, more)))
    if isinstance(tree, str):
        return texts.map(lambda more: tree.replace("1", more))
    return buffers if isinstance(tree, bytes) else leaves
