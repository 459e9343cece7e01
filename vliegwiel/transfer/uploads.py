"""Taking in a file as it streams by: straight to disk, and no further than a file may be."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

from .sheets import MAX_FILE_BYTES

HOPELESS = 10 * MAX_FILE_BYTES
"""From this size on the connection is closed: a sentence is not worth that much traffic."""


class BoundedUpload(TemporaryFileUploadHandler):
    """Keeps at most MAX_FILE_BYTES; says on the request (`is_too_large`) that there was more."""

    def handle_raw_input(
        self, input_data: Any, META: dict[str, Any], content_length: int, boundary: Any, encoding: str | None = None
    ) -> None:
        if content_length > HOPELESS:
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > MAX_FILE_BYTES:
            assert self.request is not None
            self.request.is_too_large = True  # type: ignore[attr-defined]
            raise StopUpload
        super().receive_data_chunk(raw_data, start)
