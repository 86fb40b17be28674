-- The foundation: organizations, people, deals, plans, sharing, logs, mail.
-- Ids are text, instants microseconds since 1970 (BIGINT), dates YYYY-MM-DD (TEXT): the same on both engines, so one code reads both.
-- Every primary key and every list index begins with the organization: rows of a tenant lie together.

CREATE TABLE organizations (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    currency TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE users (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    role TEXT NOT NULL,
    status TEXT NOT NULL,
    password_hash TEXT,
    last_seen_at BIGINT,
    created_at BIGINT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (organization_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX users_by_email ON users (email);

CREATE TABLE sessions (
    organization_id TEXT NOT NULL,
    id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    refresh_hash TEXT NOT NULL,
    previous_hash TEXT,
    rotated_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id)
) WITHOUT ROWID;
CREATE INDEX sessions_by_user ON sessions (organization_id, user_id);

CREATE TABLE one_time_secrets (
    organization_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    user_id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (organization_id, hash),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX one_time_secrets_by_hash ON one_time_secrets (hash);

CREATE TABLE stages (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (organization_id, id)
) WITHOUT ROWID;

CREATE TABLE deals (
    organization_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    account_name TEXT NOT NULL,
    account_domain TEXT NOT NULL,
    product TEXT NOT NULL,
    stage_id TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    amount BIGINT,
    currency TEXT NOT NULL,
    seller_close_date TEXT,
    budget_status TEXT NOT NULL,
    current_state TEXT NOT NULL,
    desired_state TEXT NOT NULL,
    refs TEXT NOT NULL,
    search TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    version INTEGER NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, stage_id) REFERENCES stages (organization_id, id),
    FOREIGN KEY (organization_id, owner_id) REFERENCES users (organization_id, id)
) WITHOUT ROWID;
CREATE INDEX deals_by_update ON deals (organization_id, updated_at, id);
CREATE INDEX deals_by_stage ON deals (organization_id, stage_id, updated_at);
CREATE INDEX deals_by_owner ON deals (organization_id, owner_id, updated_at);

CREATE TABLE plans (
    organization_id TEXT NOT NULL,
    id TEXT NOT NULL,
    deal_id TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    welcome_message TEXT NOT NULL,
    anchor_date TEXT,
    first_shared_at BIGINT,
    first_joined_at BIGINT,
    last_buyer_event_at BIGINT,
    last_buyer_visit_at BIGINT,
    archived_at BIGINT,
    created_at BIGINT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, deal_id) REFERENCES deals (organization_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX plans_one_per_deal ON plans (organization_id, deal_id) WHERE archived_at IS NULL;

CREATE TABLE stakeholders (
    organization_id TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    id TEXT NOT NULL,
    side TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT,
    title TEXT NOT NULL,
    function TEXT NOT NULL,
    roles TEXT NOT NULL,
    primary_concern TEXT NOT NULL,
    buy_in TEXT NOT NULL,
    authority TEXT NOT NULL,
    engagement_plan TEXT NOT NULL,
    engagement_timing TEXT,
    engagement_date TEXT,
    user_id TEXT,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id) REFERENCES plans (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX stakeholders_by_email ON stakeholders (organization_id, plan_id, email) WHERE email IS NOT NULL;
CREATE INDEX stakeholders_by_user ON stakeholders (organization_id, user_id) WHERE user_id IS NOT NULL;

CREATE TABLE milestones (
    organization_id TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    outcome TEXT NOT NULL,
    stage_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    owner_side TEXT NOT NULL,
    owner_id TEXT,
    start_date TEXT,
    target_date TEXT,
    agreed_date TEXT,
    duration_days INTEGER,
    risk_reason TEXT NOT NULL,
    visibility TEXT NOT NULL,
    position INTEGER NOT NULL,
    completed_at BIGINT,
    cancelled_at BIGINT,
    deleted_at BIGINT,
    created_by TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id) REFERENCES plans (organization_id, id),
    FOREIGN KEY (organization_id, stage_id) REFERENCES stages (organization_id, id),
    FOREIGN KEY (organization_id, plan_id, owner_id) REFERENCES stakeholders (organization_id, plan_id, id)
) WITHOUT ROWID;
CREATE INDEX milestones_by_stage ON milestones (organization_id, stage_id);

CREATE TABLE dependencies (
    organization_id TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    milestone_id TEXT NOT NULL,
    depends_on_id TEXT NOT NULL,
    PRIMARY KEY (organization_id, plan_id, milestone_id, depends_on_id),
    FOREIGN KEY (organization_id, plan_id, milestone_id) REFERENCES milestones (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id, depends_on_id) REFERENCES milestones (organization_id, plan_id, id)
) WITHOUT ROWID;

CREATE TABLE assumptions (
    organization_id TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    id TEXT NOT NULL,
    milestone_id TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id, milestone_id) REFERENCES milestones (organization_id, plan_id, id)
) WITHOUT ROWID;

CREATE TABLE actions (
    organization_id TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    id TEXT NOT NULL,
    milestone_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    side TEXT NOT NULL,
    start_date TEXT,
    target_date TEXT,
    visibility TEXT NOT NULL,
    position INTEGER NOT NULL,
    started_at BIGINT,
    completed_at BIGINT,
    completed_by TEXT,
    completed_side TEXT,
    deleted_at BIGINT,
    created_by TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id, milestone_id) REFERENCES milestones (organization_id, plan_id, id)
) WITHOUT ROWID;
-- The next step of each plan in the list of deals: the first open action by target.
CREATE INDEX actions_open ON actions (organization_id, plan_id, COALESCE(target_date, '9999'), position) WHERE completed_at IS NULL AND deleted_at IS NULL;
-- Milestones whose work has begun.
CREATE INDEX actions_begun ON actions (organization_id, plan_id, milestone_id) WHERE (completed_at IS NOT NULL OR started_at IS NOT NULL) AND deleted_at IS NULL;

CREATE TABLE assignees (
    organization_id TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    action_id TEXT NOT NULL,
    stakeholder_id TEXT NOT NULL,
    PRIMARY KEY (organization_id, plan_id, action_id, stakeholder_id),
    FOREIGN KEY (organization_id, plan_id, action_id) REFERENCES actions (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id, stakeholder_id) REFERENCES stakeholders (organization_id, plan_id, id)
) WITHOUT ROWID;
CREATE INDEX assignees_by_stakeholder ON assignees (organization_id, stakeholder_id);

CREATE TABLE grants (
    organization_id TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    id TEXT NOT NULL,
    stakeholder_id TEXT NOT NULL,
    email TEXT NOT NULL,
    access TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    note TEXT NOT NULL,
    delivery TEXT NOT NULL,
    delivery_reason TEXT,
    invited_by TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    activated_at BIGINT,
    revoked_at BIGINT,
    last_seen_at BIGINT,
    version INTEGER NOT NULL,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id, stakeholder_id) REFERENCES stakeholders (organization_id, plan_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX grants_by_secret ON grants (secret_hash);
CREATE UNIQUE INDEX grants_by_code ON grants (code_hash);
CREATE UNIQUE INDEX grants_one_per_person ON grants (organization_id, plan_id, stakeholder_id);

CREATE TABLE guest_sessions (
    organization_id TEXT NOT NULL,
    id TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    grant_id TEXT NOT NULL,
    browser_hash TEXT NOT NULL,
    refresh_hash TEXT NOT NULL,
    previous_hash TEXT,
    rotated_at BIGINT NOT NULL,
    proof_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, plan_id, grant_id) REFERENCES grants (organization_id, plan_id, id)
) WITHOUT ROWID;
CREATE INDEX guest_sessions_by_grant ON guest_sessions (organization_id, plan_id, grant_id);

-- Six-digit codes for another device: one open at a time per grant and browser.
CREATE TABLE access_codes (
    organization_id TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    grant_id TEXT NOT NULL,
    browser_hash TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    tries INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, plan_id, grant_id, browser_hash),
    FOREIGN KEY (organization_id, plan_id, grant_id) REFERENCES grants (organization_id, plan_id, id)
) WITHOUT ROWID;

