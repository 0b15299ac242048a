package dev.orrery.fetcher.web;

import java.net.UnknownHostException;

/// The guard has refused to connect; its message is the reason. For the client below it is one more name that leads
/// nowhere, which is what it may tell of a look-up.
final class RefusedAddress extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedAddress(String reason) {
        super(reason);
    }
}
