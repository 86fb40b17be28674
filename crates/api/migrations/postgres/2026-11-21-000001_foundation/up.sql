-- The foundation: organizations, people, deals, plans, sharing, logs, mail.
-- Ids are text, instants microseconds since 1970 (BIGINT), dates YYYY-MM-DD (TEXT): the same on both engines, so one code reads both.
-- Every primary key and every list index begins with the organization: rows of a tenant lie together.

CREATE TABLE organizations (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    currency TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    version INTEGER NOT NULL
);

CREATE TABLE users (
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    email TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    password_hash TEXT COLLATE "C",
    last_seen_at BIGINT,
    created_at BIGINT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX users_by_email ON users (email);

CREATE TABLE sessions (
    organization_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    user_id TEXT COLLATE "C" NOT NULL,
    refresh_hash TEXT COLLATE "C" NOT NULL,
    previous_hash TEXT COLLATE "C",
    rotated_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id)
);
CREATE INDEX sessions_by_user ON sessions (organization_id, user_id);

CREATE TABLE one_time_secrets (
    organization_id TEXT COLLATE "C" NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    user_id TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (organization_id, hash),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id)
);
CREATE UNIQUE INDEX one_time_secrets_by_hash ON one_time_secrets (hash);

CREATE TABLE stages (
    organization_id TEXT COLLATE "C" NOT NULL REFERENCES organizations (id),
    id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (organization_id, id)
);

CREATE TABLE deals (
    organization_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    account_name TEXT COLLATE "C" NOT NULL,
    account_domain TEXT COLLATE "C" NOT NULL,
    product TEXT COLLATE "C" NOT NULL,
    stage_id TEXT COLLATE "C" NOT NULL,
    owner_id TEXT COLLATE "C" NOT NULL,
    amount BIGINT,
    currency TEXT COLLATE "C" NOT NULL,
    seller_close_date TEXT COLLATE "C",
    budget_status TEXT COLLATE "C" NOT NULL,
    current_state TEXT COLLATE "C" NOT NULL,
    desired_state TEXT COLLATE "C" NOT NULL,
    refs TEXT COLLATE "C" NOT NULL,
    search TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    version INTEGER NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, stage_id) REFERENCES stages (organization_id, id),
    FOREIGN KEY (organization_id, owner_id) REFERENCES users (organization_id, id)
);
CREATE INDEX deals_by_update ON deals (organization_id, updated_at, id);
CREATE INDEX deals_by_stage ON deals (organization_id, stage_id, updated_at);
CREATE INDEX deals_by_owner ON deals (organization_id, owner_id, updated_at);

CREATE TABLE plans (
    organization_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    deal_id TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    description TEXT COLLATE "C" NOT NULL,
    welcome_message TEXT COLLATE "C" NOT NULL,
    anchor_date TEXT COLLATE "C",
    first_shared_at BIGINT,
    first_joined_at BIGINT,
    last_buyer_event_at BIGINT,
    last_buyer_visit_at BIGINT,
    archived_at BIGINT,
    created_at BIGINT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, deal_id) REFERENCES deals (organization_id, id)
);
CREATE UNIQUE INDEX plans_one_per_deal ON plans (organization_id, deal_id) WHERE archived_at IS NULL;

CREATE TABLE stakeholders (
    organization_id TEXT COLLATE "C" NOT NULL,
    plan_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    side TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    email TEXT COLLATE "C",
    title TEXT COLLATE "C" NOT NULL,
    function TEXT COLLATE "C" NOT NULL,
    roles TEXT COLLATE "C" NOT NULL,
    primary_concern TEXT COLLATE "C" NOT NULL,
    buy_in TEXT COLLATE "C" NOT NULL,
    authority TEXT COLLATE "C" NOT NULL,
    engagement_plan TEXT COLLATE "C" NOT NULL,
    engagement_timing TEXT COLLATE "C",
    engagement_date TEXT COLLATE "C",
    user_id TEXT COLLATE "C",
    created_by TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id) REFERENCES plans (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id)
);
CREATE UNIQUE INDEX stakeholders_by_email ON stakeholders (organization_id, plan_id, email) WHERE email IS NOT NULL;
CREATE INDEX stakeholders_by_user ON stakeholders (organization_id, user_id) WHERE user_id IS NOT NULL;

