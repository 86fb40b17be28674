-- The method: the buyer's calendar, risks, what was declared not applicable, working calendars, how a plan is worked.

CREATE TABLE constraints (
    organization_id TEXT COLLATE "C" NOT NULL,
    plan_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    side TEXT COLLATE "C" NOT NULL,
    start_date TEXT COLLATE "C" NOT NULL,
    end_date TEXT COLLATE "C",
    anchor BOOLEAN NOT NULL,
    note TEXT COLLATE "C" NOT NULL,
    visibility TEXT COLLATE "C" NOT NULL,
    created_by TEXT COLLATE "C" NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id) REFERENCES plans (organization_id, id)
);
CREATE UNIQUE INDEX constraints_one_anchor ON constraints (organization_id, plan_id) WHERE anchor;

CREATE TABLE risks (
    organization_id TEXT COLLATE "C" NOT NULL,
    plan_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    milestone_id TEXT COLLATE "C",
    description TEXT COLLATE "C" NOT NULL,
    probability TEXT COLLATE "C" NOT NULL,
    impact_days INTEGER NOT NULL,
    mitigation TEXT COLLATE "C" NOT NULL,
    mitigation_due TEXT COLLATE "C",
    owner_id TEXT COLLATE "C",
    status TEXT COLLATE "C" NOT NULL,
    visibility TEXT COLLATE "C" NOT NULL,
    created_by TEXT COLLATE "C" NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id) REFERENCES plans (organization_id, id),
    FOREIGN KEY (organization_id, plan_id, milestone_id) REFERENCES milestones (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id, owner_id) REFERENCES stakeholders (organization_id, plan_id, id)
);

-- Findings declared not applicable, each with its reason.
CREATE TABLE waivers (
    organization_id TEXT COLLATE "C" NOT NULL,
    plan_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    rule TEXT COLLATE "C" NOT NULL,
    object TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    made_by TEXT COLLATE "C" NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, plan_id, id),
    FOREIGN KEY (organization_id, plan_id) REFERENCES plans (organization_id, id)
);
CREATE UNIQUE INDEX waivers_one_each ON waivers (organization_id, plan_id, rule, object);

ALTER TABLE organizations ADD COLUMN weekdays TEXT COLLATE "C" NOT NULL DEFAULT 'monday tuesday wednesday thursday friday';
ALTER TABLE organizations ADD COLUMN country TEXT COLLATE "C";
ALTER TABLE organizations ADD COLUMN fiscal_year_start INTEGER NOT NULL DEFAULT 1;

ALTER TABLE plans ADD COLUMN buyer_weekdays TEXT COLLATE "C" NOT NULL DEFAULT 'monday tuesday wednesday thursday friday';
ALTER TABLE plans ADD COLUMN buyer_country TEXT COLLATE "C";
ALTER TABLE plans ADD COLUMN small_deal BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE plans ADD COLUMN procurement TEXT COLLATE "C" NOT NULL DEFAULT 'unknown';
ALTER TABLE plans ADD COLUMN review_every_days INTEGER NOT NULL DEFAULT 7;
ALTER TABLE plans ADD COLUMN next_review_date TEXT COLLATE "C";
ALTER TABLE plans ADD COLUMN close_gap_note TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE plans ADD COLUMN reviewed_at BIGINT;

ALTER TABLE milestones ADD COLUMN no_known_risk BOOLEAN NOT NULL DEFAULT FALSE;

-- The hard date of a plan is a constraint like any other, marked as the anchor.
INSERT INTO constraints (organization_id, plan_id, id, kind, side, start_date, end_date, anchor, note, visibility, created_by, version)
SELECT organization_id, id, 'con_' || substr(id, 6), 'deadline', 'buyer', anchor_date, NULL, TRUE, '', 'shared', '', 1 FROM plans WHERE anchor_date IS NOT NULL;
ALTER TABLE plans DROP COLUMN anchor_date;
