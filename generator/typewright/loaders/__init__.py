"""From documents to schema graphs: reference pages, API descriptions, JSON Schemas, overlays."""
