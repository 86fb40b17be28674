-- Weekly status updates, addresses of a plan's calendar, and for which review its owner was reminded.

CREATE TABLE status_updates (
    organization_id TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    id TEXT NOT NULL,
    status TEXT NOT NULL,
    period_from TEXT NOT NULL,
    period_to TEXT NOT NULL,
    sections TEXT NOT NULL,
    recipients TEXT NOT NULL,
    made_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    sent_at BIGINT,
    version INTEGER NOT NULL,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id) REFERENCES plans (organization_id, id)
) WITHOUT ROWID;

-- The address itself is told once; it ends with the access of who made it.
CREATE TABLE calendar_feeds (
    organization_id TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    id TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    made_by TEXT NOT NULL,
    side TEXT NOT NULL,
    user_id TEXT,
    grant_id TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id) REFERENCES plans (organization_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX calendar_feeds_by_secret ON calendar_feeds (secret_hash);

ALTER TABLE plans ADD COLUMN review_reminded_for TEXT;
