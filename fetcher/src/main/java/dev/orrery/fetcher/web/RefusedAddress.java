package dev.orrery.fetcher.web;

import java.net.ConnectException;

/// The guard has refused to connect; its message is the reason.
final class RefusedAddress extends ConnectException {
    private static final long serialVersionUID = 1L;

    RefusedAddress(String reason) {
        super(reason);
    }
}
