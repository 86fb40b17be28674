"""A small client of the API for benches: one connection, one caller. Standard library only."""
import http.client
import json
import os
import socket
import subprocess
import time

PASSWORD = "quiet-harbour-41-lantern"
BASE = "/api/v1"


class Refused(Exception):
    """An answer that was not wanted."""


class Client:
    """One keep-alive connection."""

    def __init__(self, port, token=None):
        self.port, self.token = port, token
        self.connection = None

    def call(self, method, path, body=None, key=None, wanted=(200, 201, 204)):
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            self.connection.connect()
            self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        if key:
            headers["Idempotency-Key"] = key
        try:
            data = None if body is None else json.dumps(body)
            self.connection.request(method, BASE + path, data, headers)
            answer = self.connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            self.connection = None
            raise
        if answer.status not in wanted:
            raise Refused(f"{method} {path}: {answer.status} {text[:300]!r}")
        return json.loads(text) if text else None

    def sign_up(self, email="bench@orbit.example"):
        body = {"organization_name": "Orbit", "name": "Ada Reyes", "email": email, "password": PASSWORD}
        self.token = self.call("POST", "/auth/sign-up", body)["access_token"]

    def sign_in(self, email="bench@orbit.example"):
        self.token = self.call("POST", "/auth/sign-in", {"email": email, "password": PASSWORD})["access_token"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """The real binary with a data folder of its own."""

    def __init__(self, binary, folder, database_url="", port=None):
        self.port = port or free_port()
        self.binary = binary
        self.environment = dict(
            os.environ,
            TANDEM_BIND=f"127.0.0.1:{self.port}",
            TANDEM_DATA_DIR=os.path.join(folder, "data"),
            TANDEM_DATABASE_URL=database_url,
            RUST_LOG=os.environ.get("RUST_LOG", "error"),
        )
        self.process = None

    def start(self):
        """Starts it; answers with the milliseconds until it is ready."""
        begun = time.perf_counter()
        self.process = subprocess.Popen([self.binary], env=self.environment)
        while time.perf_counter() - begun < 60:
            if self.process.poll() is not None:
                raise SystemExit(f"the server ended with {self.process.returncode}")
            try:
                with socket.create_connection(("127.0.0.1", self.port), 1) as probe:
                    probe.sendall(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    if probe.recv(64).startswith(b"HTTP/1.1 200"):
                        return (time.perf_counter() - begun) * 1000
            except OSError:
                pass
            time.sleep(0.001)
        raise SystemExit("the server is not ready after 60 s")

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()

    def cpu_seconds(self):
        """Time on a processor so far, of the program and of the system for it: what other work on the machine does not change."""
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            kb = next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
        return kb / 1024
