"""Graphs made from a model's weights: reading a delivered graph, and writing ones that run faster on this machine.

Needs onnx, so nothing that searches or indexes imports it. Invariant: the delivered files are only read.
"""
