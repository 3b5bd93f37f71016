"""What an order costs."""

import logging

logger = logging.getLogger(__name__)

PRICES = {"LAMP-3": 39.9, "CHAIR-1": 129.0, "MUG-7": 12.5, "RUG-2": 249.0, "CLOCK-9": 480.0}
COUPONS = {"WELCOME": 0.10, "FRIENDS": 0.15}


class UnknownItem(Exception):
    pass


def total_of(items, coupon=None):
    """The sum in euros, after the coupon. Raises UnknownItem."""
    total = 0.0
    for item in items:
        price = PRICES.get(item["sku"])
        if price is None:
            raise UnknownItem(item["sku"])
        total += price * item["quantity"]
    if coupon:
        try:
            total *= 1 - COUPONS[coupon]
            logger.info("coupon applied", extra={"coupon": coupon, "total": round(total, 2)})
        except KeyError:
            logger.error("coupon could not be applied: %s" % coupon)
    return round(total, 2)