-- The head of each log, a plan's or an organization's: locked first by whoever writes, so lines never fork.
CREATE TABLE logs (
    organization_id TEXT NOT NULL,
    id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (organization_id, id)
) WITHOUT ROWID;

CREATE TABLE events (
    organization_id TEXT NOT NULL,
    log_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    type TEXT NOT NULL,
    visibility TEXT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    actor_side TEXT NOT NULL,
    actor_commitment TEXT NOT NULL,
    actor_name TEXT,
    actor_salt TEXT,
    subject_id TEXT NOT NULL,
    parent_id TEXT NOT NULL,
    content_commitment TEXT NOT NULL,
    content TEXT,
    content_salt TEXT,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (organization_id, log_id, seq)
) WITHOUT ROWID;

CREATE TABLE checkpoints (
    organization_id TEXT NOT NULL,
    log_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL,
    at BIGINT NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (organization_id, log_id, seq)
) WITHOUT ROWID;

-- Mail to be sent: written with the change that causes it, delivered after. The payload is sealed and cleared once sent.
CREATE TABLE outbox (
    organization_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    plan_id TEXT,
    grant_id TEXT,
    payload TEXT,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    leased_until BIGINT,
    attempts INTEGER NOT NULL,
    sent_at BIGINT,
    failed_at BIGINT,
    last_error TEXT,
    PRIMARY KEY (organization_id, id)
) WITHOUT ROWID;
CREATE INDEX outbox_due ON outbox (due_at) WHERE sent_at IS NULL AND failed_at IS NULL;

