-- What planets' owners ask for when a feed is polled, and what follows from it for the feed: unverified only where all of
-- them say so, and the largest size.

alter table subscription add column insecure boolean default false not null;
alter table subscription add column max_bytes integer default 0 not null;

alter table feed add column insecure boolean default false not null;
alter table feed add column max_bytes integer default 0 not null;
