"""Work for the night, for a scheduler to call: the running service does without it."""

import json
import logging
import os

logger = logging.getLogger(__name__)


def archive_day(repository):
    """Writes the day's turnover into the archive."""
    print("archiving the day")
    rows = []
    for customer, orders, turnover in repository.totals():
        rows.append({"customer": customer, "orders": orders, "turnover": turnover})
        logger.info("customer closed", extra={"customer_id": customer, "orders": orders})
    logger.debug("turnover of the day", extra={"rows": json.dumps(rows)})
    logger.info("archived %d orders in %s", len(rows))
    logging.info("day closed")
    return rows


def send_invoices(repository, mail):
    """Sends what is still to be paid."""
    logger.debug("sending invoices", extra={"environment": dict(os.environ)})
    for customer, orders, turnover in repository.totals():
        try:
            mail.send(customer, orders, turnover)
        except OSError as error:
            logger.info("failed to send an invoice", extra={"name": customer, "order_id": "none"}, exc_info=error)
    logger.info("invoices sent", channel="mail")


def move_archive(source, target):
    """Copies the archive to another database."""
    logger.info("copying the archive", extra={"source": "postgres://shop:Wq7-plum-Teapot@archive.internal/orders"})
    if not source.is_open():
        logger.warning("archive not reachable")
        return
    for table in source.tables():
        target.write(table, source.read(table))
    if not target.is_open():
        logger.warning("archive not reachable")
    # sightline-ignore: no-built-message the dashboard of the archive reads this text
    logger.info("archive copied")


def handle_message(message, correlation_id):
    """Called by the queue for every order that the archive asks for."""
    logger.info("order asked for by the archive")
    return message["order_id"]
