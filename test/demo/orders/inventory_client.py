"""Asks the inventory service to set goods aside."""

import json
import logging
import os
import time
import urllib.error
import urllib.request

logger = logging.getLogger(__name__)

ATTEMPTS = 3


class OutOfStock(Exception):
    pass


class InventoryUnavailable(Exception):
    pass


def _post(path, body, correlation_id):
    request = urllib.request.Request(
        os.environ["INVENTORY_URL"] + path,
        data=json.dumps(body).encode(),
        headers={"content-type": "application/json", "x-correlation-id": correlation_id},
    )
    with urllib.request.urlopen(request, timeout=3) as response:
        return json.load(response)


def reserve(item, correlation_id):
    """Reserves {"sku", "quantity"} and returns where it lies. Raises OutOfStock, InventoryUnavailable."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return _post("/reservations", item, correlation_id)
        except urllib.error.HTTPError as error:
            if error.code == 409:
                raise OutOfStock(item["sku"]) from error
            if error.code != 503:
                raise InventoryUnavailable(f"inventory answered {error.code}") from error
            logger.warning("inventory busy, retrying", extra={"attempt": attempt, "sku": item["sku"]})
        except urllib.error.URLError:
            logger.error(f"inventory unreachable (attempt {attempt})")
        time.sleep(0.05 * 2**attempt)
    raise InventoryUnavailable(f"no reservation after {ATTEMPTS} attempts")
