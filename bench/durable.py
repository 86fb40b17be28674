#!/usr/bin/env python3
"""Whether an answer to a write leaves only after the disk has it: watches the server's system calls.

One client writes, one request after another, while `strace` notes what the server writes to its log (`tandem.db-wal`), what it has flushed (`fdatasync` or
`fsync` that succeeded) and what it answers. An answer of 2xx to a write whose log was not flushed since its last byte is a fault: power lost then would lose what was
acknowledged. SIGKILL cannot show this, because what the system's cache holds outlives the process.

Usage: durable.py [--writes 1000] [--server FILE]. Needs strace, and the right to trace.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

from client import Client, Server

HERE = os.path.dirname(os.path.abspath(__file__))
FLUSHES = ("fdatasync", "fsync")
CALL = re.compile(r"^(\d+)\s+(?:<\.\.\. )?(\w+)")


def faults_in(trace):
    """Answers to writes, and those among them that left before the log was flushed. Lines of one trace, in the order of the system."""
    dirty, flushing, answers, faults = False, {}, 0, 0
    for line in trace:
        found = CALL.match(line)
        if not found:
            continue
        thread, call = found.groups()
        if call in ("pwrite64", "write") and "-wal>" in line:
            dirty = True
        elif call in FLUSHES and "-wal>" in line:
            # What is written while it flushes is not flushed by it.
            if "unfinished" in line:
                flushing[thread], dirty = True, False
            elif line.rstrip().endswith("= 0"):
                dirty = False
        elif call in FLUSHES and "resumed" in line and flushing.pop(thread, False) and not line.rstrip().endswith("= 0"):
            dirty = True
        elif call in ("sendto", "write", "writev", "sendmsg") and "HTTP/1.1 2" in line:
            answers += 1
            faults += dirty or bool(flushing)
    return answers, faults


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--writes", type=int, default=1000)
    arguments.add_argument("--server", default=os.path.join(HERE, "../target/release/tandem-server"))
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="tandem-durable-") as folder:
        server = Server(os.path.abspath(given.server), folder)
        server.start()
        try:
            boss = Client(server.port)
            boss.sign_up()
            deal = boss.call("POST", "/deals", {"name": "Watched", "account_name": "Nimbus GmbH"})
            plan = boss.call("POST", f"/deals/{deal['id']}/plan", {"title": "Watched"})
            body = {"title": "Technical review complete", "stage_id": plan["stages"][0]["id"], "owner_side": "buyer"}
            milestone = boss.call("POST", f"/plans/{plan['id']}/milestones", body)["id"]
            path = f"/plans/{plan['id']}/milestones/{milestone}/actions"
            action = boss.call("POST", path, {"title": "Send the questionnaire", "side": "buyer"})["id"]
            trace = f"{folder}/trace"
            calls = "trace=pwrite64,write,writev,fdatasync,fsync,sendto,sendmsg"
            watcher = subprocess.Popen(["strace", "-f", "-y", "-s", "24", "-e", calls, "-o", trace, "-p", str(server.process.pid)], stderr=subprocess.PIPE, text=True)
            # It says so once it holds every thread.
            watcher.stderr.readline()
            for n in range(given.writes):
                boss.call("POST", f"/plans/{plan['id']}/actions/{action}/{'reopen' if n % 2 else 'complete'}", {})
            watcher.terminate()
            watcher.wait()
            with open(trace) as lines:
                answers, faults = faults_in(lines)
        finally:
            server.stop()
    print(f"SQLite: {answers} answers to writes seen in system calls, {faults} left before the log was flushed")
    sys.exit(1 if faults or answers < given.writes else 0)


main()
