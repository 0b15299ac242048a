package dev.orrery.bench.rounds;

/// How guests reach the farm.
public enum Web {
    KEPT("kept connections", false, true, false),
    NEW("new connections", false, false, false),
    TLS("TLS, new connections, no session kept", true, false, false),
    TLS_RESUMED("TLS, new connections, sessions resumed", true, false, true);

    private final String label;
    private final boolean tls;
    private final boolean keepAlive;
    private final boolean sessions;

    Web(String label, boolean tls, boolean keepAlive, boolean sessions) {
        this.label = label;
        this.tls = tls;
        this.keepAlive = keepAlive;
        this.sessions = sessions;
    }

    String label() {
        return label;
    }

    boolean isTls() {
        return tls;
    }

    boolean keepsAlive() {
        return keepAlive;
    }

    boolean keepsSessions() {
        return sessions;
    }
}
