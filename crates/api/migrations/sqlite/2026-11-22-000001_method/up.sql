-- The method: the buyer's calendar, risks, what was declared not applicable, working calendars, how a plan is worked.

CREATE TABLE constraints (
    organization_id TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    side TEXT NOT NULL,
    start_date TEXT NOT NULL,
    end_date TEXT,
    anchor BOOLEAN NOT NULL,
    note TEXT NOT NULL,
    visibility TEXT NOT NULL,
    created_by TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id) REFERENCES plans (organization_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX constraints_one_anchor ON constraints (organization_id, plan_id) WHERE anchor;

CREATE TABLE risks (
    organization_id TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    id TEXT NOT NULL,
    milestone_id TEXT,
    description TEXT NOT NULL,
    probability TEXT NOT NULL,
    impact_days INTEGER NOT NULL,
    mitigation TEXT NOT NULL,
    mitigation_due TEXT,
    owner_id TEXT,
    status TEXT NOT NULL,
    visibility TEXT NOT NULL,
    created_by TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id) REFERENCES plans (organization_id, id),
    FOREIGN KEY (organization_id, plan_id, milestone_id) REFERENCES milestones (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id, owner_id) REFERENCES stakeholders (organization_id, plan_id, id)
) WITHOUT ROWID;

-- Findings declared not applicable, each with its reason.
CREATE TABLE waivers (
    organization_id TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    id TEXT NOT NULL,
    rule TEXT NOT NULL,
    object TEXT NOT NULL,
    reason TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id) REFERENCES plans (organization_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX waivers_one_each ON waivers (organization_id, plan_id, rule, object);

ALTER TABLE organizations ADD COLUMN weekdays TEXT NOT NULL DEFAULT 'monday tuesday wednesday thursday friday';
ALTER TABLE organizations ADD COLUMN country TEXT;
ALTER TABLE organizations ADD COLUMN fiscal_year_start INTEGER NOT NULL DEFAULT 1;

ALTER TABLE plans ADD COLUMN buyer_weekdays TEXT NOT NULL DEFAULT 'monday tuesday wednesday thursday friday';
ALTER TABLE plans ADD COLUMN buyer_country TEXT;
ALTER TABLE plans ADD COLUMN small_deal BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE plans ADD COLUMN procurement TEXT NOT NULL DEFAULT 'unknown';
ALTER TABLE plans ADD COLUMN review_every_days INTEGER NOT NULL DEFAULT 7;
ALTER TABLE plans ADD COLUMN next_review_date TEXT;
ALTER TABLE plans ADD COLUMN close_gap_note TEXT NOT NULL DEFAULT '';
ALTER TABLE plans ADD COLUMN reviewed_at BIGINT;

ALTER TABLE milestones ADD COLUMN no_known_risk BOOLEAN NOT NULL DEFAULT FALSE;

-- The hard date of a plan is a constraint like any other, marked as the anchor.
INSERT INTO constraints (organization_id, plan_id, id, kind, side, start_date, end_date, anchor, note, visibility, created_by, version)
SELECT organization_id, id, 'con_' || substr(id, 6), 'deadline', 'buyer', anchor_date, NULL, TRUE, '', 'shared', '', 1 FROM plans WHERE anchor_date IS NOT NULL;
ALTER TABLE plans DROP COLUMN anchor_date;
