package dev.orrery.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody who is told of news by the publishers' WebSub hub: the value on `orrery.hub-subscriptions`, a tombstone
/// when it has ended.
///
/// @param callback   where news are sent
/// @param topic      the address of the feed
/// @param secret     what deliveries are signed with
/// @param since      when it was last asked for and verified, to the millisecond; a tombstone's revision is the same in
///                   milliseconds since 1970
/// @param leaseUntil when it ends unless it is renewed
/// @param delivered  hash of what its subscriber has, so that whoever delivers next knows whether there is news
/// @param failures   deliveries in a row that were not taken
public record HubSubscription(
        String callback,
        String topic,
        @Nullable String secret,
        Instant since,
        Instant leaseUntil,
        @Nullable String delivered,
        int failures) {

    /// The record's key.
    public String id() {
        return Ids.hubSubscriptionId(callback, topic);
    }

    /// The same with its subscriber at this state.
    public HubSubscription delivered(String hash) {
        return new HubSubscription(callback, topic, secret, since, leaseUntil, hash, 0);
    }

    /// The same after one more delivery that was not taken.
    public HubSubscription failed() {
        return new HubSubscription(callback, topic, secret, since, leaseUntil, delivered, failures + 1);
    }

    /// Who verifies a subscription and who delivers to it write the same record, and may not know of each other yet:
    /// what the subscriber asked for is as it was asked for last, whoever wrote last.
    ///
    /// @param before what stood there
    public HubSubscription after(HubSubscription before) {
        return before.since.isAfter(since)
                ? new HubSubscription(
                        callback, topic, before.secret, before.since, before.leaseUntil, delivered, failures)
                : this;
    }
}
