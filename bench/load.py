#!/usr/bin/env python3
"""Measures the real server: wrk in turns over the same data, medians of rounds, and writes them as rows of a table.

Usage: load.py --server FILE --plans 1000 --rounds 5 --seconds 4 [--copies N] [--database-url URL] [--name TEXT]
Prints a Markdown section. With --copies, one plan is made through the API and the others are copies of it in SQL (see copies.py). Needs wrk.

Reads and ticks go through plans in an order made by chance, the same each time. The processor's time for each request is the server's own, so it tells
more than seconds do when other work shares the machine.
"""
import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import copies
from client import Client, Server

HERE = os.path.dirname(os.path.abspath(__file__))
MILESTONES, ACTIONS = 8, 5


def fill(port, token, names, out, lock):
    """Makes a deal, its plan, 8 milestones and 40 actions for each name."""
    client = Client(port, token)
    for name in names:
        deal = client.call("POST", "/deals", {"name": name, "account_name": "Nimbus GmbH"})
        plan = client.call("POST", f"/deals/{deal['id']}/plan", {"title": name})
        made = []
        for m in range(MILESTONES):
            stage = plan["stages"][m % 3]["id"]
            body = {"title": f"Milestone {m + 1}", "stage_id": stage, "owner_side": "buyer" if m % 2 else "seller", "target_date": f"2027-0{m % 8 + 1}-15"}
            milestone = client.call("POST", f"/plans/{plan['id']}/milestones", body)["id"]
            for a in range(ACTIONS):
                body = {"title": f"Action {m + 1}.{a + 1}", "side": "buyer" if a % 2 else "seller", "target_date": f"2027-0{m % 8 + 1}-1{a}"}
                made.append(client.call("POST", f"/plans/{plan['id']}/milestones/{milestone}/actions", body)["id"])
        with lock:
            out.append((plan["id"], made))


def filled(port, token, plans):
    out, lock = [], threading.Lock()
    names = [f"Deal {n:05}" for n in range(plans)]
    threads = [threading.Thread(target=fill, args=(port, token, names[t::8], out, lock)) for t in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(out) != plans:
        sys.exit(f"only {len(out)} of {plans} plans were made")
    return sorted(out)


def copied(given, server, boss, folder, plan, made):
    deal = boss.call("GET", f"/plans/{plan}")["deal_id"]
    server.stop()
    if given.database_url:
        copies.on_postgres(given.database_url, plan, deal, given.copies)
    else:
        copies.on_sqlite(f"{folder}/data/tandem.db", plan, deal, given.copies)
    server.start()
    boss.connection = None
    numbers = range(1, given.copies + 1)
    return [(copies.renamed(plan, n), [copies.renamed(action, n) for action in made]) for n in numbers]


def wrk(port, script, connections, seconds, folder, token, start):
    """One run: requests a second, p50 and p99 in milliseconds, answers that were no 2xx, requests made."""
    environment = dict(os.environ, BENCH_FOLDER=folder, BENCH_TOKEN=token, BENCH_FROM=str(start))
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", f"{HERE}/wrk/{script}.lua", f"http://127.0.0.1:{port}"]
    text = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    scale = {"us": 0.001, "ms": 1, "s": 1000}
    quantile = lambda q: (lambda m: float(m[1]) * scale[m[2]])(re.search(rf"{q}%\s+([\d.]+)(us|ms|s)", text))
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    made = int(re.search(r"(\d+) requests in", text)[1])
    return float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]), quantile(50), quantile(99), int(bad[1]) if bad else 0, made


def latencies(port, token, count):
    """Milliseconds of making a deal's plan, one after another."""
    client, took = Client(port, token), []
    for n in range(count):
        deal = client.call("POST", "/deals", {"name": f"New {n}", "account_name": "Nimbus GmbH"})
        begun = time.perf_counter()
        client.call("POST", f"/deals/{deal['id']}/plan", {"title": f"New {n}"})
        took.append((time.perf_counter() - begun) * 1000)
    return sorted(took)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--server", default=os.path.join(HERE, "../target/release/tandem-server"))
    arguments.add_argument("--plans", type=int, default=1000)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--seconds", type=int, default=4)
    arguments.add_argument("--copies", type=int, default=0)
    arguments.add_argument("--database-url", default="")
    arguments.add_argument("--name", default="SQLite")
    given = arguments.parse_args()

    with tempfile.TemporaryDirectory(prefix="tandem-bench-") as folder:
        server = Server(os.path.abspath(given.server), folder, given.database_url)
        first_start = server.start()
        idle = server.memory_mb()
        try:
            boss = Client(server.port)
            boss.sign_up()
            begun = time.time()
            plans = filled(server.port, boss.token, 1 if given.copies else given.plans)
            if given.copies:
                plans = copied(given, server, boss, folder, *plans[0])
            given.plans = len(plans)
            filling = time.time() - begun
            random.Random(7).shuffle(plans)
            with open(f"{folder}/plans", "w") as file:
                file.writelines(f"{plan}\n" for plan, _ in plans)
            actions = [(plan, made[n]) for n in range(MILESTONES * ACTIONS) for plan, made in plans]
            with open(f"{folder}/actions", "w") as file:
                file.writelines(f"{plan} {action}\n" for plan, action in actions)
            # The server has closed the connection that waited while the plans were made.
            boss.connection = None
            boss.sign_in()
            rows, ticks = {}, 0
            for _ in range(given.rounds):
                for connections in (1, 8):
                    for script in ("read", "tick", "list"):
                        before = server.cpu_seconds()
                        run = wrk(server.port, script, connections, given.seconds, folder, boss.token, ticks)
                        cost = (server.cpu_seconds() - before) * 1000 / max(1, run[4])
                        ticks += run[4] + 8 if script == "tick" else 0
                        rows.setdefault((script, connections), []).append((*run[:3], cost, run[3], os.getloadavg()[0]))
            boss.sign_in()
            created = latencies(server.port, boss.token, 300)
            loaded = server.memory_mb()
            server.stop()
            second_start = server.start()
        finally:
            server.stop()
    report(given, rows, created, idle, loaded, first_start, second_start, filling)


def report(given, rows, created, idle, loaded, first_start, second_start, filling):
    words = {"read": "read a whole plan", "tick": "tick an action, durable", "list": f"list 50 deals of {given.plans}"}
    print(f"## {given.name}, {given.plans} plans of 8 milestones and 40 actions\n")
    print("| work | connections | per second | p50 ms | p99 ms | processor ms each | not 2xx | load average |")
    print("|---|---|---|---|---|---|---|---|")
    for (script, connections), runs in sorted(rows.items()):
        middle = [statistics.median(run[i] for run in runs) for i in range(4)]
        bad, load = sum(run[4] for run in runs), statistics.median(run[5] for run in runs)
        print(f"| {words[script]} | {connections} | {middle[0]:,.0f} | {middle[1]:.2f} | {middle[2]:.2f} | {middle[3]:.3f} | {bad} | {load:.1f} |")
    p50, p99 = created[len(created) // 2], created[int(len(created) * 0.99)]
    print(f"| make a deal's plan, durable | 1 | {1000 / statistics.mean(created):,.0f} | {p50:.2f} | {p99:.2f} | | 0 | |")
    print(f"\nMemory: {idle:.0f} MB idle, {loaded:.0f} MB after the runs. Start to ready: {first_start:.0f} ms empty, {second_start:.0f} ms with this data. ", end="")
    print(f"Filled in {filling:.0f} s.\n")


if __name__ == "__main__":
    main()
