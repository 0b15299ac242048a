-- What is wrong with a feed and what its next poll follows from, so that others can say it in their own words. Unknown
-- until the next poll.
alter table feed add column cause varchar;
alter table feed add column pace varchar;
