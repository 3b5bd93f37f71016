"""Where orders are kept: SQLite in memory, gone with the process."""

import json
import logging
import sqlite3
import threading

logger = logging.getLogger(__name__)


class OrderNotFound(Exception):
    pass


class OrderRepository:
    def __init__(self):
        self._lock = threading.Lock()
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        self._db.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, customer TEXT, status TEXT, total REAL, body TEXT)")
        self._db.execute("INSERT INTO orders (id, customer, status, total, body) VALUES (8800, 'cust_ada', 'delivered', 39.9, ?)",
                         (json.dumps({"items": [{"sku": "LAMP-3", "quantity": 1}]}),))

    def add(self, customer, total, items, payment_id):
        """Stores a paid order and returns its id."""
        body = json.dumps({"items": items, "payment_id": payment_id})
        with self._lock:
            cursor = self._db.execute("INSERT INTO orders (customer, status, total, body) VALUES (?, 'paid', ?, ?)", (customer, total, body))
            self._db.commit()
        logger.debug("order stored", extra={"order_id": cursor.lastrowid, "bytes": len(body)})
        return cursor.lastrowid

    def get(self, order_id):
        """The order as a dictionary. Raises OrderNotFound."""
        with self._lock:
            row = self._db.execute("SELECT id, customer, status, total, body FROM orders WHERE id = ?", (order_id,)).fetchone()
        if row is None:
            raise OrderNotFound(order_id)
        return {"id": row[0], "customer": row[1], "status": row[2], "total": row[3], **json.loads(row[4])}

    def mark_refunded(self, order_id):
        with self._lock:
            self._db.execute("UPDATE orders SET status = 'refunded' WHERE id = ?", (order_id,))
            self._db.commit()

    def totals(self):
        """(customer, number of orders, sum) for every customer."""
        with self._lock:
            rows = self._db.execute("SELECT customer, count(*), sum(total) FROM orders GROUP BY customer ORDER BY 3 DESC").fetchall()
        logger.debug(f"read totals of {len(rows)} customers")
        return rows
