ALTER TABLE plans DROP COLUMN open_sign_off;
ALTER TABLE plans DROP COLUMN rebuilt_at;
ALTER TABLE plans DROP COLUMN agreed_at;
ALTER TABLE plans DROP COLUMN agreed_version;
DROP TABLE proposals;
DROP TABLE signatures;
DROP TABLE sign_offs;
DROP TABLE versions;
