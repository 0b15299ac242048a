-- WebSub: what a feed says of its hub, whether the hub is trusted to tell of news, and our subscriptions.

alter table feed add column hub varchar;
alter table feed add column topic varchar;
-- When the hub last told of something.
alter table feed add column pushed_at timestamp(6) with time zone;
-- A sentence for people; absent where there is no subscription.
alter table feed add column push_note varchar;

create table push_subscription (
    -- The end of the callback's address, which nobody can guess.
    token         varchar primary key,
    feed_id       varchar not null references feed,
    hub           varchar not null,
    topic         varchar not null,
    callback      varchar not null,
    secret        varchar,
    former_secret varchar,
    state         varchar not null,
    asked_at      timestamp(6) with time zone,
    lease_until   timestamp(6) with time zone,
    next_step_at  timestamp(6) with time zone not null,
    failures      integer not null,
    refused       bigint not null,
    refused_at    timestamp(6) with time zone
);
create index push_subscription_by_feed on push_subscription (feed_id);
create index push_subscription_by_next_step on push_subscription (next_step_at);

-- Every delivery that was taken, so that none is taken twice, and none is forgotten halfway.
create table push_delivery (
    token       varchar not null,
    digest      varchar not null,
    received_at timestamp(6) with time zone not null,
    handled     boolean not null,
    primary key (token, digest)
);
create index push_delivery_by_time on push_delivery (handled, received_at);