CREATE TABLE milestones (
    organization_id TEXT COLLATE "C" NOT NULL,
    plan_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL,
    stage_id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    owner_side TEXT COLLATE "C" NOT NULL,
    owner_id TEXT COLLATE "C",
    start_date TEXT COLLATE "C",
    target_date TEXT COLLATE "C",
    agreed_date TEXT COLLATE "C",
    duration_days INTEGER,
    risk_reason TEXT COLLATE "C" NOT NULL,
    visibility TEXT COLLATE "C" NOT NULL,
    position INTEGER NOT NULL,
    completed_at BIGINT,
    cancelled_at BIGINT,
    deleted_at BIGINT,
    created_by TEXT COLLATE "C" NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id) REFERENCES plans (organization_id, id),
    FOREIGN KEY (organization_id, stage_id) REFERENCES stages (organization_id, id),
    FOREIGN KEY (organization_id, plan_id, owner_id) REFERENCES stakeholders (organization_id, plan_id, id)
);
CREATE INDEX milestones_by_stage ON milestones (organization_id, stage_id);

CREATE TABLE dependencies (
    organization_id TEXT COLLATE "C" NOT NULL,
    plan_id TEXT COLLATE "C" NOT NULL,
    milestone_id TEXT COLLATE "C" NOT NULL,
    depends_on_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (organization_id, plan_id, milestone_id, depends_on_id),
    FOREIGN KEY (organization_id, plan_id, milestone_id) REFERENCES milestones (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id, depends_on_id) REFERENCES milestones (organization_id, plan_id, id)
);

CREATE TABLE assumptions (
    organization_id TEXT COLLATE "C" NOT NULL,
    plan_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    milestone_id TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id, milestone_id) REFERENCES milestones (organization_id, plan_id, id)
);

CREATE TABLE actions (
    organization_id TEXT COLLATE "C" NOT NULL,
    plan_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    milestone_id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    description TEXT COLLATE "C" NOT NULL,
    side TEXT COLLATE "C" NOT NULL,
    start_date TEXT COLLATE "C",
    target_date TEXT COLLATE "C",
    visibility TEXT COLLATE "C" NOT NULL,
    position INTEGER NOT NULL,
    started_at BIGINT,
    completed_at BIGINT,
    completed_by TEXT COLLATE "C",
    completed_side TEXT COLLATE "C",
    deleted_at BIGINT,
    created_by TEXT COLLATE "C" NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id, milestone_id) REFERENCES milestones (organization_id, plan_id, id)
);
-- The next step of each plan in the list of deals: the first open action by target.
CREATE INDEX actions_open ON actions (organization_id, plan_id, COALESCE(target_date, '9999'), position) WHERE completed_at IS NULL AND deleted_at IS NULL;
-- Milestones whose work has begun.
CREATE INDEX actions_begun ON actions (organization_id, plan_id, milestone_id) WHERE (completed_at IS NOT NULL OR started_at IS NOT NULL) AND deleted_at IS NULL;

CREATE TABLE assignees (
    organization_id TEXT COLLATE "C" NOT NULL,
    plan_id TEXT COLLATE "C" NOT NULL,
    action_id TEXT COLLATE "C" NOT NULL,
    stakeholder_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (organization_id, plan_id, action_id, stakeholder_id),
    FOREIGN KEY (organization_id, plan_id, action_id) REFERENCES actions (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id, stakeholder_id) REFERENCES stakeholders (organization_id, plan_id, id)
);
CREATE INDEX assignees_by_stakeholder ON assignees (organization_id, stakeholder_id);

CREATE TABLE grants (
    organization_id TEXT COLLATE "C" NOT NULL,
    plan_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    stakeholder_id TEXT COLLATE "C" NOT NULL,
    email TEXT COLLATE "C" NOT NULL,
    access TEXT COLLATE "C" NOT NULL,
    secret_hash TEXT COLLATE "C" NOT NULL,
    code_hash TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C" NOT NULL,
    delivery TEXT COLLATE "C" NOT NULL,
    delivery_reason TEXT COLLATE "C",
    invited_by TEXT COLLATE "C" NOT NULL,
    sent_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    activated_at BIGINT,
    revoked_at BIGINT,
    last_seen_at BIGINT,
    version INTEGER NOT NULL,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id, stakeholder_id) REFERENCES stakeholders (organization_id, plan_id, id)
);
CREATE UNIQUE INDEX grants_by_secret ON grants (secret_hash);
CREATE UNIQUE INDEX grants_by_code ON grants (code_hash);
CREATE UNIQUE INDEX grants_one_per_person ON grants (organization_id, plan_id, stakeholder_id);

CREATE TABLE guest_sessions (
    organization_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    plan_id TEXT COLLATE "C" NOT NULL,
    grant_id TEXT COLLATE "C" NOT NULL,
    browser_hash TEXT COLLATE "C" NOT NULL,
    refresh_hash TEXT COLLATE "C" NOT NULL,
    previous_hash TEXT COLLATE "C",
    rotated_at BIGINT NOT NULL,
    proof_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, plan_id, grant_id) REFERENCES grants (organization_id, plan_id, id)
);
CREATE INDEX guest_sessions_by_grant ON guest_sessions (organization_id, plan_id, grant_id);

