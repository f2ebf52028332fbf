"""From texts to vectors: manifests, tokenizer, ONNX session, pooling and quantisation.

Invariant: onnxruntime's telemetry is off before anything in this room can import it, and it is imported here alone.
"""

import os

# From 1.29 on, onnxruntime looks up a host name and writes under ~/.cache as soon as it is imported without this.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
