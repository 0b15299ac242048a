-- What a feed's next poll follows from, and what becomes of feeds that move, end, or prove to be one.

-- What the last document and its headers said; it counts on while the server answers that nothing has changed.
-- Times are in milliseconds, skip_hours and skip_days sets of bits from hour 0 and from Monday on.
alter table feed add column fresh_for bigint;
alter table feed add column ttl bigint;
alter table feed add column update_every bigint;
alter table feed add column skip_hours integer default 0 not null;
alter table feed add column skip_days integer default 0 not null;

-- Of the last document: its bytes, and which entries it holds.
alter table feed add column body_hash varchar;
alter table feed add column entries_hash varchar;

-- How often it posts, as far as is known, and when it posted last.
alter table feed add column usual_gap bigint;
alter table feed add column newest_at timestamp(6) with time zone;

-- News come by push until then.
alter table feed add column push_until timestamp(6) with time zone;

-- Where its server says that it has moved to, since when, and how often it has said so.
alter table feed add column moving_to varchar;
alter table feed add column moving_since timestamp(6) with time zone;
alter table feed add column moving_polls integer default 0 not null;
alter table feed add column moved_at timestamp(6) with time zone;
-- A line each, oldest first.
alter table feed add column former_urls varchar;

-- Since when its server says that it is gone, and how often it has said so.
alter table feed add column gone_since timestamp(6) with time zone;
alter table feed add column gone_polls integer default 0 not null;

-- How often in a row the host has asked to be left alone, and until when it did last.
alter table host add column strikes integer default 0 not null;
alter table host add column held_until timestamp(6) with time zone default timestamp with time zone '1970-01-01 00:00:00+00' not null;

-- Ids of addresses that proved to be another feed's. Planets that name such an address carry that feed.
create table feed_alias (
    former_id varchar primary key,
    feed_id   varchar not null references feed,
    made_at   timestamp(6) with time zone not null,
    settled   boolean not null
);
create index feed_alias_by_feed on feed_alias (feed_id);
create index feed_alias_by_settled on feed_alias (settled);
