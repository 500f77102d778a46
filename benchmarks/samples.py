"""Instances as a server would send them, written by hand."""

from __future__ import annotations

BATCH = {
    "id": "batch_abc123",
    "object": "batch",
    "endpoint": "/v1/completions",
    "input_file_id": "file-abc123",
    "completion_window": "24h",
    "status": "completed",
    "output_file_id": "file-cvaTdG",
    "error_file_id": "file-HOWS94",
    "created_at": 1711471533,
    "in_progress_at": 1711471538,
    "expires_at": 1711557933,
    "finalizing_at": 1711493133,
    "completed_at": 1711493163,
    "request_counts": {"total": 100, "completed": 95, "failed": 5},
    "metadata": {"customer_id": "user_123456789", "batch_description": "Nightly eval job"},
}

UPLOAD = {
    "id": "upload_abc123",
    "object": "upload",
    "bytes": 1147483648,
    "created_at": 1719184911,
    "filename": "training_examples.jsonl",
    "purpose": "fine-tune",
    "status": "completed",
    "expires_at": 1719188511,
    "file": {
        "id": "file-xyz321",
        "object": "file",
        "bytes": 1147483648,
        "created_at": 1719186911,
        "filename": "training_examples.jsonl",
        "purpose": "fine-tune",
    },
}

SAMPLES = {"Batch": BATCH, "Upload": UPLOAD}
