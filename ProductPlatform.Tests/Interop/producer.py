"""Publishes as the Python pair does: to the default exchange, the event's name in content_type, no message id, not persistent.

Usage: producer.py AMQP-URL [declare]    and on standard input one JSON object a line: {"queue": .., "event": .., "body": ..}
With "declare" it declares each queue first as the pair does: pika's defaults, neither durable nor with arguments.
"""
import json
import sys

import pika

connection = pika.BlockingConnection(pika.URLParameters(sys.argv[1]))
channel = connection.channel()
for line in sys.stdin:
    message = json.loads(line)
    if "declare" in sys.argv[2:]:
        channel.queue_declare(queue=message["queue"])
    channel.basic_publish(
        exchange="",
        routing_key=message["queue"],
        body=json.dumps(message["body"]),
        properties=pika.BasicProperties(message["event"]),
    )
connection.close()
