"""One small transformer that reads quotations and names in one pass (ONNX, no torch at run time)."""
