-- What was said about somebody, newest first, is read in pages.
CREATE INDEX review_target_newest_idx ON review (target_id, id DESC);
