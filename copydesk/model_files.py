"""What the shipped models have in common: their files, their hash, their sessions."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.errors import CopydeskError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


def present(path: Path, what: str) -> Path:
    """Return ``path`` if it is a file; ``what`` is said of it if it is not.

    Raises:
        CopydeskError: If there is no such file.
    """
    if not path.is_file():
        raise CopydeskError(f"{path}: {what}; reinstall copydesk")
    return path


def fingerprint_of(files: Iterable[Path]) -> str:
    """Return the sha256 over the bytes of ``files`` in their order, 64 hex digits."""
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def session_of(model: Path, disabled_optimizers: Sequence[str] = ()) -> "InferenceSession":
    """Load an ONNX model for one thread, which beats thread pools and batches on small machines.

    Raises:
        CopydeskError: If the file is no model.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    try:
        return onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"], disabled_optimizers=list(disabled_optimizers)
        )
    except Exception as error:  # onnxruntime's own exception types are not importable by name
        raise CopydeskError(f"{model}: not a readable model; reinstall copydesk") from error
