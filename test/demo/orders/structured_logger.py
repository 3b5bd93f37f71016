"""Structured logging on top of the standard library: JSON to the collector, plain text to the console."""

import contextvars
import json
import logging
import os
import sys
from datetime import datetime, timezone

from log_shipper import TcpLineHandler

SERVICE = "orders"

# The request being handled: plain `logging` calls get its correlation ID from here.
current_correlation_id = contextvars.ContextVar("correlation_id", default=None)

_RESERVED = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "correlation_id", "context", "performance"}


class JsonFormatter(logging.Formatter):
    """One record as one JSON object in the team's schema."""

    def format(self, record):
        entry = {
            "timestamp": datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="microseconds").replace("+00:00", "Z"),
            "level": record.levelname,
            "service": SERVICE,
            "message": record.getMessage(),
            "correlation_id": getattr(record, "correlation_id", None) or current_correlation_id.get(),
            "logger": record.name,
            "function": record.funcName,
            "file": record.pathname,
            "line": record.lineno,
        }
        context = dict(getattr(record, "context", None) or {})
        context.update({key: value for key, value in vars(record).items() if key not in _RESERVED})
        if record.exc_info and record.exc_info[0] is not None:
            context["error_type"] = record.exc_info[0].__name__
            entry["stack"] = self.formatException(record.exc_info)
        if context:
            entry["context"] = context
        performance = getattr(record, "performance", None)
        if performance:
            entry["performance"] = performance
        return json.dumps({key: value for key, value in entry.items() if value is not None}, default=str)


class StructuredLogger:
    """`StructuredLogger(__name__).log("INFO", "order stored", correlation_id=…, context={…}, performance={…})`"""

    def __init__(self, name):
        self._logger = logging.getLogger(name)

    def log(self, level, message, correlation_id=None, context=None, performance=None, exc_info=None):
        extra = {"correlation_id": correlation_id, "context": context, "performance": performance}
        self._logger.log(getattr(logging, level), message, extra=extra, exc_info=exc_info, stacklevel=2)


def configure_logging():
    """JSON to the collector, text to the console; to be called once, first."""
    shipper = TcpLineHandler()
    shipper.setFormatter(JsonFormatter())
    console = logging.StreamHandler(sys.stdout)
    console.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=os.environ.get("LOG_LEVEL", "DEBUG").upper(), handlers=[shipper, console])
