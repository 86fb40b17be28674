ALTER TABLE plans ADD COLUMN anchor_date TEXT COLLATE "C";
UPDATE plans SET anchor_date = (SELECT COALESCE(c.end_date, c.start_date) FROM constraints c
    WHERE c.organization_id = plans.organization_id AND c.plan_id = plans.id AND c.anchor);
ALTER TABLE milestones DROP COLUMN no_known_risk;
ALTER TABLE plans DROP COLUMN reviewed_at;
ALTER TABLE plans DROP COLUMN close_gap_note;
ALTER TABLE plans DROP COLUMN next_review_date;
ALTER TABLE plans DROP COLUMN review_every_days;
ALTER TABLE plans DROP COLUMN procurement;
ALTER TABLE plans DROP COLUMN small_deal;
ALTER TABLE plans DROP COLUMN buyer_country;
ALTER TABLE plans DROP COLUMN buyer_weekdays;
ALTER TABLE organizations DROP COLUMN fiscal_year_start;
ALTER TABLE organizations DROP COLUMN country;
ALTER TABLE organizations DROP COLUMN weekdays;
DROP TABLE waivers;
DROP TABLE risks;
DROP TABLE constraints;
