package dev.orrery.bench.farm;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// TLS for all servers of the farm: each shows the certificate of the address that was connected.
final class FarmTls {
    private final SSLContext context;

    FarmTls(Authority authority, boolean sessions) {
        if (!sessions) {
            // Both are read when the first context is made. Without them a client resumes whatever we invalidate.
            System.setProperty("jdk.tls.server.enableSessionTicketExtension", "false");
            System.setProperty("jdk.tls.server.newSessionTicketCount", "0");
        }
        try {
            context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new ByAddress(authority)}, null, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param local the address that was connected
    SSLEngine engine(InetSocketAddress local) {
        // A server's engine has no use for its peer's name, so it carries the server's own to the key manager.
        var engine = context.createSSLEngine(local.getAddress().getHostAddress(), local.getPort());
        engine.setUseClientMode(false);
        return engine;
    }

    /// An alias is an address.
    private static final class ByAddress extends X509ExtendedKeyManager {
        private final Authority authority;

        ByAddress(Authority authority) {
            this.authority = authority;
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
            return keyType.startsWith("EC") ? engine.getPeerHost() : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return authority.chain(alias);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return authority.serverKey();
        }

        @Override
        public String @Nullable [] getClientAliases(String keyType, Principal[] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public String @Nullable [] getServerAliases(String keyType, Principal[] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return null;
        }
    }
}
