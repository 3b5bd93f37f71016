"""Sends log lines to a collector over TCP from a thread of its own; keeps the last few thousand while it can't be reached."""

import collections
import logging
import os
import socket
import threading
import time

KEEP_LINES = 5000
RETRY_SECONDS = 1.0


class TcpLineHandler(logging.Handler):
    """Writes one formatted record a line. Never blocks the caller for the network."""

    def __init__(self, address=None):
        super().__init__()
        host, _, port = (address or os.environ.get("SIGHTLINE_TCP", "127.0.0.1:5000")).rpartition(":")
        self._address = (host, int(port))
        self._lines = collections.deque(maxlen=KEEP_LINES)
        self._wake = threading.Condition()
        threading.Thread(target=self._run, name="log-shipper", daemon=True).start()

    def emit(self, record):
        try:
            line = self.format(record)
        except Exception:
            self.handleError(record)
            return
        with self._wake:
            self._lines.append(line)
            self._wake.notify()

    def _run(self):
        connection = None
        while True:
            with self._wake:
                while not self._lines:
                    self._wake.wait()
                line = self._lines.popleft()
            try:
                if connection is None:
                    connection = socket.create_connection(self._address, timeout=5)
                connection.sendall(line.encode("utf-8", "replace") + b"\n")
            except OSError:
                if connection is not None:
                    connection.close()
                connection = None
                with self._wake:
                    if len(self._lines) < KEEP_LINES:
                        self._lines.appendleft(line)
                time.sleep(RETRY_SECONDS)

    def close(self):
        deadline = time.monotonic() + 0.3
        while self._lines and time.monotonic() < deadline:
            time.sleep(0.02)
        super().close()
