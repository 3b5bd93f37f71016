"""Charging cards. The provider is played here: it is quick, slow, or says no, depending on card and turn."""

import itertools
import logging
import time

from structured_logger import StructuredLogger

logger = logging.getLogger(__name__)
log = StructuredLogger("orders.payments")

_turns = itertools.count(1)


class PaymentDeclined(Exception):
    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


class ProviderTimeout(Exception):
    pass


def _provider_charge(card_number, amount):
    """The payment provider's answer: an id of the payment. Raises PaymentDeclined, ProviderTimeout."""
    turn = next(_turns)
    time.sleep(0.02 + 0.01 * (turn % 4))
    if turn % 7 == 0:
        time.sleep(0.25)
        raise ProviderTimeout("no answer from the payment provider within 250 ms")
    if card_number.endswith("0002"):
        raise PaymentDeclined("insufficient funds")
    return f"pay_{turn:06d}"


def charge(card, amount, correlation_id):
    """Charges `card` ({"number", "holder"}) with `amount` euros and returns the payment's id. Tries twice. Raises PaymentDeclined, ProviderTimeout."""
    card_number = card["number"]
    logger.debug("charging card", extra={"card_number": card_number, "amount": amount})
    started = time.perf_counter()
    for attempt in (1, 2):
        try:
            payment_id = _provider_charge(card_number, amount)
        except ProviderTimeout as error:
            if attempt == 2:
                raise
            logger.warning(f"payment provider timed out, retrying: {error}")
            continue
        log.log(
            "INFO",
            "payment accepted",
            correlation_id=correlation_id,
            context={"payment_id": payment_id, "amount": amount, "attempts": attempt},
            performance={"operation": "charge", "duration_ms": round((time.perf_counter() - started) * 1000, 1)},
        )
        return payment_id


def refund(order):
    """Gives the money of `order` back."""
    payment_id = order["payment_id"]
    time.sleep(0.03)
    logger.info("refunded %s", payment_id)
