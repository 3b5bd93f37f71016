"""The steps of a purchase, in order: price, reserve, charge, store."""

import time

import inventory_client
import payments
import pricing
from structured_logger import StructuredLogger

log = StructuredLogger("orders.checkout")


def place_order(repository, basket, correlation_id):
    """Places the order of `basket` and returns it. Raises what the steps raise."""
    started = time.perf_counter()
    items = basket["items"]
    customer = basket["customer_id"]
    total = pricing.total_of(items, basket.get("coupon"))
    log.log("DEBUG", "order priced", correlation_id=correlation_id, context={"customer_id": customer, "total": total, "items": len(items)})

    for item in items:
        where = inventory_client.reserve(item, correlation_id)
        log.log("DEBUG", f"reserved {item['quantity']} x {item['sku']} on shelf {where['shelf']}", correlation_id=correlation_id)

    payment_id = payments.charge(basket["card"], total, correlation_id)
    order_id = repository.add(customer, total, items, payment_id)
    log.log(
        "INFO",
        "order placed",
        correlation_id=correlation_id,
        context={"order_id": order_id, "customer_id": customer, "total": total},
        performance={"operation": "place-order", "duration_ms": round((time.perf_counter() - started) * 1000, 1)},
    )
    return {"id": order_id, "status": "paid", "total": total}
