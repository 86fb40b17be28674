#!/usr/bin/env python3
"""Two server processes on one PostgreSQL: what is written through one must be seen on a screen open at the other, and each mail must be sent once.

Usage: scripts/postgres.sh python3 bench/two.py [--writes 200] [--mails 100] [--server FILE]. Standard library only.
"""
import argparse
import email
import email.utils
import glob
import os
import sys
import tempfile
import time

from client import Client, Server
from live import Screen

HERE = os.path.dirname(os.path.abspath(__file__))


def live(first, second, boss, writes):
    """Milliseconds from sending each write to the first process until a screen at the second has it."""
    deal = boss.call("POST", "/deals", {"name": "Two", "account_name": "Nimbus GmbH"})
    plan = boss.call("POST", f"/deals/{deal['id']}/plan", {"title": "Two"})
    body = {"title": "Security review passed", "stage_id": plan["stages"][0]["id"], "owner_side": "buyer"}
    milestone = boss.call("POST", f"/plans/{plan['id']}/milestones", body)["id"]
    action = boss.call("POST", f"/plans/{plan['id']}/milestones/{milestone}/actions", {"title": "Read it", "side": "buyer"})["id"]
    screen, sent = Screen(second.port, boss.token, plan["id"]), []
    while not screen.is_open:
        screen.read(sent)
    # It tells once what happened before it came.
    begun = len(screen.numbers)
    screen.socket.settimeout(5)
    for n in range(writes):
        sent.append(time.perf_counter())
        boss.call("POST", f"/plans/{plan['id']}/actions/{action}/{'reopen' if n % 2 else 'complete'}", {})
        while len(screen.numbers) - begun < len(sent):
            screen.read(sent)
    in_order = screen.numbers == sorted(set(screen.numbers))
    return plan["id"], sorted(took * 1000 for took in screen.took), in_order


def mails(folder, boss, plan, count):
    """Addresses and how often each was written to; ten invitations a request."""
    wanted = [f"buyer{n}@nimbus.example" for n in range(count)]
    for n in range(0, count, 10):
        boss.call("POST", f"/plans/{plan}/grants", {"invitees": [{"email": address, "access": "view"} for address in wanted[n : n + 10]]})
    until, sent = time.time() + 60, {}
    while time.time() < until:
        sent = {address: 0 for address in wanted}
        for file in glob.glob(f"{folder}/data/mail/*.eml"):
            with open(file, "rb") as text:
                sent[email.utils.parseaddr(email.message_from_binary_file(text)["To"])[1]] += 1
        if min(sent.values()) > 0:
            time.sleep(2)
            break
        time.sleep(0.5)
    return sent


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--server", default=os.path.join(HERE, "../target/release/tandem-server"))
    arguments.add_argument("--writes", type=int, default=200)
    arguments.add_argument("--mails", type=int, default=50)
    given = arguments.parse_args()
    url = os.environ["TANDEM_TEST_DATABASE_URL"]
    with tempfile.TemporaryDirectory(prefix="tandem-two-") as folder:
        # One data folder: the secret and the folder of mails are what replicas share beside the database.
        first, second = (Server(os.path.abspath(given.server), folder, url) for _ in range(2))
        first.start()
        second.start()
        try:
            boss = Client(first.port)
            boss.sign_up()
            # The second listens from a moment after its start on.
            time.sleep(1)
            plan, took, in_order = live(first, second, boss, given.writes)
            sent = mails(folder, boss, plan, given.mails)
        finally:
            first.stop()
            second.stop()
    once = sum(times == 1 for times in sent.values())
    middle, late = took[len(took) // 2], took[int(len(took) * 0.99)]
    print(f"two processes on one PostgreSQL: {len(took)} changes seen at the other, {'in order' if in_order else 'OUT OF ORDER'}, p50 {middle:.1f} ms, p99 {late:.1f} ms; {once} of {len(sent)} mails sent once")
    sys.exit(0 if in_order and once == len(sent) else 1)


if __name__ == "__main__":
    main()
