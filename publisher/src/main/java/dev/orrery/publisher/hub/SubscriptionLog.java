package dev.orrery.publisher.hub;

import dev.orrery.events.HubSubscription;

/// Where subscriptions are noted. What was noted comes back to every publisher's [Ledger].
interface SubscriptionLog {
    /// @return whether it arrived
    boolean put(HubSubscription subscription);

    /// @return whether it arrived
    boolean end(HubSubscription subscription);
}
