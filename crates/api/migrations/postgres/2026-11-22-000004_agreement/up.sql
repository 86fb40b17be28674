-- The agreement: frozen versions, requests for signatures, signatures, proposals.

CREATE TABLE versions (
    organization_id TEXT COLLATE "C" NOT NULL,
    plan_id TEXT COLLATE "C" NOT NULL,
    number INTEGER NOT NULL,
    origin TEXT COLLATE "C" NOT NULL,
    origin_id TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    agreed_at BIGINT,
    hash TEXT COLLATE "C" NOT NULL,
    snapshot TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (organization_id, plan_id, number),
    FOREIGN KEY (organization_id, plan_id) REFERENCES plans (organization_id, id)
);

CREATE TABLE sign_offs (
    organization_id TEXT COLLATE "C" NOT NULL,
    plan_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version INTEGER NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    message TEXT COLLATE "C" NOT NULL,
    requested_by TEXT COLLATE "C" NOT NULL,
    requested_name TEXT COLLATE "C" NOT NULL,
    requested_side TEXT COLLATE "C" NOT NULL,
    requested_at BIGINT NOT NULL,
    decided_at BIGINT,
    reason TEXT COLLATE "C",
    event_seq BIGINT,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id, version) REFERENCES versions (organization_id, plan_id, number)
);
CREATE UNIQUE INDEX sign_offs_one_open ON sign_offs (organization_id, plan_id) WHERE status = 'open';

-- Who is asked to sign, and what they did. Names are copied in: a signature outlives whoever leaves the plan.
CREATE TABLE signatures (
    organization_id TEXT COLLATE "C" NOT NULL,
    plan_id TEXT COLLATE "C" NOT NULL,
    sign_off_id TEXT COLLATE "C" NOT NULL,
    stakeholder_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    email TEXT COLLATE "C" NOT NULL,
    side TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    typed_name TEXT COLLATE "C",
    signed_at BIGINT,
    address TEXT COLLATE "C",
    declined_at BIGINT,
    decline_reason TEXT COLLATE "C",
    PRIMARY KEY (organization_id, plan_id, sign_off_id, stakeholder_id),
    FOREIGN KEY (organization_id, plan_id, sign_off_id) REFERENCES sign_offs (organization_id, plan_id, id)
);

CREATE TABLE proposals (
    organization_id TEXT COLLATE "C" NOT NULL,
    plan_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    made_by TEXT COLLATE "C" NOT NULL,
    made_name TEXT COLLATE "C" NOT NULL,
    side TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    edits TEXT COLLATE "C" NOT NULL,
    changes TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    base_version INTEGER NOT NULL,
    counter_of TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    decided_at BIGINT,
    decided_by TEXT COLLATE "C",
    decision_note TEXT COLLATE "C" NOT NULL,
    version INTEGER,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id) REFERENCES plans (organization_id, id)
);

-- What the plan's own page needs of all this, kept beside its other facts.
ALTER TABLE plans ADD COLUMN agreed_version INTEGER;
ALTER TABLE plans ADD COLUMN agreed_at BIGINT;
ALTER TABLE plans ADD COLUMN rebuilt_at BIGINT;
ALTER TABLE plans ADD COLUMN open_sign_off TEXT COLLATE "C";
