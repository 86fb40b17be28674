"""Many plans from one: copies the rows of a plan that was made through the API, in SQL, because a hundred thousand through the API take an hour.

A copy has ids of its own: the ten characters of an id that tell its time are replaced by the copy's number, so they stay valid and distinct. Its log has the
head of the first one's and no lines: history is not copied, so logs of copies do not verify, and nothing here measures them. Standard library only; the copy
on PostgreSQL is made by psql.
"""
import glob
import shutil
import sqlite3
import subprocess

IDS = {
    "deals": ["id"],
    "plans": ["id", "deal_id"],
    "stakeholders": ["id", "plan_id"],
    "milestones": ["id", "plan_id", "owner_id"],
    "dependencies": ["plan_id", "milestone_id", "depends_on_id"],
    "assumptions": ["id", "plan_id", "milestone_id"],
    "actions": ["id", "plan_id", "milestone_id"],
    "assignees": ["plan_id", "action_id", "stakeholder_id"],
    "logs": ["id"],
}


def renamed(id, n):
    """The id of copy n, as the SQL makes it."""
    prefix, suffix = id.rsplit("_", 1)
    return f"{prefix}_0{n:09}{suffix[10:]}"


def statement(table, columns, plan, deal, numbers, place, padded):
    """One table's copies."""
    def value(column):
        if column in IDS[table]:
            return f"substr({column}, 1, {place}({column}, '_')) || '0' || {padded} || substr({column}, {place}({column}, '_') + 11)"
        if table == "deals" and column in ("name", "search"):
            return f"{column} || ' ' || n"
        if table == "deals" and column == "updated_at":
            return "updated_at + n"
        return column

    key = "plan_id" if "plan_id" in columns else "id"
    wanted = deal if table == "deals" else plan
    chosen = ", ".join(value(column) for column in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {chosen} FROM ({numbers}) AS numbers CROSS JOIN {table} WHERE {key} = '{wanted}'"


def on_sqlite(file, plan, deal, count):
    store = sqlite3.connect(file)
    store.execute("PRAGMA cache_size=-400000")
    numbers = f"WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {count}) SELECT n FROM c"
    for table in IDS:
        columns = [row[1] for row in store.execute(f"PRAGMA table_info({table})")]
        store.execute(statement(table, columns, plan, deal, numbers, "instr", "printf('%09d', n)"))
    store.commit()
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()


def on_postgres(url, plan, deal, count):
    psql = shutil.which("psql") or sorted(glob.glob("/usr/lib/postgresql/*/bin/psql"))[-1]
    run = lambda sql: subprocess.run([psql, url, "-qAt", "-v", "ON_ERROR_STOP=1", "-c", sql], check=True, capture_output=True, text=True).stdout
    numbers = f"SELECT generate_series(1, {count}) AS n"
    for table in IDS:
        columns = run(f"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}' AND table_schema = 'public' ORDER BY ordinal_position").split()
        run(statement(table, columns, plan, deal, numbers, "strpos", "lpad(n::text, 9, '0')"))
    run("ANALYZE")
