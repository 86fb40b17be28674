ALTER TABLE plans DROP COLUMN review_reminded_for;
DROP TABLE calendar_feeds;
DROP TABLE status_updates;
