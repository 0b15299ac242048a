-- Runs on PostgreSQL and on H2 in its PostgreSQL mode. `varchar` without a length has no bound: addresses and
-- validators are kept as they came. `text` would be a CLOB on H2, which cannot be a key.

create table planet (
    slug               varchar primary key,
    definition         text,
    revision           integer not null,
    announced_revision integer not null,
    deleted            boolean not null
);

-- Which planet carries which feed.
create table subscription (
    planet  varchar not null references planet,
    feed_id varchar not null,
    primary key (planet, feed_id)
);
create index subscription_by_feed on subscription (feed_id);

-- The unit of claim: one poll at a time.
create table host (
    name        varchar primary key,
    lease_token varchar,
    lease_until timestamp(6) with time zone not null,
    not_before  timestamp(6) with time zone not null
);

create table feed (
    id                varchar primary key,
    url               varchar not null,
    host              varchar not null references host,
    planets           integer not null,
    added_at          timestamp(6) with time zone not null,
    title             varchar,
    site              varchar,
    format            varchar,
    language          varchar,
    etag              varchar,
    last_modified     varchar,
    state             varchar not null,
    since             timestamp(6) with time zone not null,
    reason            varchar not null,
    status            integer,
    failures          integer not null,
    last_poll_at      timestamp(6) with time zone,
    last_success_at   timestamp(6) with time zone,
    last_new_entry_at timestamp(6) with time zone,
    next_poll_at      timestamp(6) with time zone not null,
    next_poll_because varchar not null,
    emitting          boolean not null,
    revision          integer not null,
    announce_at       timestamp(6) with time zone,
    announced_at      timestamp(6) with time zone
);
create index feed_by_next_poll on feed (next_poll_at);
create index feed_by_host on feed (host, next_poll_at);
create index feed_by_announcement on feed (announce_at);

create table seen_entry (
    entry_id      varchar primary key,
    feed_id       varchar not null references feed,
    key_kind      varchar not null,
    key_value     varchar not null,
    revision      integer not null,
    content_hash  varchar not null,
    text_hash     varchar not null,
    position      integer not null,
    first_seen_at timestamp(6) with time zone not null,
    rank_at       timestamp(6) with time zone not null,
    seen_at       timestamp(6) with time zone not null,
    edited_at     timestamp(6) with time zone,
    -- Hash of the record that is on its way to Kafka and not known to have arrived.
    pending_hash  varchar
);
create index seen_entry_by_feed on seen_entry (feed_id);
