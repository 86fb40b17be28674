#!/usr/bin/env python3
"""A disk that fills up under writes: the server must refuse in words, lose nothing it acknowledged, and go on by itself when there is room again.

The data folder is a small file system of its own in memory. Three times: a ballast file leaves little room, writes go on until they are refused, reads are
tried, the ballast is taken away, and a write must succeed without a restart. At the end the server is started anew and every acknowledged action must be there.

Usage: full.py [--megabytes 64] [--server FILE]. Needs the right to mount.
"""
import argparse
import collections
import http.client
import json
import os
import subprocess
import sys
import tempfile

from client import BASE, Client, Server

HERE = os.path.dirname(os.path.abspath(__file__))


def answer(client, method, path, body=None):
    """Status and body, whatever they are."""
    connection = http.client.HTTPConnection("127.0.0.1", client.port, timeout=20)
    headers = {"Content-Type": "application/json", "Authorization": "Bearer " + client.token}
    connection.request(method, BASE + path, None if body is None else json.dumps(body), headers)
    got = connection.getresponse()
    return got.status, got.read()


def fill_up(client, plan, path, ballast, room, number, seen, kept):
    """Leaves `room` bytes, writes until twenty refusals, frees the room; faults in words."""
    faults, refused = [], 0
    free = os.statvfs(os.path.dirname(ballast))
    size = free.f_bavail * free.f_frsize - room
    with open(ballast, "wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, size))
    for n in range(20_000):
        title = f"Action {number}.{n} " + "x" * 150
        status, text = answer(client, "POST", path, {"title": title, "side": "seller"})
        seen[status] += 1
        if status == 201:
            kept.append(json.loads(text)["id"])
            continue
        refused += 1
        if status not in (503, 507) or b'"detail":"' not in text:
            faults.append(f"round {number}: {status} {text[:200]!r}")
        if refused == 20:
            break
    else:
        faults.append(f"round {number}: the disk never filled up")
    status, _ = answer(client, "GET", f"/plans/{plan}")
    if status != 200:
        faults.append(f"round {number}: reading while the disk is full: {status}")
    os.remove(ballast)
    status, text = answer(client, "POST", path, {"title": f"After round {number}", "side": "seller"})
    if status == 201:
        kept.append(json.loads(text)["id"])
    else:
        faults.append(f"round {number}: no write after there was room again: {status} {text[:200]!r}")
    return faults


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--megabytes", type=int, default=64)
    arguments.add_argument("--server", default=os.path.join(HERE, "../target/release/tandem-server"))
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="tandem-full-") as folder:
        disk = f"{folder}/data"
        os.mkdir(disk)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={given.megabytes}m", "tandem-full", disk], check=True)
        os.environ["RUST_LOG"] = "off"
        server, seen, kept, faults = Server(os.path.abspath(given.server), folder), collections.Counter(), [], []
        try:
            server.start()
            boss = Client(server.port)
            boss.sign_up()
            deal = boss.call("POST", "/deals", {"name": "Full", "account_name": "Nimbus GmbH"})
            plan = boss.call("POST", f"/deals/{deal['id']}/plan", {"title": "Full"})
            for number, room in enumerate((200_000, 20_000, 1_000_000), 1):
                body = {"title": f"Round {number}", "stage_id": plan["stages"][0]["id"], "owner_side": "seller"}
                milestone = boss.call("POST", f"/plans/{plan['id']}/milestones", body)["id"]
                path = f"/plans/{plan['id']}/milestones/{milestone}/actions"
                faults += fill_up(boss, plan["id"], path, f"{disk}/ballast", room, number, seen, kept)
            if server.process.poll() is not None:
                faults.append(f"the server ended with {server.process.returncode}")
            server.stop()
            server.start()
            boss.connection = None
            there = {a["id"] for m in boss.call("GET", f"/plans/{plan['id']}")["milestones"] for a in m["actions"]}
            faults += [f"lost: {id}" for id in kept if id not in there]
        finally:
            server.stop()
            subprocess.run(["umount", disk], check=True)
    for fault in faults:
        print(fault)
    statuses = ", ".join(f"{count} x {status}" for status, count in sorted(seen.items()))
    print(f"SQLite, disk full: {statuses}; {len(kept)} acknowledged, {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
