"""The layers of multilingual-e5-small (a BERT encoder) as a graph, with weights of 8 bits.

The 4-bit weights of the file become 8-bit ones with one scale for each row: processors have instructions for those. It
is three times as fast on a question as multiplying by the 4-bit weights themselves, at a cosine of .9986 to them.
"""

from collections.abc import Sequence

import numpy as np

from vliegwiel.matching.meaning.graph import EXTRA, Graph
from vliegwiel.matching.meaning.weights import Weights, unpacked

GIVEN, ANSWERED = "given", "answered"
FULL = ("l4.fo", "l5.fo")
"""Steps whose input holds a few very large numbers, in which the others would drown at 8 bits. Found by measuring."""


def graph_of(weights: Weights) -> bytes:
    """The encoder: from the sum of word and place to a state for each piece."""
    sizes = weights.sizes
    graph = Graph(sizes.width)
    state = graph.node(
        "LayerNormalization",
        [GIVEN, *_normal(graph, weights, "emb.ln")],
        ["start"],
        axis=-1,
        epsilon=sizes.epsilon,
    )
    for number in range(sizes.layers):
        last = number == sizes.layers - 1
        state = _layer(graph, weights, f"l{number}.", state, ANSWERED if last else f"l{number}.out")
    return graph.written(GIVEN, ANSWERED)


def _layer(graph: Graph, weights: Weights, layer: str, state: str, out: str) -> str:
    """Attention, then two wide steps; each added to what came in and brought back to a normal spread."""
    sizes = weights.sizes
    threefold = _product(graph, weights, [f"{layer}q", f"{layer}k", f"{layer}v"], state, sizes.width)
    thirds = [f"{layer}query", f"{layer}key", f"{layer}value"]
    graph.node("Split", [threefold], thirds, axis=-1)
    seen = graph.node("MultiHeadAttention", thirds, [f"{layer}seen"], domain=EXTRA, num_heads=sizes.heads)
    gathered = _product(graph, weights, [f"{layer}ao"], seen, sizes.width)
    state = _added(graph, weights, f"{layer}aln", (state, gathered), f"{layer}middle")
    wide = _product(graph, weights, [f"{layer}fi"], state, sizes.inner)
    bent = graph.node("Gelu", [wide], [f"{layer}bent"], domain=EXTRA)
    if f"{layer}fo" in FULL:
        narrow = _exact_product(graph, weights, f"{layer}fo", bent, sizes.width)
    else:
        narrow = _product(graph, weights, [f"{layer}fo"], bent, sizes.width)
    return _added(graph, weights, f"{layer}oln", (state, narrow), out)


def _exact_product(graph: Graph, weights: Weights, name: str, state: str, rows: int) -> str:
    """The same with numbers of 32 bits, for the steps that eight bits are too few for."""
    matrix = graph.constant(f"{name}.matrix", unpacked(weights.blocks(f"{name}.w", rows)).T)
    product = graph.node("MatMul", [state, matrix], [f"{name}.bare"])
    return graph.node("Add", [product, graph.constant(f"{name}.added", weights.floats(f"{name}.b"))], [f"{name}.full"])


def _product(graph: Graph, weights: Weights, names: Sequence[str], state: str, rows: int) -> str:
    """The state times these matrices side by side, plus what is always added."""
    name = names[0]
    matrix = np.concatenate([unpacked(weights.blocks(f"{one}.w", rows)) for one in names])
    scales = np.maximum(np.abs(matrix).max(axis=1), np.float32(1e-12)) / np.float32(127)
    whole = np.round(matrix / scales[:, None]).astype(np.int8)
    added = np.concatenate([weights.floats(f"{one}.b") for one in names])
    constants = [
        graph.constant(f"{name}.whole", whole.T),
        graph.constant(f"{name}.scales", scales),
        "",
        graph.constant(f"{name}.added", added),
    ]
    return graph.node("DynamicQuantizeMatMul", [state, *constants], [f"{name}.product"], domain=EXTRA)


def _added(graph: Graph, weights: Weights, normal: str, both: tuple[str, str], out: str) -> str:
    spread = _normal(graph, weights, normal)
    epsilon = weights.sizes.epsilon
    return graph.node("SkipLayerNormalization", [*both, *spread], [out], domain=EXTRA, epsilon=epsilon)


def _normal(graph: Graph, weights: Weights, name: str) -> list[str]:
    return [graph.constant(f"{name}.{one}", weights.floats(f"{name}.{one}")) for one in "wb"]
