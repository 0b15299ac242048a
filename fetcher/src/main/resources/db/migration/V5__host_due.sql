-- When something may be due on a host, so that looking for work touches no feed that is not due.
alter table host add column due_at timestamp(6) with time zone default timestamp with time zone '1970-01-01 00:00:00+00' not null;
create index host_by_due on host (due_at);
