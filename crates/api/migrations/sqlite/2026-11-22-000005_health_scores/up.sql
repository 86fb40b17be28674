-- How healthy plans are for their sellers: what was reckoned last, and a line for each day on which that changed.

CREATE TABLE health_now (
    organization_id TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    day TEXT NOT NULL,
    score INTEGER,
    errors INTEGER NOT NULL,
    PRIMARY KEY (organization_id, plan_id),
    FOREIGN KEY (organization_id, plan_id) REFERENCES plans (organization_id, id)
) WITHOUT ROWID;

CREATE TABLE health_scores (
    organization_id TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    day TEXT NOT NULL,
    score INTEGER NOT NULL,
    errors INTEGER NOT NULL,
    warnings INTEGER NOT NULL,
    advice INTEGER NOT NULL,
    PRIMARY KEY (organization_id, plan_id, day),
    FOREIGN KEY (organization_id, plan_id) REFERENCES plans (organization_id, id)
) WITHOUT ROWID;
