package dev.orrery.bench.farm;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A certificate authority of the farm's own: a root, an intermediate, and for each server a certificate that names its
/// address, made when it is first asked for. As on the web, a server shows its own and the intermediate.
/// Keys are P-256.
final class Authority {
    static final String PASSWORD = "changeit";

    private static final int[] ECDSA_WITH_SHA256 = {1, 2, 840, 10045, 4, 3, 2};
    private static final int[] COMMON_NAME = {2, 5, 4, 3};
    private static final int[] ALTERNATIVE_NAME = {2, 5, 29, 17};
    private static final int[] BASIC_CONSTRAINTS = {2, 5, 29, 19};
    private static final Duration VALID = Duration.ofDays(30);

    private final KeyPair rootKeys = keys();
    private final KeyPair intermediateKeys = keys();
    private final KeyPair serverKeys = keys();
    private final AtomicLong serial = new AtomicLong(1);
    private final Instant now;
    private final X509Certificate root;
    private final X509Certificate intermediate;
    private final ConcurrentHashMap<String, X509Certificate[]> chains = new ConcurrentHashMap<>();

    Authority(InstantSource clock) {
        this.now = clock.instant();
        var authority = extension(BASIC_CONSTRAINTS, Der.sequence(Der.yes()));
        root = issue("Farm root", rootKeys.getPublic(), "Farm root", rootKeys.getPrivate(), authority);
        intermediate =
                issue("Farm intermediate", intermediateKeys.getPublic(), "Farm root", rootKeys.getPrivate(), authority);
    }

    PrivateKey serverKey() {
        return serverKeys.getPrivate();
    }

    /// @param address of a server, as four numbers
    X509Certificate[] chain(String address) {
        return chains.computeIfAbsent(address, this::newChain);
    }

    /// Writes a trust store (PKCS#12) that holds the root.
    void writeTrust(Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("farm", root);
            store.store(out, PASSWORD.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate[] newChain(String address) {
        var ip = InetAddress.ofLiteral(address).getAddress();
        var names = extension(ALTERNATIVE_NAME, Der.sequence(Der.tagged(0x87, ip)));
        var server = issue(address, serverKeys.getPublic(), "Farm intermediate", intermediateKeys.getPrivate(), names);
        return new X509Certificate[] {server, intermediate};
    }

    /// A certificate of version 3 (RFC 5280 section 4.1).
    private X509Certificate issue(
            String subject, PublicKey key, String issuer, PrivateKey issuerKey, byte[] extension) {
        var algorithm = Der.sequence(Der.oid(ECDSA_WITH_SHA256));
        var content = Der.sequence(
                Der.tagged(0xA0, Der.integer(2)),
                Der.integer(serial.getAndIncrement()),
                algorithm,
                name(issuer),
                Der.sequence(Der.time(now.minus(VALID)), Der.time(now.plus(VALID))),
                name(subject),
                key.getEncoded(),
                Der.tagged(0xA3, Der.sequence(extension)));
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(issuerKey);
            signature.update(content);
            var whole = Der.sequence(content, algorithm, Der.bits(signature.sign()));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.setOf(Der.sequence(Der.oid(COMMON_NAME), Der.text(commonName))));
    }

    private static byte[] extension(int[] kind, byte[] value) {
        return Der.sequence(Der.oid(kind), Der.octets(value));
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
