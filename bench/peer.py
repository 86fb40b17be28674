"""A server that is measured beside Tandem: its process, and one connection to it."""
import http.client
import json
import subprocess
import time

BOSS, SECRET = "bench@orbit.example", "quiet-harbour-41-lantern"


class Peer:
    """What a peer has: NAME, the prefix of its wrk SCRIPTS, a NOTE for the report, `set_up()`, and `plan(n)`, which makes a deal with a plan of 49 rows."""

    authorization = ""

    def wait(self, path):
        """Waits until it answers."""
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        for _ in range(600):
            try:
                self.call("GET", path)
                return
            except OSError:
                self.connection.close()
                time.sleep(0.1)
        raise SystemExit(f"{self.NAME} is not ready after a minute")

    def call(self, method, path, body=None):
        headers = {"Content-Type": "application/json"} | ({"Authorization": self.authorization + self.token} if self.token else {})
        self.connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"{self.NAME}: {method} {path}: {answer.status} {text[:300]!r}")
        return json.loads(text) if text else None

    def stop(self):
        """Ends it, with patience."""
        self.connection.close()
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
