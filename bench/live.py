#!/usr/bin/env python3
"""Measures live events: many open screens, one writer; from the moment a write is sent until each screen of its plan has its event.

Usage: live.py --server FILE --screens 1000 --a-plan 10 --writes 400 [--database-url URL] [--name TEXT]
Prints rows of a table. Every screen counts its events and their numbers: what is missing, doubled or out of order is a fault. Standard library only.
"""
import argparse
import os
import resource
import select
import socket
import tempfile
import time

from client import BASE, Client, Server
from load import filled

HERE = os.path.dirname(os.path.abspath(__file__))
EVERY = 0.025


class Screen:
    """One open stream."""

    def __init__(self, port, token, plan):
        self.plan, self.rest, self.numbers, self.took = plan, b"", [], []
        self.socket = socket.create_connection(("127.0.0.1", port), 20)
        request = f"GET {BASE}/plans/{plan}/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nAccept: text/event-stream\r\n\r\n"
        self.socket.sendall(request.encode())
        self.is_open = False

    def read(self, sent):
        """Takes what has come; `sent` are the moments of the plan's writes, in order."""
        piece = self.socket.recv(65536)
        now = time.perf_counter()
        if not piece:
            raise SystemExit("the server closed a stream")
        self.rest += piece
        self.is_open = self.is_open or b"retry:" in self.rest
        *lines, self.rest = self.rest.split(b"\n")
        for line in lines:
            if line.startswith(b"id: "):
                self.took.append(now - sent[len(self.numbers)])
                self.numbers.append(int(line[4:]))


class Writer:
    """Ticks actions and takes the ticks back, one write at a time on one connection."""

    def __init__(self, port, token, plans):
        self.token, self.plans, self.made = token, plans, 0
        self.sent = {plan: [] for plan, _ in plans}
        self.socket = socket.create_connection(("127.0.0.1", port), 20)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.waits = False

    def write(self):
        plan, actions = self.plans[self.made * 7919 % len(self.plans)]
        number = len(self.sent[plan])
        verb = "reopen" if number // len(actions) % 2 else "complete"
        path = f"{BASE}/plans/{plan}/actions/{actions[number % len(actions)]}/{verb}"
        request = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {self.token}\r\nContent-Length: 0\r\n\r\n"
        self.sent[plan].append(time.perf_counter())
        self.socket.sendall(request.encode())
        self.made, self.waits = self.made + 1, True

    def read(self):
        answer = self.socket.recv(65536)
        if not answer.startswith(b"HTTP/1.1 200"):
            raise SystemExit(f"a write was refused: {answer[:200]!r}")
        self.waits = False


def run(server, boss, plans, screens, a_plan, writes):
    watched = plans[: max(1, screens // a_plan)]
    before = server.memory_mb()
    poll, by_number, all_screens = select.epoll(), {}, []
    for n in range(screens):
        screen = Screen(server.port, boss.token, watched[n % len(watched)][0])
        by_number[screen.socket.fileno()] = screen
        all_screens.append(screen)
        poll.register(screen.socket, select.EPOLLIN)
    writer = Writer(server.port, boss.token, watched)
    poll.register(writer.socket, select.EPOLLIN)
    deadline = time.perf_counter() + 60
    while not all(screen.is_open for screen in all_screens):
        for number, _ in poll.poll(1):
            by_number[number].read([])
        if time.perf_counter() > deadline:
            raise SystemExit("not every stream opened within 60 s")
    held = server.memory_mb() - before
    wanted = lambda: all(len(s.numbers) == len(writer.sent[s.plan]) for s in all_screens)
    due = time.perf_counter()
    deadline = due + 60 + writes * EVERY
    while time.perf_counter() < deadline:
        if writer.made < writes and not writer.waits and time.perf_counter() >= due:
            writer.write()
            due = max(due + EVERY, time.perf_counter())
        elif writer.made == writes and not writer.waits and wanted():
            break
        for number, _ in poll.poll(max(0, min(0.01, due - time.perf_counter())) if writer.made < writes else 0.01):
            if number == writer.socket.fileno():
                writer.read()
            else:
                by_number[number].read(writer.sent[by_number[number].plan])
    faults = sum(len(s.numbers) != len(writer.sent[s.plan]) for s in all_screens)
    faults += sum(s.numbers != list(range(s.numbers[0], s.numbers[0] + len(s.numbers))) for s in all_screens if s.numbers)
    took = sorted(t for s in all_screens for t in s.took)
    for screen in all_screens:
        screen.socket.close()
    quantile = lambda q: took[min(len(took) - 1, int(len(took) * q))] * 1000
    return quantile(0.5), quantile(0.99), took[-1] * 1000, held * 1024 / screens, len(took), faults


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--server", default=os.path.join(HERE, "../target/release/tandem-server"))
    arguments.add_argument("--screens", type=int, nargs="+", default=[1000, 5000])
    arguments.add_argument("--a-plan", type=int, default=10, help="screens that watch one plan")
    arguments.add_argument("--writes", type=int, default=400)
    arguments.add_argument("--database-url", default="")
    arguments.add_argument("--name", default="SQLite")
    given = arguments.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))

    print(f"## Live events, {given.name}\n")
    print(f"Screens spread over plans, {given.a_plan} to a plan; one writer ticks an action every {EVERY * 1000:.0f} ms; from sending the write to reading the event.\n")
    print("| open screens | events | p50 ms | p99 ms | slowest ms | memory a screen kB | faults | load average |")
    print("|---|---|---|---|---|---|---|---|")
    for screens in given.screens:
        with tempfile.TemporaryDirectory(prefix="tandem-live-") as folder:
            server = Server(os.path.abspath(given.server), folder, given.database_url)
            server.start()
            try:
                boss = Client(server.port)
                boss.sign_up(f"live{screens}@orbit.example")
                plans = filled(server.port, boss.token, max(1, screens // given.a_plan))
                p50, p99, slowest, kb, events, faults = run(server, boss, plans, screens, given.a_plan, given.writes)
            finally:
                server.stop()
        print(f"| {screens:,} | {events:,} | {p50:.1f} | {p99:.1f} | {slowest:.1f} | {kb:.0f} | {faults} | {os.getloadavg()[0]:.1f} |", flush=True)
    print()


if __name__ == "__main__":
    main()
