-- Weekly status updates, addresses of a plan's calendar, and for which review its owner was reminded.

CREATE TABLE status_updates (
    organization_id TEXT COLLATE "C" NOT NULL,
    plan_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    period_from TEXT COLLATE "C" NOT NULL,
    period_to TEXT COLLATE "C" NOT NULL,
    sections TEXT COLLATE "C" NOT NULL,
    recipients TEXT COLLATE "C" NOT NULL,
    made_by TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    sent_at BIGINT,
    version INTEGER NOT NULL,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id) REFERENCES plans (organization_id, id)
);

-- The address itself is told once; it ends with the access of who made it.
CREATE TABLE calendar_feeds (
    organization_id TEXT COLLATE "C" NOT NULL,
    plan_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    secret_hash TEXT COLLATE "C" NOT NULL,
    made_by TEXT COLLATE "C" NOT NULL,
    side TEXT COLLATE "C" NOT NULL,
    user_id TEXT COLLATE "C",
    grant_id TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id) REFERENCES plans (organization_id, id)
);
CREATE UNIQUE INDEX calendar_feeds_by_secret ON calendar_feeds (secret_hash);

ALTER TABLE plans ADD COLUMN review_reminded_for TEXT COLLATE "C";
