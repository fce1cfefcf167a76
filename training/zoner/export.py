"""Export trained weights to the model that is shipped: ``python -m training.zoner.export --help``."""

import argparse
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime import InferenceSession
from torch import Tensor, nn

from copydesk.zoner.features import CODE_RANGE, CODES
from training.zoner.network import ALL_NUMBERS, ZonerNetwork, load_network

_LENGTHS = (1, 2, 30, 31, 207, 1000)
"""Lines of the texts that network and export are compared on."""
_TOLERANCE = 1e-3


class ExportedNetwork(nn.Module):
    """The network for one text at a time, without padding, as inference runs it."""

    def __init__(self, network: ZonerNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, codes: Tensor, numbers: Tensor) -> Tensor:
        """Score codes (1, n, CODES) and numbers (1, n, ALL_NUMBERS): logits (1, n, OUTPUTS)."""
        scores: Tensor = self.network(codes, numbers, torch.ones_like(numbers[:, :, :1]))[1]
        return scores


def main() -> None:
    """Parse the arguments and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="what training.zoner.train wrote")
    parser.add_argument("--out", type=Path, required=True, help="file to write, copydesk/zoner/zoner.onnx")
    arguments = parser.parse_args()
    difference = export(load_network(arguments.weights), arguments.out)
    size = arguments.out.stat().st_size / 1e6
    print(f"{arguments.out}: {size:.2f} MB, differs from the network by at most {difference:.1e}")


def export(network: ZonerNetwork, path: Path) -> float:
    """Write ``network`` to ``path`` and return the largest difference of a logit of the two.

    Raises:
        SystemExit: If the exported graph is not the network; nothing is written then.

    """
    # Dropout, if it were on, would be exported as no dropout and make every comparison fail.
    exported = ExportedNetwork(network.eval()).eval()
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        staging = Path(folder, path.name)
        torch.onnx.export(
            exported,
            _example(40),
            str(staging),
            dynamo=False,
            opset_version=17,
            input_names=["codes", "numbers"],
            output_names=["scores"],
            dynamic_axes={name: {1: "lines"} for name in ("codes", "numbers", "scores")},
        )
        difference = _difference(exported, staging)
        if difference > _TOLERANCE:
            raise SystemExit(f"{path.name}: the export differs from the network by {difference:.4f}; not written")
        staging.replace(path)
    return difference


def _difference(exported: ExportedNetwork, path: Path) -> float:
    session = InferenceSession(str(path), providers=["CPUExecutionProvider"])
    worst = 0.0
    for length in _LENGTHS:
        codes, numbers = _example(length)
        with torch.no_grad():
            expected = exported(codes, numbers).numpy()
        [found] = session.run(None, {"codes": codes.numpy(), "numbers": numbers.numpy()})
        worst = max(worst, float(np.abs(found - expected).max()))
    return worst


def _example(length: int) -> tuple[Tensor, Tensor]:
    return torch.randint(0, CODE_RANGE, (1, length, CODES)), torch.rand(1, length, ALL_NUMBERS)


if __name__ == "__main__":
    main()
