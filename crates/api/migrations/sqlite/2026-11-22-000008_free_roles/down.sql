ALTER TABLE stakeholders DROP COLUMN other_role;
