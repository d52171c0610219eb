"""Consumes as the Python pair does: the event's name read from content_type, acknowledged by delivery.

Usage: consumer.py AMQP-URL QUEUE COUNT [declare]    prints a JSON line for each message
"""
import json
import sys

import pika

url, queue, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
connection = pika.BlockingConnection(pika.URLParameters(url))
channel = connection.channel()
if "declare" in sys.argv[4:]:
    channel.queue_declare(queue=queue)
seen = 0
for method, properties, body in channel.consume(queue, auto_ack=True, inactivity_timeout=60):
    if method is None:
        sys.exit("No message came within a minute.")
    print(json.dumps({"event": properties.content_type, "body": json.loads(body)}), flush=True)
    seen += 1
    if seen == count:
        break
connection.close()