-- Six-digit codes for another device: one open at a time per grant and browser.
CREATE TABLE access_codes (
    organization_id TEXT COLLATE "C" NOT NULL,
    plan_id TEXT COLLATE "C" NOT NULL,
    grant_id TEXT COLLATE "C" NOT NULL,
    browser_hash TEXT COLLATE "C" NOT NULL,
    code_hash TEXT COLLATE "C" NOT NULL,
    tries INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, plan_id, grant_id, browser_hash),
    FOREIGN KEY (organization_id, plan_id, grant_id) REFERENCES grants (organization_id, plan_id, id)
);

-- The head of each log, a plan's or an organization's: locked first by whoever writes, so lines never fork.
CREATE TABLE logs (
    organization_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (organization_id, id)
);

CREATE TABLE events (
    organization_id TEXT COLLATE "C" NOT NULL,
    log_id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    visibility TEXT COLLATE "C" NOT NULL,
    actor_kind TEXT COLLATE "C" NOT NULL,
    actor_id TEXT COLLATE "C" NOT NULL,
    actor_side TEXT COLLATE "C" NOT NULL,
    actor_commitment TEXT COLLATE "C" NOT NULL,
    actor_name TEXT COLLATE "C",
    actor_salt TEXT COLLATE "C",
    subject_id TEXT COLLATE "C" NOT NULL,
    parent_id TEXT COLLATE "C" NOT NULL,
    content_commitment TEXT COLLATE "C" NOT NULL,
    content TEXT COLLATE "C",
    content_salt TEXT COLLATE "C",
    prev TEXT COLLATE "C" NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (organization_id, log_id, seq)
);

CREATE TABLE checkpoints (
    organization_id TEXT COLLATE "C" NOT NULL,
    log_id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    signature TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (organization_id, log_id, seq)
);

-- Mail to be sent: written with the change that causes it, delivered after. The payload is sealed and cleared once sent.
CREATE TABLE outbox (
    organization_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    plan_id TEXT COLLATE "C",
    grant_id TEXT COLLATE "C",
    payload TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    leased_until BIGINT,
    attempts INTEGER NOT NULL,
    sent_at BIGINT,
    failed_at BIGINT,
    last_error TEXT COLLATE "C",
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE sent_at IS NULL AND failed_at IS NULL;

-- Work that comes back at its time, on one replica at a time.
CREATE TABLE jobs (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    due_at BIGINT NOT NULL,
    leased_until BIGINT
);

-- Answers to repeat: what a POST with an Idempotency-Key did, sealed, for 24 hours.
CREATE TABLE idempotency_keys (
    organization_id TEXT COLLATE "C" NOT NULL,
    caller TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    request_hash TEXT COLLATE "C" NOT NULL,
    answer TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, caller, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- Lines of history are only ever added. Erasing a person clears names and contents; the commitments and hashes stay.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER events_no_update BEFORE UPDATE ON events FOR EACH ROW
WHEN (
    ROW (NEW.organization_id, NEW.log_id, NEW.seq, NEW.at, NEW.type, NEW.visibility, NEW.actor_kind, NEW.actor_id, NEW.actor_side, NEW.actor_commitment,
        NEW.subject_id, NEW.parent_id, NEW.content_commitment, NEW.prev, NEW.hash)
    IS DISTINCT FROM
    ROW (OLD.organization_id, OLD.log_id, OLD.seq, OLD.at, OLD.type, OLD.visibility, OLD.actor_kind, OLD.actor_id, OLD.actor_side, OLD.actor_commitment,
        OLD.subject_id, OLD.parent_id, OLD.content_commitment, OLD.prev, OLD.hash)
    OR (NEW.actor_name IS NOT NULL AND NEW.actor_name IS DISTINCT FROM OLD.actor_name)
    OR (NEW.content IS NOT NULL AND NEW.content IS DISTINCT FROM OLD.content)
    OR (NEW.actor_salt IS NOT NULL AND NEW.actor_salt IS DISTINCT FROM OLD.actor_salt)
    OR (NEW.content_salt IS NOT NULL AND NEW.content_salt IS DISTINCT FROM OLD.content_salt)
)
EXECUTE FUNCTION refuse_change();
CREATE TRIGGER checkpoints_no_change BEFORE DELETE OR UPDATE ON checkpoints FOR EACH ROW EXECUTE FUNCTION refuse_change();
