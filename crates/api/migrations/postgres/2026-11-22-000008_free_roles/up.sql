-- A role in the decision that is none of the eight, in free words.
ALTER TABLE stakeholders ADD COLUMN other_role TEXT COLLATE "C" NOT NULL DEFAULT '';