-- Work that comes back at its time, on one replica at a time.
CREATE TABLE jobs (
    name TEXT NOT NULL PRIMARY KEY,
    due_at BIGINT NOT NULL,
    leased_until BIGINT
) WITHOUT ROWID;

-- Answers to repeat: what a POST with an Idempotency-Key did, sealed, for 24 hours.
CREATE TABLE idempotency_keys (
    organization_id TEXT NOT NULL,
    caller TEXT NOT NULL,
    key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    answer TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, caller, key)
) WITHOUT ROWID;
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- Lines of history are only ever added. Erasing a person clears names and contents; the commitments and hashes stay.
CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN
    SELECT RAISE(ABORT, 'events are append-only');
END;
CREATE TRIGGER events_no_update BEFORE UPDATE ON events
WHEN NEW.organization_id IS NOT OLD.organization_id OR NEW.log_id IS NOT OLD.log_id OR NEW.seq IS NOT OLD.seq OR NEW.at IS NOT OLD.at
    OR NEW.type IS NOT OLD.type OR NEW.visibility IS NOT OLD.visibility OR NEW.actor_kind IS NOT OLD.actor_kind
    OR NEW.actor_id IS NOT OLD.actor_id OR NEW.actor_side IS NOT OLD.actor_side OR NEW.actor_commitment IS NOT OLD.actor_commitment
    OR NEW.subject_id IS NOT OLD.subject_id OR NEW.parent_id IS NOT OLD.parent_id OR NEW.content_commitment IS NOT OLD.content_commitment
    OR NEW.prev IS NOT OLD.prev OR NEW.hash IS NOT OLD.hash
    OR (NEW.actor_name IS NOT NULL AND NEW.actor_name IS NOT OLD.actor_name) OR (NEW.content IS NOT NULL AND NEW.content IS NOT OLD.content)
    OR (NEW.actor_salt IS NOT NULL AND NEW.actor_salt IS NOT OLD.actor_salt) OR (NEW.content_salt IS NOT NULL AND NEW.content_salt IS NOT OLD.content_salt)
BEGIN
    SELECT RAISE(ABORT, 'events are append-only');
END;
CREATE TRIGGER checkpoints_no_delete BEFORE DELETE ON checkpoints BEGIN
    SELECT RAISE(ABORT, 'checkpoints are append-only');
END;
CREATE TRIGGER checkpoints_no_update BEFORE UPDATE ON checkpoints BEGIN
    SELECT RAISE(ABORT, 'checkpoints are append-only');
END;
