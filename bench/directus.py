"""Directus with the same plans, on SQLite: `npm install directus` (Node 22) brings it."""
import os
import subprocess

from client import free_port
from load import ACTIONS, MILESTONES
from peer import BOSS, SECRET, Peer


class Directus(Peer):
    """The service, with a static token for its admin."""

    NAME, SCRIPTS, NOTE = "Directus", "di_", "It derives nothing."
    authorization = "Bearer "

    def __init__(self, install, folder):
        self.port, self.token = free_port(), SECRET
        node, cli = f"{install}/node", f"{install}/node_modules/directus/cli.js"
        settings = os.environ | {
            "KEY": "bench", "SECRET": SECRET, "ADMIN_EMAIL": BOSS.replace(".example", "-example.com"), "ADMIN_PASSWORD": SECRET, "ADMIN_TOKEN": SECRET, "TELEMETRY": "false", "LOG_LEVEL": "error",
            "DB_CLIENT": "sqlite3", "DB_FILENAME": f"{folder}/directus.db", "HOST": "127.0.0.1", "PORT": str(self.port), "CACHE_ENABLED": "false",
        }
        subprocess.run([node, cli, "bootstrap"], check=True, capture_output=True, cwd=folder, env=settings)
        self.process = subprocess.Popen([node, cli, "start"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, env=settings)
        self.wait("/server/health")

    def set_up(self):
        """Makes the tables, with an index on each relation, and the lists that go with them."""
        text = lambda name, kind="string": {"field": name, "type": kind, "schema": {}}
        tables = {
            "deals": ([text("name"), text("account_name")], []),
            "plans": ([text("title")], ["deal"]),
            "milestones": ([text("title"), text("owner_side"), text("target_date", "date"), text("position", "integer")], ["plan"]),
            "actions": ([text("title"), text("side"), text("done", "boolean")], ["milestone"]),
        }
        key = {"field": "id", "type": "string", "schema": {"is_primary_key": True, "length": 20}}
        for name, (fields, relations) in tables.items():
            of = [{"field": r, "type": "string", "schema": {"is_indexed": True}} for r in relations]
            self.call("POST", "/collections", {"collection": name, "schema": {}, "meta": {}, "fields": [key, *fields, *of]})
            for r in relations:
                self.call("POST", f"/fields/{r}s", {"field": name, "type": "alias", "meta": {"special": ["o2m"]}})
                self.call("POST", "/relations", {"collection": name, "field": r, "related_collection": r + "s", "meta": {"one_field": name}, "schema": {"on_delete": "CASCADE"}})

    def plan(self, n):
        """Makes a deal and its plan of 49 rows in one request; answers with the plan's and the actions' ids."""
        milestones, ids = [], []
        for m in range(MILESTONES):
            own = [{"id": f"ac{n:09}{m:02}{a:02}", "title": f"Action {m + 1}.{a + 1}", "side": "buyer" if a % 2 else "seller", "done": False} for a in range(ACTIONS)]
            ids += [action["id"] for action in own]
            of = {"id": f"ms{n:010}{m:03}", "title": f"Milestone {m + 1}", "owner_side": "buyer" if m % 2 else "seller", "target_date": f"2027-0{m + 1}-15"}
            milestones.append(of | {"position": m, "actions": own})
        plan = {"id": f"plan{n:011}", "title": f"Deal {n:05}", "milestones": milestones}
        self.call("POST", "/items/deals", {"id": f"deal{n:011}", "name": f"Deal {n:05}", "account_name": "Nimbus GmbH", "plans": [plan]})
        return plan["id"], ids
