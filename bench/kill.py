#!/usr/bin/env python3
"""SIGKILL under write load: every write that was acknowledged must be there afterwards, none twice, and the log must verify.

Four clients add and tick actions and keep a ledger of what was acknowledged. At a random moment the server is killed and started again on the
same data. Then: every acknowledged action is there and every acknowledged tick; a request whose answer was lost is sent again under its
idempotency key and must leave one action; the exported log must be whole by `tandem verify-log`.

Usage: kill.py [--rounds 20] [--server FILE] [--verifier FILE] [--database-url URL]
"""
import argparse
import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid

from client import Client, Refused, Server

HERE = os.path.dirname(os.path.abspath(__file__))
CLIENTS = 4


class Round:
    """One plan, its ledger, its clients."""

    def __init__(self, server, token, number):
        self.server, self.token = server, token
        boss = Client(server.port, token)
        deal = boss.call("POST", "/deals", {"name": f"Round {number}", "account_name": "Nimbus"})
        plan = boss.call("POST", f"/deals/{deal['id']}/plan", {"title": f"Round {number}"})
        self.plan = plan["id"]
        body = {"title": "Under fire", "stage_id": plan["stages"][0]["id"], "owner_side": "seller"}
        # A milestone holds two hundred actions: each client has some of its own, one after another.
        make = lambda: boss.call("POST", f"/plans/{self.plan}/milestones", body)["id"]
        self.milestones = [[make() for _ in range(6)] for _ in range(CLIENTS)]
        self.added, self.ticked, self.unknown = {}, set(), []
        self.faults, self.stopping = [], False

    def work(self, client_number):
        client = Client(self.server.port, self.token)
        n = 0
        while not self.stopping:
            n += 1
            title, key = f"Action {client_number}.{n}", str(uuid.uuid4())
            path = f"/plans/{self.plan}/milestones/{self.milestones[client_number][n // 190]}/actions"
            body = {"title": title, "side": "seller"}
            try:
                action = client.call("POST", path, body, key)
                self.added[action["id"]] = title
            except (OSError, http.client.HTTPException):
                self.unknown.append((path, body, key))
                return
            except Refused as refused:
                self.faults.append(str(refused))
                return
            try:
                client.call("POST", f"/plans/{self.plan}/actions/{action['id']}/complete", {})
                self.ticked.add(action["id"])
            except (OSError, http.client.HTTPException):
                return
            except Refused as refused:
                self.faults.append(str(refused))
                return

    def under_load(self, seconds):
        clients = [threading.Thread(target=self.work, args=(n,)) for n in range(CLIENTS)]
        for client in clients:
            client.start()
        time.sleep(seconds)
        self.server.kill()
        self.stopping = True
        for client in clients:
            client.join()

    def check(self):
        """What is wrong after the restart, in words."""
        client, found = Client(self.server.port, self.token), list(self.faults)
        for path, body, key in self.unknown:
            client.call("POST", path, body, key)
        actions = [a for m in client.call("GET", f"/plans/{self.plan}")["milestones"] for a in m["actions"]]
        there = {a["id"]: a for a in actions}
        found += [f"lost: action {title}" for id, title in self.added.items() if id not in there]
        found += [f"lost: tick of {self.added[id]}" for id in self.ticked if id in there and there[id]["status"] != "done"]
        titles = [a["title"] for a in actions]
        found += [f"there twice: {title}" for title in sorted({t for t in titles if titles.count(t) > 1})]
        missing = [body["title"] for _, body, _ in self.unknown if body["title"] not in titles]
        return found + [f"sent again and not there: {title}" for title in missing]

    def verify_log(self, verifier):
        client = Client(self.server.port, self.token)
        log = client.call("GET", f"/plans/{self.plan}/events/export")
        key = client.call("GET", "/log-key")["public_key"]
        done = subprocess.run([verifier, "verify-log", "-", "--key", key], input=json.dumps(log), text=True, capture_output=True)
        return [] if done.returncode == 0 else [f"the log: {done.stderr.strip() or done.stdout.strip()}"]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--rounds", type=int, default=20)
    arguments.add_argument("--server", default=os.path.join(HERE, "../target/release/tandem-server"))
    arguments.add_argument("--verifier", default=os.path.join(HERE, "../target/release/tandem"))
    arguments.add_argument("--database-url", default="")
    arguments.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    given = arguments.parse_args()
    chance = random.Random(given.seed)
    engine = "PostgreSQL" if given.database_url else "SQLite"

    with tempfile.TemporaryDirectory(prefix="tandem-kill-") as folder:
        server = Server(os.path.abspath(given.server), folder, given.database_url)
        server.start()
        boss = Client(server.port)
        boss.sign_up()
        writes, ready, found = 0, [], []
        rounds = []
        try:
            for number in range(1, given.rounds + 1):
                one = Round(server, boss.token, number)
                one.under_load(chance.uniform(0.05, 0.5))
                ready.append(server.start())
                found += [f"round {number}: {fault}" for fault in one.check() + one.verify_log(os.path.abspath(given.verifier))]
                writes += len(one.added) + len(one.ticked)
                rounds.append(one)
            # What was written in early rounds must have outlived all later kills too.
            for number, one in enumerate(rounds, 1):
                found += [f"at the end, round {number}: {fault}" for fault in one.check() if fault not in one.faults]
        finally:
            server.stop()
    for fault in found:
        print(fault)
    print(
        f"{engine}: {given.rounds} kills, {writes} acknowledged writes, {len(found)} faults, "
        f"ready after {statistics.median(ready):.0f} ms (slowest {max(ready):.0f} ms), seed {given.seed}"
    )
    sys.exit(1 if found else 0)


main()
