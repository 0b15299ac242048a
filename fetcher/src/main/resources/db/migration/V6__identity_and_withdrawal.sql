-- What an entry is recognised by when its feed calls it something else, and whether it was taken back.

-- The id that its present key would give it, where that is no longer the one it got its own from.
alter table seen_entry add column renamed_id varchar;
-- Hashes, see Aliases; each has the feed's id in it.
alter table seen_entry add column link_alias bigint;
alter table seen_entry add column text_alias bigint;
alter table seen_entry add column title_alias bigint;
-- As they stand in the record that was sent last.
alter table seen_entry add column published timestamp(6) with time zone;
alter table seen_entry add column updated timestamp(6) with time zone;
alter table seen_entry add column withdrawn boolean default false not null;
create index seen_entry_by_renamed_id on seen_entry (renamed_id);
create index seen_entry_by_link_alias on seen_entry (link_alias);
create index seen_entry_by_text_alias on seen_entry (text_alias);

-- The entries of a feed's last document, a line each. Apart from the feed's own row, which every 304 reads and writes.
create table feed_window (
    feed_id varchar primary key references feed,
    entries varchar not null
);

-- Since when, and in how many polls, so much of the window was missing that it may be a mistake.
alter table feed add column doubted_since timestamp(6) with time zone;
alter table feed add column doubted_polls integer default 0 not null;
