"""The orders service: HTTP in, JSON out, standard library only."""

import json
import logging
import os
import re
import signal
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import checkout
import payments
import reports
from inventory_client import InventoryUnavailable, OutOfStock
from payments import PaymentDeclined, ProviderTimeout
from pricing import UnknownItem
from repository import OrderNotFound, OrderRepository
from structured_logger import StructuredLogger, configure_logging, current_correlation_id

logger = logging.getLogger("orders.app")
log = StructuredLogger("orders.app")
repository = OrderRepository()


def post_order(handler, match):
    basket = handler.read_json()
    try:
        return 201, checkout.place_order(repository, basket, handler.correlation_id)
    except UnknownItem as error:
        logger.info(f"order refused, unknown item {error}")
        return 400, {"error": f"There is no {error}."}
    except OutOfStock as error:
        logger.warning("order refused, out of stock", extra={"sku": str(error)})
        return 409, {"error": f"{error} is sold out."}
    except PaymentDeclined as error:
        log.log("ERROR", "payment declined", correlation_id=handler.correlation_id, context={"customer_id": basket["customer_id"], "reason": error.reason})
        return 402, {"error": "Your bank declined the payment."}
    except ProviderTimeout:
        logger.error("payment failed")
        return 504, {"error": "The payment provider does not answer."}
    except InventoryUnavailable:
        logger.exception("could not reserve stock")
        return 502, {"error": "The warehouse does not answer."}


def get_order(handler, match):
    return 200, repository.get(int(match["id"]))


def refund_order(handler, match):
    order = repository.get(int(match["id"]))
    payments.refund(order)
    repository.mark_refunded(order["id"])
    return 200, {"id": order["id"], "status": "refunded"}


def daily_report(handler, match):
    return 200, reports.daily(repository)


ROUTES = [
    ("POST", re.compile(r"/orders"), "place-order", post_order),
    ("GET", re.compile(r"/orders/(?P<id>\d+)"), "show-order", get_order),
    ("POST", re.compile(r"/orders/(?P<id>\d+)/refund"), "refund-order", refund_order),
    ("GET", re.compile(r"/reports/daily"), "daily-report", daily_report),
]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    correlation_id = None
    body = b""

    def do_GET(self):
        self._handle("GET")

    def do_POST(self):
        self._handle("POST")

    def read_json(self):
        return json.loads(self.body or b"{}")

    def _handle(self, method):
        started = time.perf_counter()
        # Read even where nobody wants it: the connection is kept for the next request.
        self.body = self.rfile.read(int(self.headers.get("content-length") or 0))
        self.correlation_id = self.headers.get("x-correlation-id")
        current_correlation_id.set(self.correlation_id)
        operation, status, body = self._route(method)
        payload = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)
        log.log(
            "INFO",
            "request handled",
            correlation_id=self.correlation_id,
            context={"method": method, "path": self.path, "status": status},
            performance={"operation": operation, "duration_ms": round((time.perf_counter() - started) * 1000, 1)},
        )

    def _route(self, method):
        for verb, path, operation, action in ROUTES:
            match = path.fullmatch(self.path.partition("?")[0])
            if verb != method or match is None:
                continue
            try:
                return (operation, *action(self, match))
            except OrderNotFound as error:
                logger.warn("order %s not found", error)
                return operation, 404, {"error": "There is no such order."}
            except Exception:
                logger.exception("unhandled error in %s %s", method, self.path)
                return operation, 500, {"error": "Something went wrong here."}
        return "unknown", 404, {"error": "There is nothing here."}

    def log_message(self, format, *args):
        pass  # _handle logs every request with more than this would say


def main():
    configure_logging()
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "0"))), Handler)
    server.daemon_threads = True
    stop = lambda number, frame: threading.Thread(target=server.shutdown).start()
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    logger.info("listening on port %d", server.server_port)
    server.serve_forever()
    logger.info("stopping")
    logging.shutdown()


if __name__ == "__main__":
    main()
