-- The agreement: frozen versions, requests for signatures, signatures, proposals.

CREATE TABLE versions (
    organization_id TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    origin TEXT NOT NULL,
    origin_id TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    agreed_at BIGINT,
    hash TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    PRIMARY KEY (organization_id, plan_id, number),
    FOREIGN KEY (organization_id, plan_id) REFERENCES plans (organization_id, id)
) WITHOUT ROWID;

CREATE TABLE sign_offs (
    organization_id TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    status TEXT NOT NULL,
    message TEXT NOT NULL,
    requested_by TEXT NOT NULL,
    requested_name TEXT NOT NULL,
    requested_side TEXT NOT NULL,
    requested_at BIGINT NOT NULL,
    decided_at BIGINT,
    reason TEXT,
    event_seq BIGINT,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id, version) REFERENCES versions (organization_id, plan_id, number)
) WITHOUT ROWID;
CREATE UNIQUE INDEX sign_offs_one_open ON sign_offs (organization_id, plan_id) WHERE status = 'open';

-- Who is asked to sign, and what they did. Names are copied in: a signature outlives whoever leaves the plan.
CREATE TABLE signatures (
    organization_id TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    sign_off_id TEXT NOT NULL,
    stakeholder_id TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    side TEXT NOT NULL,
    title TEXT NOT NULL,
    typed_name TEXT,
    signed_at BIGINT,
    address TEXT,
    declined_at BIGINT,
    decline_reason TEXT,
    PRIMARY KEY (organization_id, plan_id, sign_off_id, stakeholder_id),
    FOREIGN KEY (organization_id, plan_id, sign_off_id) REFERENCES sign_offs (organization_id, plan_id, id)
) WITHOUT ROWID;

CREATE TABLE proposals (
    organization_id TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    id TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_name TEXT NOT NULL,
    side TEXT NOT NULL,
    reason TEXT NOT NULL,
    edits TEXT NOT NULL,
    changes TEXT NOT NULL,
    status TEXT NOT NULL,
    base_version INTEGER NOT NULL,
    counter_of TEXT,
    created_at BIGINT NOT NULL,
    decided_at BIGINT,
    decided_by TEXT,
    decision_note TEXT NOT NULL,
    version INTEGER,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id) REFERENCES plans (organization_id, id)
) WITHOUT ROWID;

-- What the plan's own page needs of all this, kept beside its other facts.
ALTER TABLE plans ADD COLUMN agreed_version INTEGER;
ALTER TABLE plans ADD COLUMN agreed_at BIGINT;
ALTER TABLE plans ADD COLUMN rebuilt_at BIGINT;
ALTER TABLE plans ADD COLUMN open_sign_off TEXT;
